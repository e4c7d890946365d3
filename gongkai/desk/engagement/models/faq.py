"""常见问题 and what readers say is wrong with them."""

from django.db import models

from ..rules.faq import MAX_CATEGORY, MAX_QUESTION, MAX_REASON, Fault, Standing, State


class FaqEntry(models.Model):
    """One question with its answer, from its draft to its publication and the next look at it."""

    organisation = models.ForeignKey("orgs.Organisation", models.PROTECT, related_name="faq_entries")
    state = models.CharField("状态", max_length=12, choices=State.choices(), default=State.DRAFTING)
    question = models.CharField("问题", max_length=MAX_QUESTION, blank=True, default="")
    answer = models.TextField("答案", blank=True, default="")
    category = models.CharField("分类", max_length=MAX_CATEGORY, blank=True, default="")
    source = models.ForeignKey(
        "catalogue.Publication", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="依据"
    )
    publication = models.OneToOneField(
        "catalogue.Publication", models.PROTECT, null=True, blank=True, related_name="+"
    )
    review_by = models.DateField("复核日期", null=True, blank=True)
    note = models.CharField("更新说明", max_length=MAX_REASON, blank=True, default="")
    told = models.CharField(
        "已提醒", max_length=40, blank=True, default="", help_text="queries.faq.Stale.why"
    )
    revision = models.PositiveIntegerField("版本", default=1)
    drafter = models.ForeignKey("orgs.User", models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField("修改时间")
    published_at = models.DateTimeField("公布时间", null=True, blank=True)

    class Meta:
        verbose_name = "常见问题"
        indexes = [
            models.Index(fields=["organisation", "state", "-id"], name="faq_work"),
            models.Index(fields=["state", "review_by"], name="faq_review"),
        ]

    def __str__(self) -> str:
        return self.question


class FaqReport(models.Model):
    """A reader says that an entry is wrong or outdated; nothing is asked about the reader."""

    entry = models.ForeignKey(FaqEntry, models.PROTECT, related_name="reports")
    fault = models.CharField("问题", max_length=12, choices=Fault.choices())
    reason = models.CharField("理由", max_length=MAX_REASON)
    token = models.CharField("表单标记", max_length=64, unique=True, help_text="Keyed digest of the form's")
    received_at = models.DateTimeField("收到时间")
    standing = models.CharField("处理", max_length=12, choices=Standing.choices(), default=Standing.OPEN)
    answer = models.CharField("说明", max_length=MAX_REASON, blank=True, default="")
    answered_at = models.DateTimeField("处理时间", null=True, blank=True)

    class Meta:
        verbose_name = "问答纠错"
        indexes = [models.Index(fields=["standing", "entry"], name="faq_report_open")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.fault}"
