"""A provincial catalogue comes in: new drafts, comparisons, reasons with rows, and nothing twice."""

import json

import pytest

from gongkai.desk.guides.models import Guide
from gongkai.desk.guides.queries import guides as queries
from gongkai.desk.guides.rules.completeness import Element, lacking
from gongkai.desk.guides.services.importing import import_items
from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs.rules import NotAllowed

from . import writing


@pytest.fixture
def people(db):
    return writing.city()


def test_a_messy_workbook_is_told_row_by_row(people, django_assert_max_num_queries):
    with django_assert_max_num_queries(25):
        report = import_items("清单.xlsx", writing.messy(), by=people["drafter"])
    told = report.told()
    assert (told["read"], told["created"], told["changed"], told["unchanged"]) == (6, 2, 0, 0)
    assert {one["row"]: one["reason"][:12] for one in told["rejected"]} == {
        6: "实施编码“1.14201",
        7: "实施主体“海城市公安局”",
        8: "没有事项名称",
        10: "实施编码与第 4 行相同",
    }
    assert told["notes"] == [{"row": 9, "note": "服务对象“外星人”不认识，没有取"}]
    assert told["unknown_columns"] == ["序号"]
    guide = Guide.objects.get(code=writing.CODE)
    shape = queries.shape(guide)
    assert [row.name for row in shape.materials] == ["身份证", "委托书"]
    assert [row.name for row in shape.steps] == ["受理", "审核", "办结"]
    assert [row.law for row in shape.statutes] == ["中华人民共和国社会保险法", "住房公积金管理条例"]
    assert (shape.promised, shape.fee, shape.serves) == ("5 个工作日", "不收费", ("person",))
    assert lacking(shape) == [] and guide.missing == 0
    other = queries.shape(Guide.objects.exclude(code=writing.CODE).get())
    assert other.no_materials == "无需提交材料" and Element.MATERIALS not in lacking(other)
    assert ledger.of(f"guide/{guide.pk}")[-1].kind == "guide.begun"


def test_the_same_file_again_changes_nothing(people):
    import_items("清单.xlsx", writing.messy(), by=people["drafter"])
    before = list(Guide.objects.values())
    again = import_items("清单.xlsx", writing.messy(), by=people["drafter"]).told()
    assert (again["created"], again["changed"], again["unchanged"]) == (0, 0, 2)
    assert list(Guide.objects.values()) == before


def test_what_stands_here_is_never_overwritten(people):
    guide = writing.published(people)
    row = {"事项名称": "领取养老金资格认证", "实施编码": writing.CODE, "承诺办结时限": "2个工作日"}
    content = json.dumps(row).encode()
    with pytest.raises(NotAllowed):
        import_items("a.json", content, organisation=writing.FINANCE, by=people["street drafter"])
    report = import_items("a.json", content, organisation=writing.FINANCE, by=people["drafter"])
    assert (report.changed, report.created) == (1, 0)
    now = Guide.objects.get()
    assert queries.shape(now) == queries.shape(guide) and now.state == guide.state
    assert now.differing == 1 and ledger.of(f"guide/{guide.pk}")[-1].kind == "guide.imported"


def test_items_of_nobody_are_rejected(people):
    row = {"事项名称": "甲", "实施编码": "ABC-0001"}
    report = import_items("a.json", json.dumps(row).encode(), by=people["drafter"])
    assert report.rejected[0].reason == "没有写明实施主体，也没有指定机构"
    row["机构代码"] = writing.FINANCE
    report = import_items("a.json", json.dumps(row).encode(), by=people["street drafter"])
    assert "不在您的范围内" in report.rejected[0].reason


def test_a_thousand_items_are_taken_in_pieces(people, django_assert_max_num_queries):
    lines = "\n".join(
        json.dumps({"事项名称": f"事项{n}", "实施编码": f"ABC-{n:05}", "实施主体": "江城市财政局"})
        for n in range(1000)
    )
    with django_assert_max_num_queries(120):
        report = import_items("a.jsonl", lines.encode(), by=people["drafter"])
    assert report.created == Guide.objects.count() == 1000
