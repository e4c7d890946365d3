"""Stored numbers: every spelling reads the same, and what cannot be read stays as it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.ground.language.rules.numbers import find, fragments, key, key_of, parse

from .making import codes, serials, spellings, years

READABLE = [
    ("国办发〔2019〕4号", "国办发〔2019〕4号", "国办发", 2019, 4),
    ("国办发〔2019〕04号", "国办发〔2019〕4号", "国办发", 2019, 4),
    ("赣府厅发【2012】第85号", "赣府厅发〔2012〕85号", "赣府厅发", 2012, 85),
    ("赣府厅字〔２００９〕３１号", "赣府厅字〔2009〕31号", "赣府厅字", 2009, 31),
    ("义政办发〔2013〕130 号", "义政办发〔2013〕130号", "义政办发", 2013, 130),
    ("\u200b办发〔2021〕14号", "办发〔2021〕14号", "办发", 2021, 14),
    ("国\u200b办发〔20\u200b19〕4号", "国办发〔2019〕4号", "国办发", 2019, 4),
    ("省统计局公告【2021】3号", "省统计局公告〔2021〕3号", "省统计局公告", 2021, 3),
    ("内部明电机号[2008]99号", "内部明电机号〔2008〕99号", "内部明电机号", 2008, 99),
    ("国发〔二○一九〕四号", "国发〔2019〕4号", "国发", 2019, 4),
    ("公告2021年第3号", "公告2021年第3号", "公告", 2021, 3),
    ("国家税务总局公告2021年第3号", "国家税务总局公告2021年第3号", "国家税务总局公告", 2021, 3),
    ("国家税务总局2021年第3号公告", "国家税务总局公告2021年第3号", "国家税务总局公告", 2021, 3),
    ("农业部令2014年第4号", "农业部令2014年第4号", "农业部令", 2014, 4),
    ("中华人民共和国国务院令第656号", "中华人民共和国国务院令第656号", "中华人民共和国国务院令", None, 656),
    ("中华人民共和国国务院令\n第656号", "中华人民共和国国务院令第656号", "中华人民共和国国务院令", None, 656),
    ("国令第711号", "国令第711号", "国令", None, 711),
    ("国务院第656号令", "国务院令第656号", "国务院令", None, 656),
    ("主席令第四十九号", "主席令第49号", "主席令", None, 49),
    ("海关总署、公安部令第7号", "海关总署、公安部令第7号", "海关总署、公安部令", None, 7),
    ("第656号", "第656号", "", None, 656),
    ("〔2021〕第3号", "〔2021〕3号", "", 2021, 3),
    ("（国办发〔2019〕4号）", "国办发〔2019〕4号", "国办发", 2019, 4),
    ("文号：国办发〔2019〕4号", "国办发〔2019〕4号", "国办发", 2019, 4),
    ("国办发〔2019〕4号文件", "国办发〔2019〕4号", "国办发", 2019, 4),
]


@pytest.mark.parametrize(("text", "canonical", "prefix", "year", "serial"), READABLE)
def test_a_number_reads_in_one_form(text, canonical, prefix, year, serial):
    number = parse(text)
    assert (number.canonical, number.prefix, number.year, number.serial) == (canonical, prefix, year, serial)
    assert number.readable
    assert number.text == text.strip().strip("\u200b")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "nan",
        "无",
        "20170233号",
        "赣府厅发[201025号",
        "赣府厅字[2008]159号机号",
        "国发[86]97号",
        "国办发〔2019〕0号",
        "国办发〔1019〕4号",
        "国办发〔2019〕4号、5号",
        "YZCR-2022-01008",
        "000014349/2019-00007",
        "国办发〔2019〕号",
        "（2018）楚0124民初7号",
        "今天4号",
        "养老服务 2020 5",
        "第656",
        "国办发〔2019〕1234567号",
        "号" * 500,
    ],
)
def test_what_cannot_be_read_stays_as_written_with_a_flag(text):
    number = parse(text)
    assert not number.readable
    assert number.canonical == number.text == text
    assert number.note
    assert key_of(number) == ""


@pytest.mark.parametrize(
    ("text", "canonical", "note"),
    [
        ("国办发〔2019〕4", "国办发〔2019〕4号", "缺“号”字"),
        ("国税发2009年5号", "国税发〔2009〕5号", "缺括号"),
        ("国税发2009-5号", "国税发〔2009〕5号", "缺括号"),
        ("国税发 2009 5", "国税发〔2009〕5号", "缺括号"),
        ("〔2021〕3号", "〔2021〕3号", "缺发文机关代字"),
        ("国务院令第656", "国务院令第656号", "缺“号”字"),
        ("公告2021年第3", "公告2021年第3号", "缺“号”字"),
    ],
)
def test_what_had_to_be_supplied_is_said(text, canonical, note):
    number = parse(text)
    assert (number.canonical, number.note, number.readable) == (canonical, note, True)


def test_two_digit_years_are_never_guessed():
    number = parse("国发[86]97号")
    assert (number.readable, number.year, number.note) == (False, None, "年份只有两位，无法确定")


@given(st.data(), codes, years, serials)
def test_every_spelling_has_the_same_reading_and_key(data, code, year, serial):
    written = data.draw(spellings(code, year, serial))
    number = parse(written)
    assert number.canonical == f"{code}〔{year}〕{serial}号"
    assert key(written) == key(number.canonical) == key_of(number)


@given(st.data(), codes, years, serials)
def test_reading_twice_changes_nothing(data, code, year, serial):
    once = parse(data.draw(spellings(code, year, serial)))
    twice = parse(once.canonical)
    assert (twice.canonical, twice.prefix, twice.year, twice.serial) == (
        once.canonical,
        once.prefix,
        once.year,
        once.serial,
    )
    assert twice.note == ""


@given(st.text())
def test_any_text_can_be_offered(text):
    number = parse(text)
    assert number.readable or number.canonical == number.text
    assert isinstance(key(text), str)
    fragments(text)


@given(st.text(alphabet="国办发令公告第号年〔〕[]（）0123456789一二〇、和 -\u200b\n", max_size=40))
def test_texts_made_of_the_signs_of_numbers_can_be_offered(text):
    number = parse(text)
    if number.readable:
        again = parse(number.canonical)
        assert (again.canonical, again.readable) == (number.canonical, True)
    for cited in find(text):
        assert text[cited.start : cited.start + len(cited.text)] == cited.text


@pytest.mark.parametrize(
    "texts",
    [
        [
            "国令第711号",
            "国务院令第711号",
            "中华人民共和国国务院令第711号",
            "国务院第711号令",
            "中华人民共和国国务院令\n 第711号",
        ],
        ["省统计局公告【2021】3号", "省统计局公告2021年第3号", "省统计局2021年第3号公告"],
        ["财政部 税务总局公告2021年第3号", "财政部、税务总局公告2021年第3号"],
        ["福建省人民政府令第208号", "福建省政府令第208号", "福建省人民政府第208号令"],
        ["浙发改〔2021〕12号 浙财〔2021〕3号", "浙发改[2021]12号"],
        ["赣府厅字[2008]159号机号", "赣府厅字〔2008〕159号"],
    ],
)
def test_one_number_has_one_key(texts):
    assert len({key(text) for text in texts}) == 1
    assert key(texts[0])


def test_different_numbers_have_different_keys():
    texts = [
        "国发〔2019〕4号",
        "国发〔2019〕5号",
        "国发〔2018〕4号",
        "国函〔2019〕4号",
        "国令第4号",
        "第4号",
        "〔2019〕4号",
    ]
    assert len({key(text) for text in texts}) == len(texts)


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("武政规2025 6", ("武政规", 2025, 6)),
        ("武政规 2025 6", ("武政规", 2025, 6)),
        ("武政规20256", ("武政规", 2025, 6)),
        ("武政规2025", ("武政规", 2025, None)),
        ("国办发【2019】4号", ("国办发", 2019, 4)),
        ("国办发〔2019", ("国办发", 2019, None)),
        ("国办发2019年", ("国办发", 2019, None)),
        ("赣府厅发 2020", ("赣府厅发", 2020, None)),
        ("国办发 4号", ("国办发", None, 4)),
        ("国令711", ("国令", None, 711)),
        ("国务院、中央军委令第805", ("国务院、中央军委令", None, 805)),
        ("第三十四条 本条例自公布之日起施行", None),
        ("第656号", ("", None, 656)),
        ("〔2019〕4号", ("", 2019, 4)),
        ("养老服务", None),
        ("2020", None),
        ("养老服务办法 2020", None),
        ("十四五规划 2025", None),
        ("20170233号", None),
        ("", None),
    ],
)
def test_part_of_a_number_in_a_search_box(query, parts):
    assert fragments(query) == parts
