"""Service guides, their forms and samples, and what of them is public now."""

from django.db import models

from .rules.states import MAX_NOTE, Role, State


class Guide(models.Model):
    """办事指南: one service of one organisation. ``revision`` is the optimistic lock.

    ``item`` is the provincial catalogue's item as last imported; ``compared`` the digest of the item that a
    person has compared and decided on. ``missing`` and ``differing`` are projections for lists.
    """

    organisation = models.ForeignKey("orgs.Organisation", models.PROTECT, related_name="+")
    code = models.CharField("实施编码", max_length=60, blank=True, default="")
    title = models.CharField("事项名称", max_length=200)
    state = models.CharField("状态", max_length=12, choices=State.choices(), default=State.DRAFTING)
    revision = models.PositiveIntegerField("版本", default=1)
    shape = models.TextField("内容", help_text="rules.shape.pack")
    missing = models.PositiveSmallIntegerField("缺少的重点要素", default=8)
    item = models.TextField("目录事项", blank=True, default="", help_text="rules.shape.pack")
    item_digest = models.CharField("目录事项指纹", max_length=64, blank=True, default="")
    compared = models.CharField("已核对的指纹", max_length=64, blank=True, default="")
    differing = models.PositiveSmallIntegerField("与目录不同", default=0)
    imported_at = models.DateTimeField("最近导入", null=True, blank=True)
    note = models.CharField("更新说明", max_length=MAX_NOTE, blank=True, default="")
    drafter = models.ForeignKey("orgs.User", models.PROTECT, null=True, blank=True, related_name="+")
    sender = models.ForeignKey("orgs.User", models.PROTECT, null=True, blank=True, related_name="+")
    publication = models.ForeignKey(
        "catalogue.Publication", models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField("建立时间")
    changed_at = models.DateTimeField("最近修改")

    class Meta:
        verbose_name = "办事指南"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "code"],
                condition=~models.Q(code="") & ~models.Q(state=State.ABANDONED),
                name="guide_code_once",
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "-changed_at", "-id"], name="guide_list"),
            models.Index(fields=["organisation", "missing"], name="guide_missing"),
        ]

    def __str__(self) -> str:
        return self.title


class GuideFile(models.Model):
    """A form, a filled sample or another file that goes public with the guide."""

    guide = models.ForeignKey(Guide, models.CASCADE, related_name="files")
    sha256 = models.CharField("SHA-256", max_length=64)
    name = models.CharField("文件名", max_length=200)
    format = models.CharField("格式", max_length=8)
    size = models.PositiveBigIntegerField("字节")
    role = models.CharField("用途", max_length=8, choices=Role.choices(), default=Role.OTHER)
    material = models.CharField("对应的材料", max_length=500, blank=True, default="")
    at = models.DateTimeField("上传时间")

    class Meta:
        verbose_name = "表格样表"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["guide", "sha256"], name="guide_file_once")]

    def __str__(self) -> str:
        return self.name


class PublicGuide(models.Model):
    """What the public reads of a guide now; written when it is published, never edited.

    Whether it is still public says its publication's state.
    """

    guide = models.OneToOneField(Guide, models.PROTECT, related_name="public")
    publication = models.OneToOneField("catalogue.Publication", models.PROTECT, related_name="+")
    organisation = models.ForeignKey("orgs.Organisation", models.PROTECT, related_name="+")
    title = models.CharField("事项名称", max_length=200)
    code = models.CharField("实施编码", max_length=60, blank=True, default="")
    for_persons = models.BooleanField("面向个人", default=False)
    for_enterprises = models.BooleanField("面向企业", default=False)
    words = models.TextField("检索用文字", help_text="Title, summary, themes, materials: one string")
    missing = models.PositiveSmallIntegerField("缺少的重点要素")
    shape = models.TextField("内容", help_text="rules.shape.pack")
    papers = models.TextField("表格样表", help_text="JSON: name, role, material, sha256")

    class Meta:
        verbose_name = "公开的办事指南"
        indexes = [models.Index(fields=["organisation", "title"], name="public_guide_by_organisation")]

    def __str__(self) -> str:
        return self.title


class PublicEvent(models.Model):
    """A public guide stands under an event of life."""

    guide = models.ForeignKey(PublicGuide, models.CASCADE, related_name="events")
    event = models.CharField("人生大事", max_length=20)

    class Meta:
        verbose_name = "人生大事"
        constraints = [models.UniqueConstraint(fields=["event", "guide"], name="public_event_once")]

    def __str__(self) -> str:
        return f"{self.event} {self.guide_id}"
