"""Manuscripts, their revisions and files, and the systems that hand documents over."""

from django.db import models

from gongkai.record.catalogue.rules import Kind

from ..rules.manuscripts import OVER, Status


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
        constraints = [
            models.UniqueConstraint(
                fields=["changes"], condition=~models.Q(status__in=OVER), name="manuscript_one_change"
            )
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
