"""Groups of comments that say the same, and what became of each."""

from django.db import models

from ..rules.grouping_progress import Progress
from ..rules.outcomes import MAX_GROUP_TITLE, Outcome
from .consultations import Consultation


class Group(models.Model):
    """意见归组. What the program suggests waits until a person confirms it; ``confidence`` is the program's.

    ``size`` counts its comments; ``outcome`` is empty until a person decides it, with ``why``.
    """

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="groups")
    title = models.CharField("意见要点", max_length=MAX_GROUP_TITLE)
    size = models.PositiveIntegerField("意见数", default=0)
    confirmed = models.BooleanField("已由人确认", default=False)
    confidence = models.FloatField("系统的把握", null=True, blank=True)
    outcome = models.CharField("采纳情况", max_length=12, choices=Outcome.choices(), blank=True, default="")
    why = models.TextField("理由", blank=True, default="")
    decided_at = models.DateTimeField("决定时间", null=True, blank=True)
    person = models.ForeignKey("orgs.User", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "意见归组"
        indexes = [models.Index(fields=["consultation", "-size", "id"], name="group_largest")]

    def __str__(self) -> str:
        return self.title


class GroupingRun(models.Model):
    """The program looks for groups, in the background: how far it is, or how it ended. One a consultation.

    ``total`` and ``done`` count comments compared while it compares, comments written while it writes.
    """

    consultation = models.OneToOneField(
        Consultation, models.CASCADE, primary_key=True, related_name="grouping"
    )
    progress = models.CharField("进度", max_length=10, choices=Progress.choices())
    total = models.PositiveIntegerField("共", default=0)
    done = models.PositiveIntegerField("已办", default=0)
    groups = models.PositiveIntegerField("建议组数", default=0)
    trouble = models.CharField("没有办完的原因", max_length=300, blank=True, default="")
    asked_at = models.DateTimeField("开始时间")
    moved_at = models.DateTimeField("最近进展")

    class Meta:
        verbose_name = "系统归组"

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.progress}"
