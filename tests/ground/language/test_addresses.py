"""Home addresses to the door."""

import pytest

from gongkai.ground.language.rules.personal.addresses import addresses


def found(text):
    return [text[one.start : one.end] for one in addresses(text)]


@pytest.mark.parametrize(
    "home",
    [
        "东方花园3栋2单元501室",
        "东方花园12栋1504",
        "钢花新村3-2-501",
        "解放大道123号翠湖小区5号楼1单元302",
        "柏泉镇红旗村3组12号",
        "红旗村三组12号",
        "长宁路88弄12号301室",
        "和平里小区8幢二单元602房",
    ],
)
def test_to_the_door(home):
    assert found(f"，{home}，") == [home]


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("家住建设街12号，", "建设街12号"),
        ("户籍地址：黄花镇高岸村二组，", "黄花镇高岸村二组"),
        ("现住址为教场巷30号。", "教场巷30号"),
    ],
)
def test_where_somebody_lives(text, home):
    assert found(text) == [home]


@pytest.mark.parametrize(
    "text",
    [
        "办公地址：解放大道123号行政服务中心3楼302室",
        "市政府大楼2号楼305室",
        "新建3栋12层住宅，共240套",
        "业主共有3栋、5栋、6栋",
        "茶叶市场B2栋155号门面",
        "小区8栋600多户",
        "住在南直路516号宏南校园小区",
        "第3组12名同志",
        "常住户5户",
        "2020-12-1234",
    ],
)
def test_what_is_no_home(text):
    assert found(text) == []


def test_shown_to_street_level():
    (one,) = addresses("家住江城市建设街12号3栋2单元501室")
    assert one.masked == "江城市建设街***"
