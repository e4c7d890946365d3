"""A department and its city with an annual report, for the tests of its services and screens."""

from decimal import Decimal

from django.utils import timezone

from gongkai.desk.disclosure.rules.workbook import as_workbook
from gongkai.desk.disclosure.services import report_importing, report_review, report_words, reports
from gongkai.ground.orgs import queries as orgs
from gongkai.record.catalogue.services import channels
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import STAGES, Stage
from gongkai.record.editorial.rules.reviewing import Outcome
from tests.record.editorial import making

from . import reporting

FINANCE, STREET, OPERATOR = making.FINANCE, making.STREET, making.OPERATOR
YEAR = timezone.localdate().year - 1
WHO = {Stage.FIRST: "first", Stage.SECOND: "second", Stage.SECRECY: "secrecy"}
EVIDENCE = "行政执法综合系统年度统计，1 月 8 日导出"
ONE = (
    "（一）主动公开。本年度制发行政规范性文件{规范性文件制发}件。\n"
    "（二）依申请公开。本年度新收政府信息公开申请{新收}件，办结{办结}件。\n"
    "（三）政府信息管理。完善了信息发布审查和文件清理的制度。\n"
    "（四）政府信息公开平台建设。改版了网站的政府信息公开专栏。\n"
    "（五）监督保障。组织了两次培训，接受了年度监督检查。\n"
    "（六）工作考核、社会评议和责任追究结果。考核结果良好，没有责任追究情形。"
)
SAID = {
    "one": ONE,
    "five": "存在的主要问题是解读形式单一。\n改进情况：增加了图解和视频解读。",
    "six": "{信息处理费}",
}


def city():
    people = making.city()
    channels.ensure_defaults(by=OPERATOR)
    return people


def begun(people, year=YEAR, code=FINANCE):
    return reports.draft(code, year, by=people["drafter"] if code == FINANCE else OPERATOR)


def imported(people, numbers=None, year=YEAR):
    """The department's report with tables from a file and with its words."""
    report = begun(people, year)
    content = as_workbook(numbers or reporting.tables(5, year=year), "标题")
    report = report_importing.import_tables(
        report.pk, "年报.xlsx", content, EVIDENCE, revision=report.revision, by=people["drafter"]
    )
    return report_words.describe(
        report.pk, SAID, Decimal(0), EVIDENCE, revision=report.revision, by=people["drafter"]
    )


def submitted(people, **given):
    report = imported(people, **given)
    return report_review.submit(report.pk, revision=report.revision, by=people["drafter"])


def approved(people, **given):
    return pass_all(submitted(people, **given), people)


def pass_all(report, people):
    review = reviews.opened(report_review.KIND, str(report.pk))
    for stage in STAGES[review.profile]:
        by = people[WHO.get(stage, "final")]
        report = report_review.decide(review.pk, Outcome.APPROVED, "", stage=stage, by=by)
    return report


def root():
    return orgs.root()
