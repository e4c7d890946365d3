"""Annual reports on the staff's screens: from the list to the published report."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.desk.disclosure.models import AnnualReport
from gongkai.desk.disclosure.queries import reports as queries
from gongkai.desk.disclosure.rules.report_reading import tables
from gongkai.desk.disclosure.rules.reports import State
from gongkai.desk.disclosure.rules.stored import pack
from gongkai.desk.disclosure.rules.tables import Cell
from gongkai.desk.disclosure.rules.workbook import as_workbook
from tests.desk.disclosure import annual, reporting

from .clients import at, entered, text

MOST = 15  # statements of a page
LICENCES = "2-licences-made"


@pytest.fixture
def people(db):
    return annual.city()


def revision(key):
    return {"revision": AnnualReport.objects.get(pk=key).revision}


def test_a_report_goes_from_the_list_to_the_public(people):
    drafter = entered("drafter")
    assert "开始编制江城市财政局的报告" in text(drafter.get(at("reports")))
    sent = {"organisation": annual.FINANCE, "year": annual.YEAR}
    assert "请核对数字" in text(drafter.post(at("begin_report"), sent, follow=True))
    key = AnnualReport.objects.get().pk
    file = SimpleUploadedFile("年报.xlsx", as_workbook(reporting.tables(4, year=annual.YEAR), "标题"))
    given = {"file": file, "evidence": annual.EVIDENCE, **revision(key)}
    assert "已导入三张表" in text(drafter.post(at("import_report", key), given, follow=True))
    numbers = {LICENCES: "77", f"was-{LICENCES}": "0", "evidence": "许可系统", **revision(key)}
    assert "已填报 1 个数字" in text(drafter.post(at("enter_report", key), numbers, follow=True))
    assert "许可系统" in text(drafter.get(at("report", key)))
    words = {**annual.SAID, "fee": "0", "fee_evidence": annual.EVIDENCE, **revision(key)}
    page = text(drafter.post(at("describe_report", key), words, follow=True))
    assert "文字已保存" in page and "本年度没有收取信息处理费。" in page
    sent = {"step": "submit", **revision(key)}
    assert "已送审" in text(drafter.post(at("step_report", key), sent, follow=True))
    for who in ("first", "second", "secrecy", "final"):
        client = entered(who)
        assert "年度报告" in text(client.get(at("work")))
        review = client.get(at("report", key)).context["review"]
        sent = {"stage": review.stage, "outcome": "approved"}
        assert client.post(at("decide_report", review.pk), sent).status_code == 302
    assert "公布年度报告" in text(entered("final").get(at("work")))
    page = text(entered("final").post(at("step_report", key), {"step": "publish"}, follow=True))
    assert "年度报告已公布" in page and AnnualReport.objects.get().state == State.PUBLISHED
    corrected = drafter.post(at("step_report", key), {"step": "correct", "why": "更正许可"}, follow=True)
    assert "正在更正：更正许可" in text(corrected)


def test_what_does_not_add_up_is_marked_at_its_cells(people):
    report = annual.imported(people)
    numbers = queries.tables(report)
    cell = Cell(3, "3.5.2", "total")
    wrong = pack(numbers | {cell: numbers.get(cell, 0) + 1})
    AnnualReport.objects.update(tables=wrong, own=wrong)
    client = entered("drafter")
    page = text(client.get(at("report", report.pk)))
    assert "勾稽关系不成立，不能送审" in page and page.count("gk-unequal") > 20
    refused = client.post(at("step_report", report.pk), {"step": "submit", "revision": report.revision})
    assert refused.status_code == 422 and "重复申请" in text(refused)


def test_what_is_asked_wrongly_is_told_on_the_page(people):
    report = annual.begun(people)
    client, key = entered("drafter"), report.pk

    def refused(name, sent):
        answer = client.post(at(name, key), sent | revision(key))
        assert answer.status_code == 422
        return text(answer)

    assert "没有改动任何数字" in refused("enter_report", {"evidence": "x"})
    assert "不是数字" in refused("enter_report", {LICENCES: "多", "evidence": "x"})
    assert "请选择一个 XLSX" in refused("import_report", {"evidence": "x"})
    file = SimpleUploadedFile("a.xlsx", b"junk")
    assert "不是有效的 XLSX" in refused("import_report", {"evidence": "x", "file": file})
    page = refused("describe_report", {"one": "我写了很多<script>", "fee": "好多"})
    assert "我写了很多&lt;script&gt;" in page and "信息处理费请写成数字" in page
    assert client.post(at("step_report", key), {"step": "jump"}).status_code == 400
    stale = client.post(at("enter_report", key), {LICENCES: "1", "evidence": "x", "revision": "1"})
    assert stale.status_code == 422 and "由他人修改" in text(stale)
    begin = {"organisation": annual.FINANCE, "year": "去年"}
    assert client.post(at("begin_report"), begin).status_code == 400


def test_the_tables_can_be_taken_away(people):
    report = annual.imported(people)
    client = entered("first")
    answer = client.get(at("report_tables", report.pk, "xlsx"))
    assert "attachment" in answer["Content-Disposition"]
    assert not tables(io.BytesIO(answer.content).getvalue()).problems
    assert client.get(at("report_tables", report.pk, "csv")).content.startswith(b"\xef\xbb\xbf")
    assert client.get(at("report_tables", report.pk, "doc")).status_code == 404


@pytest.mark.parametrize("name", ["reports", "report"])
def test_pages_are_cheap_and_another_organisations_report_is_not_there(
    people, name, django_assert_max_num_queries
):
    report = annual.submitted(people)
    address = at("reports") if name == "reports" else at("report", report.pk)
    client = entered("first")
    with django_assert_max_num_queries(MOST):
        assert "审核中" in text(client.get(address))
    other = entered("street-drafter")
    if name == "report":
        assert other.get(address).status_code == 404
        assert other.get(at("report_tables", report.pk, "xlsx")).status_code == 404
        for step in ("step_report", "enter_report", "describe_report", "import_report"):
            assert other.post(at(step, report.pk), {"step": "recall"}).status_code == 404
        sent = {"organisation": annual.FINANCE, "year": annual.YEAR}
        assert other.post(at("begin_report"), sent).status_code == 404
    else:
        assert "江城市财政局" not in text(other.get(address))


def test_the_citys_page_is_cheap_too(people, django_assert_max_num_queries):
    annual.making.staff("mayor", annual.root().code, *annual.making.DUTIES["drafter"])
    annual.imported(people)
    client = entered("mayor")
    client.post(at("begin_report"), {"organisation": annual.root().code, "year": annual.YEAR})
    report = queries.of(annual.root().code, annual.YEAR)
    with django_assert_max_num_queries(MOST):
        page = text(client.get(at("report", report.pk)))
    assert "汇总的单位" in page and "1 个单位还没有报告" in page


def test_a_grave_finding_stands_with_its_place_and_is_answered_there(people):
    report = annual.imported(people)
    drafter, key = entered("drafter"), report.pk
    words = {**annual.SAID, "five": "问题和改进。\n联系 13912345678。", "fee": "0", **revision(key)}
    page = text(drafter.post(at("describe_report", key), words, follow=True))
    assert "文字有 1 项检查结果须处理" in page and "第 2 段" in page and "由我说明并负责" in page
    refused = drafter.post(at("step_report", key), {"step": "submit", **revision(key)})
    assert refused.status_code == 422 and "改正或者说明理由" in text(refused)
    [row] = refused.context["findings"]
    sent = {"fingerprint": row.fingerprint, "reason": "对外公布的热线"}
    assert "已记下说明" in text(drafter.post(at("answer_report", key), sent, follow=True))
    sent = {"step": "submit", **revision(key)}
    assert "已送审" in text(drafter.post(at("step_report", key), sent, follow=True))
