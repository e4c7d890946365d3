"""Which organisations handle a letter, its replies, and what people were reminded of."""

from django.db import models
from django.db.models import Q

from ..rules.kinds import Part, ReplyState
from ..rules.reminders import Level


class Handling(models.Model):
    """The share of one organisation in a letter: the lead answers it, the others give the lead their opinion.

    ``ended_on`` is the day on which the letter went elsewhere; what stands without one handles it now.
    """

    letter = models.ForeignKey("engagement.Letter", models.CASCADE, related_name="handlings")
    organisation = models.ForeignKey("orgs.Organisation", models.PROTECT, related_name="+")
    lead = models.BooleanField("主办", default=False)
    part = models.CharField("协办情况", max_length=8, choices=Part.choices(), default=Part.WAITING)
    sealed = models.BinaryField("协办意见（密封）", null=True)
    given_on = models.DateField("提出意见日", null=True)
    began_on = models.DateField("交办日")
    ended_on = models.DateField("不再承办日", null=True)

    class Meta:
        verbose_name = "承办"
        ordering = ["-lead", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "organisation"], condition=Q(ended_on=None), name="handling_once"
            ),
            models.UniqueConstraint(
                fields=["letter"], condition=Q(ended_on=None, lead=True), name="handling_one_lead"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "ended_on", "part"], name="handling_parts")]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.organisation_id}"


class LetterReply(models.Model):
    """答复: drafted, reviewed, sent; a letter has one, and a second when it was handled again (``round`` 2).

    ``copied_from`` is the reply of the same incident's lead letter that was sent to this one as well.
    """

    letter = models.ForeignKey("engagement.Letter", models.CASCADE, related_name="replies")
    round = models.PositiveSmallIntegerField("第几次", default=1)
    state = models.CharField("状态", max_length=12, choices=ReplyState.choices(), default=ReplyState.DRAFTING)
    sealed = models.BinaryField("正文（密封）")
    drafter = models.ForeignKey("orgs.User", models.PROTECT, null=True, related_name="+")
    revision = models.PositiveIntegerField("版本", default=0)
    saved_at = models.DateTimeField("保存时间")
    sent_on = models.DateField("发出日", null=True, blank=True)
    copied_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "来信答复"
        ordering = ["letter", "round"]
        constraints = [models.UniqueConstraint(fields=["letter", "round"], name="letter_reply_round")]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.round}"


class LetterReminder(models.Model):
    """Somebody was told of a letter's last day; each level and day once."""

    letter = models.ForeignKey("engagement.Letter", models.CASCADE, related_name="+")
    level = models.CharField("提醒", max_length=12, choices=Level.choices())
    on = models.DateField("所指日期")
    at = models.DateTimeField("提醒时间")

    class Meta:
        verbose_name = "来信提醒"
        constraints = [models.UniqueConstraint(fields=["letter", "level", "on"], name="letter_reminder_once")]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.level}"
