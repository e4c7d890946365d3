"""Annual reports and where the numbers of their table two come from."""

from django.db import models

from ..rules.reports import FEE, MAX_EVIDENCE, Source, State
from ..rules.tables import BY_KEY


class AnnualReport(models.Model):
    """年度报告: one organisation and one year. ``revision`` is what a screen showed and a review looks at.

    ``own`` are the organisation's numbers, ``tables`` what is reported: the same, but for a government, which
    adds those of its parts. ``public_tables`` stay as published while a correction is written.
    """

    organisation = models.ForeignKey("orgs.Organisation", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("年度")
    state = models.CharField("状态", max_length=12, choices=State.choices(), default=State.DRAFTING)
    revision = models.PositiveIntegerField("版本", default=1)
    own = models.TextField("本机关数字", default="{}", help_text="rules.stored.pack")
    tables = models.TextField("上报数字", default="{}", help_text="rules.stored.pack")
    public_tables = models.TextField("已公布数字", blank=True, default="", help_text="rules.stored.pack")
    sources = models.TextField("数字来源", default="{}", help_text="JSON: cell or table to rules.Source")
    narrative = models.TextField("文字", default="{}", help_text="JSON: one, five, six, as written")
    fee = models.DecimalField("信息处理费（元）", max_digits=14, decimal_places=2, null=True, blank=True)
    note = models.CharField("更正说明", max_length=MAX_EVIDENCE, blank=True, default="")
    drafter = models.ForeignKey("orgs.User", models.PROTECT, null=True, blank=True, related_name="+")
    sender = models.ForeignKey("orgs.User", models.PROTECT, null=True, blank=True, related_name="+")
    publication = models.ForeignKey(
        "catalogue.Publication", models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField("建立时间")
    changed_at = models.DateTimeField("最近修改")
    published_at = models.DateTimeField("公布时间", null=True, blank=True)

    class Meta:
        verbose_name = "年度报告"
        constraints = [models.UniqueConstraint(fields=["organisation", "year"], name="report_once")]
        indexes = [models.Index(fields=["year", "state"], name="report_by_year")]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.year}"


class ReportEvidence(models.Model):
    """What an entered or imported number rests on; never edited, the newest of a cell holds.

    ``cell`` "" is a whole file, which ``sha256`` and ``file_name`` then name.
    """

    report = models.ForeignKey(AnnualReport, models.CASCADE, related_name="evidence")
    cell = models.CharField("单元格", max_length=40, blank=True, default="")
    value = models.CharField("数字", max_length=20, blank=True, default="")
    source = models.CharField("来源", max_length=10, choices=Source.choices())
    words = models.CharField("依据", max_length=MAX_EVIDENCE)
    file_name = models.CharField("文件名", max_length=200, blank=True, default="")
    sha256 = models.CharField("SHA-256", max_length=64, blank=True, default="")
    person = models.ForeignKey("orgs.User", models.PROTECT, null=True, blank=True, related_name="+")
    post = models.CharField("岗位", max_length=120)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "数字依据"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.report_id} {self.cell}"

    @property
    def name(self) -> str:
        """How the form calls the cell; "" for a whole file."""
        if self.cell == FEE:
            return "信息处理费（元）"
        return BY_KEY[self.cell].name if self.cell in BY_KEY else ""
