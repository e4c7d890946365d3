"""What belongs to a publication's end: who names which file, and what was taken down in a hurry."""

from django.db import models

from ..rules.endings import Ending, Verdict
from .publications import Publication


class Attached(models.Model):
    """A version of the publication names a file of this content: who deletes one asks who else names it."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="attached")
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)

    class Meta:
        verbose_name = "附件归属"
        constraints = [models.UniqueConstraint(fields=["publication", "sha256"], name="attached_unique")]

    def __str__(self) -> str:
        return f"{self.publication_id}: {self.sha256[:8]}"


class TakeDown(models.Model):
    """紧急下架: one publication taken from the public's sight at once, and what a second person then decided.

    The reason is for the staff: the public is told only that the information is not shown for the time being.
    """

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="take_downs")
    reason = models.CharField("下架原因", max_length=500)
    channels = models.JSONField("原在栏目", default=list, help_text="Codes to stand in again")
    ending = models.CharField("原撤回方式", max_length=12, choices=Ending.choices(), blank=True, default="")
    explanation = models.CharField("原撤回理由", max_length=500, blank=True, default="")
    opened_at = models.DateTimeField("下架时间")
    opened_by = models.ForeignKey("orgs.User", models.PROTECT, null=True, related_name="+")
    opened_post = models.CharField("下架岗位", max_length=120)
    review_by = models.DateTimeField("复核期限")
    verdict = models.CharField("复核结论", max_length=12, choices=Verdict.choices(), default=Verdict.WAITING)
    words = models.CharField("复核意见", max_length=500, blank=True, default="")
    reviewed_at = models.DateTimeField("复核时间", null=True, blank=True)
    reviewed_by = models.ForeignKey("orgs.User", models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_post = models.CharField("复核岗位", max_length=120, blank=True, default="")

    class Meta:
        verbose_name = "紧急下架"
        constraints = [
            models.UniqueConstraint(
                fields=["publication"], condition=models.Q(verdict=Verdict.WAITING), name="take_down_one_open"
            ),
            models.CheckConstraint(
                condition=~models.Q(reviewed_by=models.F("opened_by")), name="take_down_second_person"
            ),
        ]
        indexes = [models.Index(fields=["verdict", "review_by"], name="take_down_waiting")]

    def __str__(self) -> str:
        return f"{self.publication_id} {self.verdict}"
