"""What is said about the words that were typed."""

from types import SimpleNamespace

from gongkai.surface.portal.typed import literal, symbols


def hit(title, number="", highlight=""):
    return SimpleNamespace(title=title, document_number=number, highlight_html=highlight)


def test_words_are_literal_only_as_they_stand():
    assert literal("公积金提取", [hit("关于公积金提取的通知")])
    assert literal("公积金 提取", [hit("", highlight="住房<mark>公积金提取</mark>")])
    assert literal("江政规〔2026〕6号", [hit("通知", "江政规〔2026〕6号")])
    assert not literal("公积金怎么提取", [hit("关于公积金提取的通知")])
    assert not literal("", [hit("")])
    assert not literal("公积金", [])


def test_signs_that_numbers_have_are_no_fault():
    assert symbols("江政规〔2026〕6号（试行）") == ""
    assert symbols("*公积金*?") == "*?"
