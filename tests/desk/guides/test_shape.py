"""The shape keeps what was written, and refuses what is too much."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.desk.guides.rules.shape import (
    MAX_ROWS,
    MAX_TITLE,
    Material,
    RuleBroken,
    Shape,
    Statute,
    cleaned,
    of,
    pack,
    unpack,
)

from .writing import WHOLE


def test_it_comes_back_as_it_was_written():
    assert unpack(pack(WHOLE)) == WHOLE
    assert cleaned(WHOLE) == WHOLE
    assert unpack("") == Shape()


def test_names_of_other_releases_are_left_out():
    known = of({"title": "甲", "colour": "red", "materials": [{"name": "乙", "weight": 3}]})
    assert known == Shape(title="甲", materials=(Material("乙"),))


def test_white_space_and_empty_rows_go_and_paragraphs_stay():
    shape = Shape(
        title="  养老\n认证\0 ",
        conditions=" 一、\r\n\r\n  二、\u3000",
        serves=("person", "person", " "),
        statutes=(Statute(), Statute(" 法 ")),
    )
    assert cleaned(shape) == Shape(
        title="养老 认证", conditions="一、\n二、", serves=("person",), statutes=(Statute("法"),)
    )


def test_too_much_is_refused_with_the_name_of_the_field():
    with pytest.raises(RuleBroken, match="事项名称最多 200 字"):
        cleaned(Shape(title="长" * (MAX_TITLE + 1)))
    with pytest.raises(RuleBroken, match="办理材料最多"):
        cleaned(replace(WHOLE, materials=tuple(Material(f"材料{n}") for n in range(MAX_ROWS + 1))))
    with pytest.raises(RuleBroken, match="申请条件最多"):
        cleaned(Shape(conditions="件" * 100_000))


@given(st.text(max_size=80), st.lists(st.text(max_size=20), max_size=4))
def test_cleaning_twice_is_cleaning_once(text, names):
    shape = Shape(title=text, notes=text, serves=tuple(names), materials=tuple(Material(n) for n in names))
    once = cleaned(shape)
    assert cleaned(once) == once == unpack(pack(once))
