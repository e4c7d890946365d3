"""The public record: publications, their versions, relations, channels and old addresses.

Columns other than a version's own content are projections that ``gongkai verify`` recomputes
from the version and from the ledger.
"""

from django.db import models

from ..rules import ChannelType, Disclosure, Kind, RelationKind, RelationState, Status, Validity
from ..rules.endings import Ending


class Body(models.TextField):
    """Long text. On PostgreSQL Django inserts rows in bulk as arrays, whose items psycopg quotes in Python:
    130 ms for 200 documents (measured). A column with a placeholder of its own is kept out of that."""

    def get_placeholder(self, value: object, compiler: object, connection: object) -> str:
        return "%s"


class Channel(models.Model):
    """栏目: where publications stand. Channels are data."""

    code = models.CharField("代码", max_length=60, unique=True)
    name = models.CharField("名称", max_length=60)
    english_name = models.CharField("英文名称", max_length=120, blank=True, default="")
    description = models.CharField("说明", max_length=300, blank=True, default="")
    type = models.CharField("类型", max_length=20, choices=ChannelType.choices())
    site = models.CharField("站点", max_length=60, default="portal")
    owner = models.ForeignKey("orgs.Organisation", models.PROTECT, related_name="channels")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    update_days = models.PositiveIntegerField("更新期限（日）", null=True, blank=True)
    position = models.PositiveIntegerField("次序", default=0)
    closed_on = models.DateField("关闭日期", null=True, blank=True)

    class Meta:
        verbose_name = "栏目"
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.name


class Publication(models.Model):
    """One thing made public, at one permanent address, with one owner."""

    identifier = models.CharField(
        "索引号", max_length=40, unique=True, help_text="{organisation}/{year}-{serial}"
    )
    path = models.CharField("地址", max_length=200, unique=True)
    kind = models.CharField("种类", max_length=24, choices=Kind.choices())
    status = models.CharField("状态", max_length=12, choices=Status.choices(), default=Status.PUBLISHED)
    version = models.PositiveIntegerField("现行版本", default=1)
    publisher = models.ForeignKey("orgs.Organisation", models.PROTECT, related_name="publications")
    title = models.CharField("标题", max_length=500)
    title_key = models.CharField("标题键", max_length=16, db_index=True, help_text="rules.content.title_key")
    document_number = models.CharField("文号", max_length=120, blank=True, default="")
    number_key = models.CharField("文号键", max_length=120, blank=True, default="", db_index=True)
    issuing_bodies = models.CharField("发文机关", max_length=500, blank=True, default="")
    mandatory_item = models.CharField("法定公开事项", max_length=12, blank=True, default="")
    item = models.CharField("公开事项", max_length=12, blank=True, default="", help_text="20.7 or 20.7.3")
    subject_category = models.CharField("主题分类", max_length=120, blank=True, default="")
    disclosure = models.CharField(
        "公开属性", max_length=12, choices=Disclosure.choices(), default=Disclosure.PROACTIVE
    )
    made_on = models.DateField("成文日期", null=True, blank=True)
    published_at = models.DateTimeField("发布时间")
    effective_on = models.DateField("施行日期", null=True, blank=True)
    expires_on = models.DateField("有效期至", null=True, blank=True)
    repealed_on = models.DateField("废止日期", null=True, blank=True)
    amended_on = models.DateField("修改日期", null=True, blank=True)
    lapsed_on = models.DateField("宣布失效日期", null=True, blank=True)
    validity = models.CharField("效力", max_length=16, choices=Validity.choices(), blank=True, default="")
    due_on = models.DateField("应公开日期", null=True, blank=True, help_text="None where not judged")
    late_days = models.PositiveIntegerField("逾期天数", null=True, blank=True, help_text="None in time")
    migrated = models.BooleanField("历史迁移", default=False)
    ending = models.CharField("撤回方式", max_length=12, choices=Ending.choices(), blank=True, default="")
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="转向"
    )
    reason = models.CharField("撤回或删除理由", max_length=500, blank=True, default="")

    class Meta:
        verbose_name = "公开信息"
        indexes = [
            models.Index(fields=["status", "-published_at", "-id"], name="pub_latest"),
            models.Index(fields=["publisher", "status", "-published_at", "-id"], name="pub_by_publisher"),
            models.Index(fields=["kind", "status", "-published_at", "-id"], name="pub_by_kind"),
            models.Index(fields=["mandatory_item", "publisher", "status"], name="pub_item"),
            models.Index(
                fields=["publisher", "item", "status", "-published_at", "-id"], name="pub_by_own_item"
            ),
            models.Index(fields=["publisher", "kind", "status", "-published_at", "-id"], name="pub_own_kind"),
            models.Index(
                fields=["publisher", "item", "status"],
                name="pub_late",
                condition=models.Q(late_days__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Version(models.Model):
    """What a publication said from one moment on; never edited."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("版本")
    metadata = Body("元数据", help_text="Canonical JSON of every field but the body")
    html = Body("正文")
    text = Body("纯文本")
    digest = models.CharField(
        "内容指纹", max_length=64, help_text="SHA-256, hex, over metadata, html and text"
    )
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "版本"
        constraints = [models.UniqueConstraint(fields=["publication", "number"], name="version_unique")]

    def __str__(self) -> str:
        return f"{self.publication_id} v{self.number}"


class Relation(models.Model):
    """A typed link from one publication to another; the target may not (yet) be here."""

    source = models.ForeignKey(Publication, models.PROTECT, related_name="relations")
    kind = models.CharField("关系", max_length=16, choices=RelationKind.choices())
    target = models.ForeignKey(
        Publication, models.PROTECT, null=True, blank=True, related_name="inverse_relations"
    )
    target_key = models.CharField("指向", max_length=300, help_text="num:…, url:… or title:…, as compared")
    label = models.CharField("原文写法", max_length=300)
    evidence = models.CharField("依据原文", max_length=600, blank=True, default="")
    state = models.CharField(
        "状态", max_length=12, choices=RelationState.choices(), default=RelationState.FOUND
    )

    class Meta:
        verbose_name = "关系"
        constraints = [
            models.UniqueConstraint(fields=["source", "kind", "target_key"], name="relation_unique"),
        ]
        indexes = [
            models.Index(fields=["target_key"], name="relation_pending", condition=models.Q(target=None)),
            models.Index(fields=["state", "kind"], name="relation_state"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind} {self.label}"


class Placement(models.Model):
    """A publication stands in a channel. ``published_at`` repeats the publication's for keyset pages."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="placements")
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="placements")
    published_at = models.DateTimeField("发布时间")

    class Meta:
        verbose_name = "栏目归属"
        constraints = [models.UniqueConstraint(fields=["publication", "channel"], name="placement_unique")]
        indexes = [models.Index(fields=["channel", "-published_at", "-publication"], name="placement_latest")]

    def __str__(self) -> str:
        return f"{self.channel_id}: {self.publication_id}"


class Alias(models.Model):
    """An old address of an imported item; answers 301."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="aliases")
    url = models.CharField("旧地址", max_length=500, unique=True, help_text="rules.content.address")
    local = models.CharField(
        "站内地址", max_length=500, db_index=True, help_text="The address without its host"
    )

    class Meta:
        verbose_name = "旧地址"

    def __str__(self) -> str:
        return self.url


class Serial(models.Model):
    """The last index-number serial given out for an organisation and year; only grows."""

    organisation = models.ForeignKey("orgs.Organisation", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "流水号"
        constraints = [models.UniqueConstraint(fields=["organisation", "year"], name="serial_unique")]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.year}: {self.last}"
