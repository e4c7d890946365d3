"""Numbers in running text: where each begins, whose it is, and what is no number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.ground.language.rules.numbers import find

from .making import codes, serials, spellings, years

BEFORE = [
    "",
    "按照",
    "根据",
    "《关于印发方案的通知》（",
    "收到你局《请示》（",
    "我们认为，",
    "落实",
    "的通知\n",
    "、",
    "详见",
    "现按",
    "2019年1月27日",
]
AFTER = ["", "文件要求", "）精神，", "。", "、《办法》", "废止", "\n各区人民政府："]


def readings(text):
    return [number.canonical for number in find(text)]


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("按照国办发〔2019〕4号文件要求", ["国办发〔2019〕4号"]),
        ("国发〔2019〕4号、5号", ["国发〔2019〕4号", "国发〔2019〕5号"]),
        ("国发〔2019〕4号和〔2020〕7号", ["国发〔2019〕4号", "国发〔2020〕7号"]),
        ("先后下发了武联发[2019]4、5、6号", ["武联发〔2019〕4号", "武联发〔2019〕5号", "武联发〔2019〕6号"]),
        ("国办发〔2019〕4—6号", ["国办发〔2019〕4号", "国办发〔2019〕5号", "国办发〔2019〕6号"]),
        ("国发〔2019〕4、7至8号", ["国发〔2019〕4号", "国发〔2019〕7号", "国发〔2019〕8号"]),
        ("国发〔2019〕4号至6号", ["国发〔2019〕4号", "国发〔2019〕5号", "国发〔2019〕6号"]),
        ("国发〔2019〕8至4号", ["国发〔2019〕8号", "国发〔2019〕4号"]),
        ("根据国务院令（第656号）的规定", ["国务院令第656号"]),
        ("农业部公告第168、194号", ["农业部公告第168号", "农业部公告第194号"]),
        ("查到鄂政办发〔2020〕1号", ["鄂政办发〔2020〕1号"]),
        ("申请公开景府办发〔2020〕1号", ["景府办发〔2020〕1号"]),
        ("共政发〔2011〕4号", ["共政发〔2011〕4号"]),
        ("浙发改〔2021〕12号 浙财〔2021〕3号", ["浙发改〔2021〕12号", "浙财〔2021〕3号"]),
        ("《条例》（国务院令第656号、第711号）", ["国务院令第656号", "国务院令第711号"]),
        ("2009年7月1日福建省人民政府令第105号发布", ["福建省人民政府令第105号"]),
        ("海关总署、公安部令第7号", ["海关总署、公安部令第7号"]),
        ("国家发展改革委 商务部令2021年第47号", ["国家发展改革委、商务部令2021年第47号"]),
        ("原国家工商行政管理总局令第76号公布", ["国家工商行政管理总局令第76号"]),
        ("卫生部第80号令规定", ["卫生部令第80号"]),
        ("因为公安部139号令的实行", ["公安部令第139号"]),
        ("住建部〔2012〕第11号令", ["住建部令〔2012〕11号"]),
        ("公告2021年第3号", ["公告2021年第3号"]),
        ("主席令第七十号公布", ["主席令第70号"]),
        ("关于印发方案的通知渝府办发〔2021〕89号各区县", ["渝府办发〔2021〕89号"]),
        ("财政部财税〔2018〕3号", ["财税〔2018〕3号"]),
        ("国务院办公厅国办发〔2018〕3号", ["国办发〔2018〕3号"]),
        ("某省劳动局某劳发〔1998〕3号", ["某劳发〔1998〕3号"]),
        ("工信部联规〔2018〕3号", ["工信部联规〔2018〕3号"]),
        ("（衢江区政发〔2020〕23）文件", ["衢江区政发〔2020〕23号"]),
        ("〔2017〕5号和国发〔2011〕4号", ["〔2017〕5号", "国发〔2011〕4号"]),
        ("《条例》和长政发〔2011〕4号", ["长政发〔2011〕4号"]),
        ("和政发〔2011〕4号", ["和政发〔2011〕4号"]),
        ("国 办 发〔2019〕4号", ["国办发〔2019〕4号"]),
        ("国\u200b办\u200b发〔20\u200b19〕4号", ["国办发〔2019〕4号"]),
        ("工业和信息化部令第30号", ["工业和信息化部令第30号"]),
        ("依据住房和城乡建设部令第51号", ["住房和城乡建设部令第51号"]),
    ],
)
def test_citations(text, canonical):
    assert readings(text) == canonical


@pytest.mark.parametrize(
    "text",
    [
        "地铁4号线",
        "第4626号提案",
        "（2018）楚0124民初7号",
        "（2010）天民初字第240号",
        "2月11号晚上",
        "人民东路398号",
        "清康熙四十二年（1703）刻本",
        "［18］五张清单",
        "（102）路",
        "实现2020年目标",
        "",
        "号",
        "〔2019〕",
        "联合国大会2758号决议",
    ],
)
def test_what_is_no_citation(text):
    assert [number for number in find(text) if number.readable] == []


def test_a_number_without_its_code_is_found_but_flagged():
    (number,) = find("国务院下发（1987）106号文件")
    assert (number.readable, number.year, number.serial, number.canonical) == (
        False,
        1987,
        106,
        "（1987）106号",
    )
    assert number.note == "缺发文机关代字"


def test_a_dash_is_not_taken_for_a_series():
    (number,) = find("依据国办发〔2019〕4-8号文件")
    assert (number.readable, number.canonical) == (False, "国办发〔2019〕4-8号")


def test_two_digit_years_are_found_and_flagged():
    (number,) = find("依据国发[86]97号文件")
    assert (number.readable, number.canonical, number.year) == (False, "国发[86]97号", None)


@given(st.data(), st.sampled_from(BEFORE), codes, years, serials, st.sampled_from(AFTER))
def test_every_written_citation_is_found_where_it_stands(data, before, code, year, serial, after):
    written = data.draw(spellings(code, year, serial))
    text = before + written + after
    (number,) = find(text)
    assert number.canonical == f"{code}〔{year}〕{serial}号"
    assert number.text == written
    assert number.start == len(before)


@given(st.lists(st.tuples(codes, years, serials), max_size=6))
def test_all_of_many_are_found_in_order(numbers):
    written = [f"{code}〔{year}〕{serial}号" for code, year, serial in numbers]
    assert readings("根据" + "，以及".join(written) + "的规定") == written


@pytest.mark.parametrize(
    "piece",
    [
        "〔2019〕",
        "〔2019〕4",
        "、1",
        "公安部、",
        "第1",
        "1号",
        "国发〔2019〕4号、",
        "国",
        " ",
        "国 ",
        "(2019)第",
        "令第1号",
        "一二三",
        "\u200b号",
        "2019年第",
    ],
)
def test_long_hostile_text_is_read_in_one_pass(piece):
    find(piece * 20_000 + "国发〔2019〕4号" + piece * 20_000)
