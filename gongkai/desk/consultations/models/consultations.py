"""Consultations: a decision that is put to the public before it is made."""

from datetime import date

from django.db import models
from django.utils import timezone

from ..rules.decisions import MAX_REASON, Decision
from ..rules.phases import Phase, Stage, number
from ..rules.pieces import MAX_CONTACT, MAX_TITLE, MAX_WAYS


class Consultation(models.Model):
    """意见征集. ``phase`` is a projection of the times, ``stage`` says how far the paper being written is.

    ``draft``, ``outcome``, ``final`` are publications: what was put out, what came of it, what was decided.
    """

    organisation = models.ForeignKey("orgs.Organisation", models.PROTECT, related_name="+")
    decision = models.CharField("决策种类", max_length=12, choices=Decision.choices())
    title = models.CharField("标题", max_length=MAX_TITLE)
    explanation = models.TextField("起草说明", blank=True, default="")
    ways = models.CharField("提出意见的方式", max_length=MAX_WAYS, blank=True, default="")
    contact = models.CharField("联系方式", max_length=MAX_CONTACT, blank=True, default="")
    days = models.PositiveSmallIntegerField("征集期限（日）")
    shorten_reason = models.CharField("缩短期限的理由", max_length=MAX_REASON, blank=True, default="")
    phase = models.CharField("阶段", max_length=12, choices=Phase.choices(), default=Phase.PREPARING)
    stage = models.CharField("文稿状态", max_length=12, choices=Stage.choices(), default=Stage.WRITING)
    revision = models.PositiveIntegerField("版本", default=1, help_text="What a screen showed")
    public_version = models.PositiveIntegerField("现行草案版本", default=0)
    next_anchor = models.PositiveIntegerField("下一个锚点", default=1)
    opened_at = models.DateTimeField("公布时间", null=True, blank=True)
    closes_on = models.DateField("截止日期", null=True, blank=True)
    closes_at = models.DateTimeField("截止时间", null=True, blank=True)
    result_due_on = models.DateField("结果公布期限", null=True, blank=True)
    summary = models.TextField("结果说明", blank=True, default="")
    final_note = models.CharField("决定说明", max_length=500, blank=True, default="")
    sealing = models.CharField("密钥名称", max_length=40)
    drafter = models.ForeignKey("orgs.User", models.PROTECT, null=True, blank=True, related_name="+")
    sender = models.ForeignKey("orgs.User", models.PROTECT, null=True, blank=True, related_name="+")
    draft = models.ForeignKey(
        "catalogue.Publication", models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.ForeignKey(
        "catalogue.Publication", models.PROTECT, null=True, blank=True, related_name="+"
    )
    final = models.ForeignKey(
        "catalogue.Publication", models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField("建立时间")
    changed_at = models.DateTimeField("最近修改")
    answered_at = models.DateTimeField("结果公布时间", null=True, blank=True)

    class Meta:
        verbose_name = "意见征集"
        indexes = [
            models.Index(fields=["phase", "closes_at", "id"], name="consultation_open"),
            models.Index(fields=["organisation", "-id"], name="consultation_own"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def number(self) -> str:
        return number(timezone.localdate(self.created_at).year, self.pk)

    @property
    def opened_on(self) -> date | None:
        return timezone.localdate(self.opened_at) if self.opened_at else None
