"""Groups of comments that say the same, and what became of each."""

from django.db import models

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
