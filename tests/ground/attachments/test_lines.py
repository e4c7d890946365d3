"""Signs become lines as a person reads them."""

import pytest

from gongkai.ground.attachments.rules.conversion import lines

from .glyphs import line


def test_lines_go_from_the_top_and_from_the_left():
    signs = line("第二行", base=600) + line("尾", left=200) + line("第一行")
    assert [one.text for one in lines.lines(signs)] == ["第一行 尾", "第二行"]


def test_small_signs_on_a_line_belong_to_it():
    signs = line("注") + line("1", left=106, base=706, size=8)
    assert [one.text for one in lines.lines(signs)] == ["注1"]


def test_room_between_words_is_a_space_and_between_chinese_it_is_not():
    assert lines.text(line("open data 2026")) == "open data 2026"
    spaced = [*line("公", 90), *line("开", 112)]  # 字距加宽
    assert lines.text(spaced) == "公开"
    assert lines.text([*line("公", 90), *line("A", 112)]) == "公A"


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("为了规范", "管理", "为了规范管理"),
        ("open", "data", "open data"),
        ("inter-", "est", "interest"),
        ("2026", "年", "2026年"),
        ("12", "34", "1234"),
        ("a,", "b", "a, b"),
        ("", "x", "x"),
    ],
)
def test_two_lines_of_one_paragraph(first, second, whole):
    assert lines.joined(first, second) == whole


def test_columns_are_cut_at_wide_gaps():
    (one,) = lines.lines(line("项目") + line("300", left=250))
    assert [part.text for part in lines.segments(one)] == ["项目", "300"]
