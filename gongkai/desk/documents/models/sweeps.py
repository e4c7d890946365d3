"""Validity sweeps (清理) and the documents that each of them looks at."""

from django.db import models

from ..rules.sweeps import MAX_BASIS, MAX_REASON, MAX_TITLE, Proposal, Status


class ValiditySweep(models.Model):
    """清理: an organisation goes through its documents and says of each whether it stays in force."""

    organisation = models.ForeignKey("orgs.Organisation", models.PROTECT, related_name="+")
    title = models.CharField("名称", max_length=MAX_TITLE)
    basis = models.CharField("依据", max_length=MAX_BASIS)
    status = models.CharField("状态", max_length=12, choices=Status.choices(), default=Status.DRAFTING)
    round = models.PositiveIntegerField("送审次数", default=0)
    person = models.ForeignKey("orgs.User", models.PROTECT, null=True, related_name="+")
    post = models.CharField("岗位", max_length=120)
    sender = models.ForeignKey("orgs.User", models.PROTECT, null=True, blank=True, related_name="+")
    publication = models.ForeignKey(
        "catalogue.Publication", models.PROTECT, null=True, blank=True, related_name="+"
    )
    opened_on = models.DateField("启动日期")
    changed_at = models.DateTimeField("最近进展")
    published_at = models.DateTimeField("公布时间", null=True, blank=True)

    class Meta:
        verbose_name = "文件清理"
        indexes = [models.Index(fields=["organisation", "-changed_at", "-id"], name="sweep_list")]

    def __str__(self) -> str:
        return self.title


class SweepItem(models.Model):
    """One document of a sweep: what is proposed, and what was decided when the result was published."""

    sweep = models.ForeignKey(ValiditySweep, models.CASCADE, related_name="items")
    publication = models.ForeignKey("catalogue.Publication", models.PROTECT, related_name="+")
    proposal = models.CharField("建议", max_length=8, choices=Proposal.choices(), blank=True, default="")
    reason = models.CharField("理由", max_length=MAX_REASON, blank=True, default="")
    decided = models.CharField("决定", max_length=8, choices=Proposal.choices(), blank=True, default="")
    outcome = models.CharField("结果", max_length=80, blank=True, default="")

    class Meta:
        verbose_name = "清理条目"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["sweep", "publication"], name="sweep_item_once")]
        indexes = [models.Index(fields=["sweep", "proposal", "id"], name="sweep_item_proposal")]

    def __str__(self) -> str:
        return f"{self.sweep_id}: {self.publication_id}"
