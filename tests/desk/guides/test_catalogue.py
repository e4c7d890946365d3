"""Items are read from lines of tables and records; what became nothing is told with its line."""

import pytest

from gongkai.desk.guides.rules.catalogue import Line, read, table
from gongkai.desk.guides.rules.shape import Material, RuleBroken

from .writing import CODE

HEAD = ["事项名称", "实施编码", "材料名称", "填报须知"]


def test_a_table_may_begin_below_its_title():
    lines = table([["清单"], [], HEAD, ["甲", CODE, "", ""], ["", "", "", ""], ["乙", "X-123456", "", ""]])
    assert [line.number for line in lines] == [4, 6]
    with pytest.raises(RuleBroken, match="没有找到表头"):
        table([["甲", "乙"]] * 30)


def test_lines_of_one_item_are_joined():
    rows = [HEAD, ["甲", CODE, "身份证", "清晰"], ["", "", "照片", ""], ["甲", CODE, "表格", ""]]
    found = read(table(rows))
    assert len(found.items) == 1 and not found.rejected
    assert found.items[0].shape.materials == (
        Material("身份证", note="清晰"),
        Material("照片"),
        Material("表格"),
    )


def test_what_is_rejected_is_told_with_line_and_reason():
    lines = [
        Line(1, {"事项名称": "甲", "实施编码": CODE}),
        Line(2, {"事项名称": "乙"}),
        Line(3, {"事项名称": "丙", "实施编码": "1.14201e+30"}),
        Line(4, {"事项名称": "无", "实施编码": "ABCDEF-4"}),
        Line(5, {"事项名称": "甲", "实施编码": CODE}),
        Line(6, {}, "不是有效的 JSON"),
        Line(7, {"事项名称": "丁" * 300, "实施编码": "ABCDEF-7"}),
    ]
    found = read(lines)
    assert [item.number for item in found.items] == [1]
    told = {one.number: one.reason for one in found.rejected}
    assert list(told) == [2, 3, 4, 5, 6, 7]
    assert "没有实施编码" in told[2] and "科学计数" in told[3] and "没有事项名称" in told[4]
    assert "第 1 行相同" in told[5] and "事项名称最多" in told[7]


def test_records_with_nested_rows_and_choices():
    record = {
        "事项名称": "提取公积金",
        "实施编码": "ABC-0001",
        "服务对象": ["自然人", "外星人"],
        "申请材料": [{"材料名称": "身份证", "材料必要性": "必要", "页码": 3}, "照片（1份）", {"页码": 1}],
        "设定依据": [{"依据名称": "住房公积金管理条例", "条款号": "第二十四条"}],
        "承诺办结时限": 3,
        "承诺办结时限单位": "1",
        "法定办结时限": "20工作日",
        "是否收费": False,
        "窗口编号": 12,
    }
    found = read([Line(1, record)])
    item = found.items[0]
    assert item.shape.serves == ("person",) and item.notes == ("服务对象“外星人”不认识，没有取",)
    assert item.shape.materials == (Material("身份证", need="必要"), Material("照片", copies="1份"))
    assert item.shape.statutes[0].article == "第二十四条"
    assert (item.shape.promised, item.shape.statutory) == ("3 个工作日", "20工作日")
    assert item.shape.fee == "不收费" and found.unknown == ["窗口编号"]


def test_nothing_to_bring_is_kept_as_an_answer():
    item = read([Line(1, {"事项名称": "甲", "实施编码": CODE, "申请材料": "无需提交材料"})]).items[0]
    assert item.shape.materials == () and item.shape.no_materials == "无需提交材料"


def test_a_cell_as_long_as_a_book_rejects_its_line():
    found = read([Line(1, {"事项名称": "甲", "实施编码": CODE, "受理条件": "字" * 30_000})])
    assert "超过" in found.rejected[0].reason
