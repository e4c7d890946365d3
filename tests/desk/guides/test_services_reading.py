"""Files of every usual form become lines; what cannot be read is said in words."""

import json

import pytest

from gongkai.desk.guides.rules.shape import RuleBroken
from gongkai.desk.guides.services.reading import read

from . import writing

ROW = {"事项名称": "甲", "实施编码": "ABC-0001"}


def test_records_under_usual_names():
    for whole in ([ROW], {"data": [ROW]}, {"result": {"list": [ROW]}}, ROW):
        lines = read("a.json", json.dumps(whole).encode())
        assert [(line.number, line.values) for line in lines] == [(1, ROW)]


def test_lines_keep_their_numbers_and_say_what_is_wrong():
    text = json.dumps(ROW) + '\n\n{坏\n"词"\n[1]\n' + "[" * 5000 + "\n"
    lines = read("a.jsonl", text.encode())
    assert [(line.number, bool(line.wrong)) for line in lines] == [
        (1, False), (3, True), (4, True), (5, True), (6, True),
    ]  # fmt: skip


def test_tables_in_chinese_encodings_and_with_other_separators():
    for encoding in ("utf-8-sig", "gb18030", "utf-16"):
        lines = read("a.csv", "事项名称;实施编码\n甲;ABC-0001\n".encode(encoding))
        assert [line.values for line in lines] == [ROW]


def test_a_messy_workbook():
    lines = read("清单.xlsx", writing.messy())
    assert lines[0].number == 4 and lines[1].values["材料名称"] == "委托书"
    assert lines[1].values["事项 名称"] == "领取养老金资格认证"  # merged cells are filled


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.json", b"", "空的"),
        ("a.json", b"{", "不是有效的 JSON"),
        ("a.json", b'{"a": 1, "b": "c"}', ""),
        ("a.json", b"[[[", "不是有效的 JSON"),
        ("a.xlsx", b"PK\x03\x04 broken", "打不开"),
        ("a.xls", b"\xd0\xcf\x11\xe0old", "旧格式"),
        ("a.csv", "只有文字".encode(), "没有找到表头"),
        ("a.bin", b"\x00\x01\x02\x03", "没有找到表头"),
    ],
)
def test_what_holds_no_items(name, content, why):
    if not why:
        assert len(read(name, content)) == 1  # a record, which then lacks its code
        return
    with pytest.raises(RuleBroken, match=why):
        read(name, content)


def test_no_zero_byte_comes_through():
    lines = read("a.json", b'[{"\\u0000\xe5\x90\x8d\xe7\xa7\xb0": "a\\u0000b", "x": ["\\u0000"]}]')
    assert lines[0].values == {"名称": "ab", "x": [""]}
