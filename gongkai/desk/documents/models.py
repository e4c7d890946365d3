"""What import runs read and what became of it; manuscripts, their revisions and files."""

from django.db import models

from gongkai.record.catalogue.rules import Kind

from .rules import batches
from .rules.manuscripts import Status
from .rules.outcomes import Decision, Outcome


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


class Manuscript(models.Model):
    """稿件: something that a department means to make public. ``revision`` is the optimistic lock."""

    organisation = models.ForeignKey("orgs.Organisation", models.PROTECT, related_name="manuscripts")
    kind = models.CharField("种类", max_length=24, choices=Kind.choices())
    title = models.CharField("标题", max_length=500)
    number_key = models.CharField("文号键", max_length=120, blank=True, default="", db_index=True)
    status = models.CharField("状态", max_length=12, choices=Status.choices(), default=Status.DRAFTING)
    revision = models.PositiveIntegerField("版本", default=1)
    drafter = models.ForeignKey("orgs.User", models.PROTECT, null=True, related_name="+")
    origin = models.CharField(
        "来源", max_length=80, blank=True, default="", help_text="Hand-over key, or empty"
    )
    explains = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="interpretations"
    )
    changes = models.ForeignKey(
        "catalogue.Publication", models.PROTECT, null=True, blank=True, related_name="+"
    )
    publication = models.ForeignKey(
        "catalogue.Publication", models.PROTECT, null=True, blank=True, related_name="+"
    )
    due_on = models.DateField("公开期限", null=True, blank=True)
    publish_at = models.DateTimeField("定时发布", null=True, blank=True)
    emergency = models.BooleanField("应急发布", default=False)
    trouble = models.CharField("未能发布的原因", max_length=500, blank=True, default="")
    created_at = models.DateTimeField("起草时间")
    saved_at = models.DateTimeField("保存时间")

    class Meta:
        verbose_name = "稿件"
        indexes = [
            models.Index(fields=["organisation", "status", "-saved_at", "-id"], name="manuscript_list"),
            models.Index(fields=["drafter", "status", "-saved_at", "-id"], name="manuscript_mine"),
            models.Index(fields=["status", "publish_at"], name="manuscript_due"),
        ]

    def __str__(self) -> str:
        return self.title


class Revision(models.Model):
    """What a manuscript said when it was saved; never edited."""

    manuscript = models.ForeignKey(Manuscript, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField("版本")
    metadata = models.TextField("元数据", help_text="rules.manuscripts.pack")
    html = models.TextField("正文")
    digest = models.CharField("指纹", max_length=64, help_text="SHA-256 over metadata and html, hex")
    person = models.ForeignKey("orgs.User", models.PROTECT, null=True, related_name="+")
    post = models.CharField("岗位", max_length=120)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "稿件版本"
        constraints = [models.UniqueConstraint(fields=["manuscript", "number"], name="revision_unique")]

    def __str__(self) -> str:
        return f"{self.manuscript_id} r{self.number}"


class ManuscriptFile(models.Model):
    """A file that goes public with the manuscript; its content is kept by its SHA-256, in attachments."""

    manuscript = models.ForeignKey(Manuscript, models.CASCADE, related_name="files")
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    name = models.CharField("文件名", max_length=200)
    format = models.CharField("格式", max_length=8)
    size = models.PositiveBigIntegerField("字节")
    position = models.PositiveIntegerField("次序", default=0)
    cleaned_from = models.CharField("清洁前的 SHA-256", max_length=64, blank=True, default="")
    at = models.DateTimeField("上传时间")

    class Meta:
        verbose_name = "稿件附件"
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class HandoverSystem(models.Model):
    """An office-automation system that hands documents over for one organisation and those below it."""

    code = models.SlugField("代码", max_length=40, unique=True)
    name = models.CharField("名称", max_length=80)
    organisation = models.ForeignKey("orgs.Organisation", models.PROTECT, related_name="+")
    token_digest = models.CharField("令牌摘要", max_length=64, unique=True, help_text="SHA-256, hex")
    admitted_at = models.DateTimeField("接入时间")
    revoked_at = models.DateTimeField("停用时间", null=True, blank=True)

    class Meta:
        verbose_name = "对接系统"

    def __str__(self) -> str:
        return self.name


class Handover(models.Model):
    """What a system handed over under a key of its own; the same key again gets the same receipt."""

    system = models.ForeignKey(HandoverSystem, models.PROTECT, related_name="handovers")
    key = models.CharField("对方编号", max_length=80)
    fingerprint = models.CharField("指纹", max_length=64, help_text="SHA-256 over metadata and files, hex")
    manuscript = models.ForeignKey(Manuscript, models.PROTECT, related_name="handovers")
    received_at = models.DateTimeField("接收时间")

    class Meta:
        verbose_name = "转入"
        constraints = [models.UniqueConstraint(fields=["system", "key"], name="handover_once")]

    def __str__(self) -> str:
        return f"{self.system_id} {self.key}"


class Batch(models.Model):
    """Many things done in one go, in one post's name; ``seed`` decides which are looked at afterwards."""

    organisation = models.ForeignKey("orgs.Organisation", models.PROTECT, related_name="+")
    action = models.CharField("办理", max_length=12, choices=batches.Action.choices())
    title = models.CharField("名称", max_length=200)
    note = models.CharField("更新说明", max_length=500, blank=True, default="")
    progress = models.CharField("进度", max_length=12, choices=batches.Progress.choices())
    total = models.PositiveIntegerField("条数")
    done = models.PositiveIntegerField("已完成", default=0)
    failed = models.PositiveIntegerField("未完成", default=0)
    sample_rate = models.PositiveSmallIntegerField("抽查比例", default=0, help_text="Per cent")
    seed = models.CharField("抽查种子", max_length=32)
    person = models.ForeignKey("orgs.User", models.PROTECT, null=True, related_name="+")
    post = models.CharField("岗位", max_length=120)
    trouble = models.CharField("停止原因", max_length=500, blank=True, default="")
    opened_at = models.DateTimeField("开始时间")
    moved_at = models.DateTimeField("最近进展")
    finished_at = models.DateTimeField("办完时间", null=True, blank=True)

    class Meta:
        verbose_name = "批量办理"
        indexes = [models.Index(fields=["organisation", "-opened_at", "-id"], name="batch_list")]

    def __str__(self) -> str:
        return self.title


class BatchItem(models.Model):
    """One thing of a batch and what became of it; the payload is kept no longer than it is needed."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="items")
    position = models.PositiveIntegerField("次序")
    kind = models.CharField("对象类别", max_length=12, choices=batches.Subject.choices())
    subject = models.CharField("对象", max_length=80)
    label = models.CharField("名称", max_length=200)
    payload = models.TextField("内容", blank=True, default="")
    state = models.CharField("结果", max_length=8, choices=batches.State.choices(), default="waiting")
    identifier = models.CharField("索引号", max_length=40, blank=True, default="")
    trouble = models.CharField("原因", max_length=500, blank=True, default="")
    sampled = models.BooleanField("抽查", default=False)

    class Meta:
        verbose_name = "批量条目"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "kind", "subject"], name="batch_item_once"),
            models.UniqueConstraint(fields=["batch", "position"], name="batch_item_place"),
        ]
        indexes = [models.Index(fields=["batch", "state", "position"], name="batch_item_state")]

    def __str__(self) -> str:
        return self.label
