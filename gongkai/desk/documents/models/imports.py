"""What import runs read and what became of it."""

from django.db import models

from ..rules.outcomes import Decision, Outcome


class ImportedRecord(models.Model):
    """One record of one source: how it ended last time, and what it became."""

    source_key = models.CharField("来源记录", max_length=300, unique=True, help_text="{adapter}:{id}")
    fingerprint = models.CharField("指纹", max_length=64, help_text="SHA-256 of the draft it gave, hex")
    outcome = models.CharField("结果", max_length=12, choices=Outcome.choices())
    publication = models.ForeignKey(
        "catalogue.Publication", models.PROTECT, null=True, blank=True, related_name="+"
    )
    address = models.CharField("来源地址", max_length=500, blank=True, default="", db_index=True)
    likeness = models.CharField(
        "同一性", max_length=40, blank=True, default="", db_index=True, help_text="Same for the same document"
    )
    core = models.CharField(
        "事由",
        max_length=200,
        blank=True,
        default="",
        db_index=True,
        help_text="Joins a document and its interpretation",
    )
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "导入记录"

    def __str__(self) -> str:
        return self.source_key


class QuarantinedRecord(models.Model):
    """An imported record with a personal-data hit, waiting for a person's decision. Never public."""

    source_key = models.CharField("来源记录", max_length=300, unique=True)
    publisher = models.ForeignKey("orgs.Organisation", models.PROTECT, related_name="quarantined")
    title = models.CharField("标题", max_length=500)
    draft = models.TextField("草稿", help_text="JSON of the draft as it would be published")
    findings = models.TextField("命中", help_text="JSON list of kind, place and masked excerpt")
    decision = models.CharField("处理", max_length=12, choices=Decision.choices(), default=Decision.WAITING)
    decided_by = models.CharField("处理岗位", max_length=120, blank=True, default="")
    reason = models.CharField("理由", max_length=500, blank=True, default="")
    at = models.DateTimeField("入隔离时间")
    decided_at = models.DateTimeField("处理时间", null=True, blank=True)
    publication = models.ForeignKey(
        "catalogue.Publication", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "隔离记录"
        indexes = [models.Index(fields=["publisher", "decision", "-id"], name="quarantine_waiting")]

    def __str__(self) -> str:
        return self.title
