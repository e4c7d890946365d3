"""Letters about one incident, put together by a person."""

from django.db import models


class LetterGroup(models.Model):
    """同一事件的来信. ``lead`` is the letter whose reply goes to all; ``raised_at`` when it was found to grow
    fast and people were told, once; ``suspected_at`` when it did so only with letters that the program
    suggests for it."""

    organisation = models.ForeignKey("orgs.Organisation", models.PROTECT, related_name="+")
    title = models.CharField("事件", max_length=120)
    lead = models.OneToOneField("engagement.Letter", models.PROTECT, related_name="leads")
    opened_at = models.DateTimeField("归并时间")
    raised_at = models.DateTimeField("提示时间", null=True, blank=True)
    suspected_at = models.DateTimeField("疑似提示时间", null=True, blank=True)
    informed_on = models.DateField("一并答复日", null=True, blank=True)
    version = models.PositiveIntegerField("版本", default=1)

    class Meta:
        verbose_name = "同一事件"
        ordering = ["-id"]
        indexes = [models.Index(fields=["organisation", "informed_on", "id"], name="letter_group_open")]

    def __str__(self) -> str:
        return self.title
