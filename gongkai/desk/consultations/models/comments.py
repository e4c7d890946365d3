"""Comments, the voices that they come from, and their counts."""

from django.db import models

from ..rules.comments import Level, Stance
from ..rules.showing import Showing
from .consultations import Consultation
from .drafts import Thread
from .groups import Group


class Voice(models.Model):
    """One person in one consultation, known by a keyed digest that fits no other consultation."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="voices")
    voter = models.CharField("身份标记", max_length=64)
    level = models.CharField("核实程度", max_length=12, choices=Level.choices())

    class Meta:
        verbose_name = "意见人"
        constraints = [models.UniqueConstraint(fields=["consultation", "voter"], name="voice_once")]

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.pk}"


class Comment(models.Model):
    """What one voice says about one clause. ``words`` are masked; what was written, and who, is sealed."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="comments")
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="said")
    voice = models.ForeignKey(Voice, models.CASCADE, related_name="said")
    version = models.PositiveIntegerField("所评版本")
    level = models.CharField("核实程度", max_length=12, choices=Level.choices())
    stance = models.CharField("态度", max_length=10, choices=Stance.choices())
    words = models.TextField("意见", help_text="Masked by ground.language.rules.personal.hide")
    sealed = models.BinaryField("原文和联系方式（密封）", null=True)
    form = models.CharField("表单标记", max_length=64, unique=True, help_text="Keyed digest of its token")
    showing = models.CharField("公开", max_length=10, choices=Showing.choices(), default=Showing.WAITING)
    group = models.ForeignKey(Group, models.SET_NULL, null=True, blank=True, related_name="comments")
    suggested = models.PositiveBigIntegerField("系统建议的组", null=True, blank=True)
    confidence = models.FloatField("把握", null=True, blank=True)
    at = models.DateTimeField("时间")
    changes = models.PositiveSmallIntegerField("修改次数", default=0)

    class Meta:
        verbose_name = "意见"
        constraints = [models.UniqueConstraint(fields=["thread", "voice"], name="comment_one_voice")]
        indexes = [
            models.Index(fields=["consultation", "showing", "-id"], name="comment_shown"),
            models.Index(fields=["thread", "showing", "-id"], name="comment_of_clause"),
            models.Index(fields=["consultation", "group", "id"], name="comment_of_group"),
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.pk}"


class Tally(models.Model):
    """How many comments of a level and stance; stance "" counts the voices. Kept, because a page cannot count
    a hundred thousand rows."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="tallies")
    level = models.CharField("核实程度", max_length=12, choices=Level.choices())
    stance = models.CharField("态度", max_length=10, choices=Stance.choices(), blank=True, default="")
    count = models.PositiveIntegerField("数量", default=0)

    class Meta:
        verbose_name = "意见计数"
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "level", "stance"], name="consultation_tally_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.level} {self.stance} {self.count}"
