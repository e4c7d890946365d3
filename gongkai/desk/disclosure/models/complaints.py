"""Complaints about disclosure, sealed like requests: who supervises reads them, and each look is recorded."""

from django.db import models
from django.utils import timezone

from ..rules import complaints as rules
from ..rules.complaints import Kind, State


class Complaint(models.Model):
    """One complaint: of ``organisation``, to ``addressee``; ``case`` where it is about one."""

    kind = models.CharField("类别", max_length=12, choices=Kind.choices())
    organisation = models.ForeignKey("orgs.Organisation", models.PROTECT, related_name="complaints")
    addressee = models.ForeignKey("orgs.Organisation", models.PROTECT, related_name="+")
    case = models.ForeignKey(
        "disclosure.DisclosureRequest", models.SET_NULL, null=True, blank=True, related_name="complaints"
    )
    state = models.CharField("状态", max_length=12, choices=State.choices(), default=State.WAITING)
    submitted_at = models.DateTimeField("提交时间")
    sealing = models.CharField("密封钥匙", max_length=32, unique=True)
    sealed = models.BinaryField("内容（密封）")
    code = models.CharField(
        "查询码标记",
        max_length=64,
        unique=True,
        null=True,
        blank=True,
        help_text="Keyed digest of the query code; none once destroyed",
    )
    answer = models.BinaryField("回复（密封）", null=True)
    answered_at = models.DateTimeField("回复时间", null=True, blank=True)
    officer = models.ForeignKey("orgs.User", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "公开投诉"
        indexes = [models.Index(fields=["addressee", "state", "id"], name="complaint_work")]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return rules.number(timezone.localdate(self.submitted_at).year, self.pk)
