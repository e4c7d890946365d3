# ruff: noqa: E501 - markup stands as it is written, and Chinese counts twice its signs
"""Labels are counted as a word processor counts them."""

from lxml import etree

from gongkai.ground.attachments.rules.conversion.numbering import Numbering

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def level(place, way, text, extra=""):
    return f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{way}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>'


def lists(*abstracts, nums=((1, 0, ""),), styles=None):
    body = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">{one}</w:abstractNum>' for n, one in enumerate(abstracts)
    )
    body += "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{abstract}"/>{extra}</w:num>'
        for n, abstract, extra in nums
    )
    root = etree.fromstring(f'<w:numbering xmlns:w="{W}">{body}</w:numbering>')
    return Numbering(root, styles or {})


def labels(numbering, *asked):
    return [numbering.label(str(identifier), place) for identifier, place in asked]


def test_levels_restart_below_the_one_that_moves_on():
    two = level(0, "chineseCounting", "%1、") + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    found = labels(lists(two), (1, 0), (1, 1), (1, 1), (1, 0), (1, 1))
    assert found == ["一、", "1.1 ", "1.2 ", "二、", "2.1 "]


def test_a_level_that_never_restarts_counts_through():
    two = level(0, "chineseCounting", "第%1章") + level(
        1, "chineseCounting", "第%2条", '<w:lvlRestart w:val="0"/>'
    )
    found = labels(lists(two), (1, 0), (1, 1), (1, 0), (1, 1))
    assert found == ["第一章 ", "第一条 ", "第二章 ", "第二条 "]


def test_uses_of_one_list_count_on_unless_they_start_anew():
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    found = labels(
        lists(level(0, "decimal", "%1."), nums=((1, 0, ""), (2, 0, ""), (3, 0, anew))),
        (1, 0), (2, 0), (3, 0), (3, 0), (1, 0),
    )  # fmt: skip
    assert found == ["1. ", "2. ", "5. ", "6. ", "7. "]


def test_a_use_may_have_levels_of_its_own():
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "（%1）")}</w:lvlOverride>'
    assert labels(lists(level(0, "decimal", "%1."), nums=((1, 0, own),)), (1, 0)) == ["（A）"]


def test_a_list_may_be_a_styles_list():
    pointing = '<w:numStyleLink w:val="Laws"/>'
    numbering = lists(
        level(0, "decimal", "%1)"), pointing, nums=((1, 0, ""), (2, 1, "")), styles={"Laws": "1"}
    )
    assert labels(numbering, (2, 0)) == ["1) "]


def test_gaps_and_bullets_and_unknown_lists():
    parts = level(0, "decimal", "%1", '<w:suff w:val="nothing"/>'), level(0, "bullet", "•")
    numbering = lists(*parts, nums=((1, 0, ""), (2, 1, "")))
    assert labels(numbering, (1, 0), (2, 0), (9, 0), (1, 5)) == ["1", "", "", ""]
    assert numbering.level("2", 0).way == "bullet" and numbering.level("9", 0) is None
    assert Numbering(None, {}).label("1", 0) == ""
