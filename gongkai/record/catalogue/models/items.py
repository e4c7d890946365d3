"""What each organisation has to disclose (条例 arts. 18 to 21), in versions, and what it withholds."""

from django.db import models

from ..rules.item_lists import CatalogueState
from ..rules.withholding import Ground, MatterState


class ItemCatalogue(models.Model):
    """A version of an organisation's 主动公开基本目录; ``proposal`` holds its list until it is adopted."""

    organisation = models.ForeignKey("orgs.Organisation", models.PROTECT, related_name="item_catalogues")
    number = models.PositiveIntegerField("版本")
    state = models.CharField("状态", max_length=12, choices=CatalogueState.choices())
    note = models.CharField("说明", max_length=500, blank=True, default="")
    proposal = models.TextField("待确认内容", blank=True, default="")
    digest = models.CharField("内容指纹", max_length=64)
    items = models.PositiveIntegerField("事项数")
    proposed_by = models.CharField("提出岗位", max_length=120)
    proposer = models.PositiveBigIntegerField("提出人", help_text="Actor.person: never shown, never recorded")
    proposed_at = models.DateTimeField("提出时间")
    decided_by = models.CharField("确认岗位", max_length=120, blank=True, default="")
    decided_at = models.DateTimeField("确认时间", null=True, blank=True)
    reason = models.CharField("退回理由", max_length=500, blank=True, default="")

    class Meta:
        verbose_name = "主动公开目录"
        ordering = ["organisation", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="item_catalogue_unique"),
            models.UniqueConstraint(
                fields=["organisation"],
                name="item_catalogue_one_proposal",
                condition=models.Q(state=CatalogueState.PROPOSED),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.number}"


class DisclosureItem(models.Model):
    """An item as it stood from one version of its organisation's catalogue to another, both included.

    ``to_number`` None is the present; a changed item is a new row under the same code, so that every earlier
    version can be read and a publication's item always has its words.
    """

    organisation = models.ForeignKey("orgs.Organisation", models.PROTECT, related_name="disclosure_items")
    code = models.CharField("编码", max_length=12)
    group = models.CharField("一级事项", max_length=100, blank=True, default="")
    title = models.CharField("二级事项", max_length=200)
    content = models.TextField("公开内容", blank=True, default="")
    basis = models.TextField("公开依据", blank=True, default="")
    limit_text = models.CharField("公开时限", max_length=300, blank=True, default="")
    limit_rule = models.CharField("时限规则", max_length=40, blank=True, default="")
    body = models.CharField("公开主体", max_length=200, blank=True, default="")
    way = models.CharField("公开方式", max_length=40, blank=True, default="")
    media = models.CharField("公开渠道和载体", max_length=300, blank=True, default="")
    channel = models.CharField("栏目", max_length=60, blank=True, default="", help_text="Code of a Channel")
    audience = models.CharField("公开对象", max_length=200, blank=True, default="")
    level = models.CharField("公开层级", max_length=40, blank=True, default="")
    position = models.PositiveIntegerField("次序")
    from_number = models.PositiveIntegerField("自版本")
    to_number = models.PositiveIntegerField("至版本", null=True, blank=True)

    class Meta:
        verbose_name = "公开事项"
        ordering = ["organisation", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "code", "from_number"], name="disclosure_item_unique"
            ),
            models.UniqueConstraint(
                fields=["organisation", "code"],
                name="disclosure_item_one_present",
                condition=models.Q(to_number=None),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class WithheldMatter(models.Model):
    """A kind of information that an organisation does not disclose (负面清单), until it is assessed anew."""

    organisation = models.ForeignKey("orgs.Organisation", models.PROTECT, related_name="withheld_matters")
    number = models.PositiveIntegerField("序号")
    title = models.CharField("事项", max_length=200)
    scope = models.CharField("范围说明", max_length=500, blank=True, default="")
    ground = models.CharField("不予公开的理由", max_length=12, choices=Ground.choices())
    basis = models.CharField("依据", max_length=300, help_text="Law and article beside the Regulation's own")
    decided_on = models.DateField("确定日期")
    reassess_on = models.DateField("应重新评估日期")
    state = models.CharField("状态", max_length=12, choices=MatterState.choices())
    reminded_on = models.DateField("提醒日期", null=True, blank=True, help_text="The reassess_on last told")
    changed_by = models.CharField("办理岗位", max_length=120)

    class Meta:
        verbose_name = "不予公开事项"
        ordering = ["organisation", "number"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="withheld_matter_unique")
        ]
        indexes = [models.Index(fields=["state", "reassess_on"], name="withheld_due")]

    def __str__(self) -> str:
        return self.title
