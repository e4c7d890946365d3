"""Catalogues as files: headers in their variants, merged and ticked cells, good rows kept, bad ones named."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from gongkai.record.catalogue.rules import item_files
from gongkai.record.catalogue.rules.item_lists import BadList, NewItem
from gongkai.record.catalogue.rules.item_tables import chosen, read

LIMIT = "自信息形成或变更之日起20个工作日内"
HEADER = ["序号", "公开事项", "", "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体",
          "公开对象", "", "公开方式", "", "公开层级", ""]  # fmt: skip
SECOND = [
    "",
    "一级事项",
    "二级事项",
    "",
    "",
    "",
    "",
    "",
    "全社会",
    "特定群众",
    "主动",
    "依申请公开",
    "县级",
    "乡级",
]


def line(serial, group, title, content="内容", limit=LIMIT, media="■政府网站 □政府公报 ■公示栏", specific=""):
    return [serial, group, title, content, "条例", limit, "市教育局", media, "√" if not specific else "",
            specific, "√", "", "√", "√"]  # fmt: skip


def table(*rows, heading="义务教育领域基层政务公开标准目录"):
    return [[heading], HEADER, SECOND, *rows]


def test_a_two_row_header_with_ticks_gives_whole_items():
    found = read([("Sheet1", table(line("1", "政策文件", "义务教育政策"), line("2", "", "招生范围", "二")))])
    assert not found.rejected
    one, two = found.items
    assert one == NewItem(
        "20.11", "义务教育政策", "政策文件", "内容", "条例", LIMIT, "publication", "市教育局", "主动",
        "政府网站、公示栏", "", "全社会", "县级、乡级",
    )  # fmt: skip
    assert (two.group, two.title) == ("政策文件", "招生范围")  # the first level filled down


def test_a_one_row_header_and_other_words():
    rows = [
        ["序号", "一级 事项", "二级\n事项", "公开内容", "公开依据", "公开时间", "责任单位", "公开载体"],
        ["1", "预算", "部门预算", "表格", "预算法", "财政部门批复后20日内", "财务科", "政府网站"],
    ]
    [item] = read([("财政预决算", rows)]).items
    assert (item.code, item.limit_rule, item.body, item.media) == ("20.7", "budget", "财务科", "政府网站")
    [item] = read([("财政预决算", rows)], "20.10").items
    assert item.code == "20.10"


def test_merged_cells_of_a_workbook_are_filled():
    book = Workbook()
    sheet = book.active
    sheet.title = "社会救助"
    for row in table(line(1, "最低生活保障", "政策"), line(2, None, "办理结果", "三"), heading="目录"):
        sheet.append([None if cell == "" else cell for cell in row])
    sheet.merge_cells("B2:C2")
    sheet.merge_cells("I2:J2")
    sheet.merge_cells("K2:L2")
    sheet.merge_cells("M2:N2")
    for column in "ADEFGH":
        sheet.merge_cells(f"{column}2:{column}3")
    sheet.merge_cells("B4:B5")
    file = io.BytesIO()
    book.save(file)
    found = read(item_files.sheets(file.getvalue(), "目录.xlsx"))
    assert not found.rejected
    assert [(item.group, item.title, item.code, item.audience) for item in found.items] == [
        ("最低生活保障", "政策", "20.11", "全社会"),
        ("最低生活保障", "办理结果", "20.11", "全社会"),
    ]


def test_bad_rows_are_named_with_row_column_and_reason_and_good_ones_stay():
    found = read([
        ("表", table(
            line("1", "甲", "好的"),
            line("2", "甲", "好的"),
            line("3", "甲", "太长", "字" * 2_001),
            line("4", "", ""),
            ["备注：本目录由市教育局负责解释，自印发之日起施行。"],
        ))
    ])  # fmt: skip
    assert [item.title for item in found.items] == ["好的", "甲"]
    assert [(bad.row, bad.column) for bad in found.rejected] == [(5, "二级事项"), (6, "公开内容（要素）")]
    assert "第 4 行重复" in found.rejected[0].reason
    assert "现有 2001 字" in found.rejected[1].reason


def test_limits_that_are_not_understood_stay_words_and_are_reported():
    found = read([("表", table(line("1", "甲", "乙", limit="适时公开")))])
    [item] = found.items
    assert (item.limit_text, item.limit_rule) == ("适时公开", "")
    assert found.uncomputed == [("表", 4, "适时公开")]


def test_ticked_columns_with_words_keep_them():
    [item] = read([("表", table(line("1", "甲", "乙", specific="√受助对象")))]).items
    assert item.audience == "特定群众：受助对象"
    assert chosen("□政府网站\n■政府公报  ■ 两微一端") == "政府公报、两微一端"
    assert chosen("政府网站") == "政府网站"


def test_codes_and_rules_given_in_the_file_are_kept_or_refused():
    rows = [
        ["编码", "公开事项", "公开内容", "公开时限", "时限规则", "公开主体"],
        ["20.7.3", "部门决算", "表", "见规则", "budget", "市财政局"],
        ["99.1", "没有这一条", "表", "", "", "市财政局"],
        ["", "规则不对", "表", "", "明天", "市财政局"],
    ]
    found = read([("", rows)])
    assert [(item.code, item.limit_rule) for item in found.items] == [("20.7.3", "budget")]
    assert [(bad.row, bad.column) for bad in found.rejected] == [(3, "编码"), (4, "时限规则")]


def test_without_a_header_nothing_is_guessed():
    [bad] = read([("表", [["甲", "乙"], ["1", "2"]])]).rejected
    assert "没有找到表头" in bad.reason


def test_what_is_exported_is_read_again_the_same():
    items = [
        NewItem("20.7.1", "部门预算", "财政", "=SUM(A1)", "预算法", "批复后20日内", "budget", "市财政局"),
        NewItem("20.15.2", "其他", limit_text="适时"),
    ]
    for name, content in (
        ("a.csv", item_files.as_csv(items)),
        ("a.xlsx", item_files.as_workbook(items, "目/录")),
    ):
        found = read(item_files.sheets(content, name))
        assert found.items == items, name
    assert b"'=SUM" in item_files.as_csv(items)
    gb = item_files.as_csv(items).decode("utf-8-sig").encode("gb18030")
    assert read(item_files.sheets(gb, "a.csv")).items == items


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 90_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"PK\x03\x04broken", "a.xlsx", "打不开"),
        (b"\xd0\xcf\x11\xe0....", "a.xls", "旧格式或加密"),
        (b"not a workbook", "a.xlsx", "不是有效的工作簿"),
        (b"\x81\xff\xff", "a.csv", "编码"),
        (b"a\0b", "a.csv", "不是文本"),
        (b"x" * 10_000_001, "a.csv", "10 MB"),
        (bomb, "a.xlsx", "过大"),
    ],
    ids=["broken", "old", "misnamed", "encoding", "binary", "large", "bomb"],
)
def test_files_that_cannot_be_read_say_why(content, name, says):
    with pytest.raises(BadList, match=says):
        item_files.sheets(content() if callable(content) else content, name)


@given(st.lists(st.lists(st.text(max_size=8) | st.sampled_from(HEADER + SECOND), max_size=10), max_size=8))
def test_no_table_breaks_the_reader(rows):
    read([("表", rows)])
