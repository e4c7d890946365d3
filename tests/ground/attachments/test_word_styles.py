# ruff: noqa: E501 - markup stands as it is written, and Chinese counts twice its signs
"""Styles say what a paragraph is, through all they are based on."""

import pytest
from lxml import etree

from gongkai.ground.attachments.rules.conversion.word_styles import Look, Styles, named_level

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("heading 1", 1), ("Heading 3", 3), ("标题 1", 1), ("标题2", 2), ("标题 一", 1), ("二级标题", 2),
        ("heading 9", 6), ("Title", 0), ("标题", 0), ("公文标题", 0),
        ("Normal", None), ("正文", None), ("Subtitle", None), ("标题说明", None), ("toc 1", None),
    ],
)  # fmt: skip
def test_names_of_headings(name, level):
    assert named_level(name) == level


def styles(body):
    return Styles(etree.fromstring(f'<w:styles xmlns:w="{W}">{body}</w:styles>'))


def style(identifier, name, based="", properties="", run="", extra=""):
    return (
        f'<w:style w:type="paragraph" w:styleId="{identifier}" {extra}><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based}"/><w:pPr>{properties}</w:pPr><w:rPr>{run}</w:rPr></w:style>'
    )


def test_what_a_style_is_based_on_counts():
    found = styles(
        style("2", "heading 1", run='<w:b/><w:sz w:val="32"/>')
        + style("A", "条标题", "2", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr>')
        + style("B", "无", "A", '<w:numPr><w:numId w:val="0"/></w:numPr>', '<w:b w:val="0"/><w:vanish/>')
        + style("C", "纲", properties='<w:outlineLvl w:val="2"/>')
        + style("D", "体", properties='<w:outlineLvl w:val="9"/>')
        + style("E", "圆", "E")
    )
    assert [found.heading(one) for one in ("2", "A", "C", "D", "E", "?")] == [1, 1, 3, None, None, None]
    assert [found.list_of(one) for one in ("2", "A", "B")] == [("", None), ("7", 1), ("", None)]
    assert found.look("A").bold is True and found.look("A").size == 32
    assert found.look("B").bold is False and found.look("B").hidden is True


def test_the_usual_style_and_the_defaults_stand_behind_all():
    found = styles(
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia="仿宋"/><w:sz w:val="28"/></w:rPr></w:rPrDefault>'
        "</w:docDefaults>" + style("1", "Normal", properties='<w:jc w:val="center"/>', extra='w:default="1"')
    )
    assert found.look("") == Look(size=28, font="仿宋", centred=True)
    assert Styles(None).look("x") == Look()
