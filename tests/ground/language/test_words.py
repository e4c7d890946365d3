"""Words for search."""

from hypothesis import given
from hypothesis import strategies as st

from gongkai.ground.language.rules.words import add_terms, pieces, words


def test_long_words_also_give_the_words_inside():
    found = words("武汉市人民政府办公厅关于促进养老服务发展的意见")
    assert {"武汉市", "人民政府", "办公厅", "养老", "服务", "意见"} <= set(found)
    assert "，" not in words("养老，服务。")


def test_widths_case_and_invisible_characters_do_not_matter():
    assert words("ＡＢＣ 5G") == words("abc 5g")
    assert words("养老\u200b服务") == words("养老服务")


def test_terms_of_government_are_words():
    assert "容缺审批" in words("推行容缺审批模式")


def test_an_organisation_can_be_taught():
    add_terms(["江城市数据资源管理局", "甲"])
    assert "江城市数据资源管理局" in words("江城市数据资源管理局发布")


@given(st.text())
def test_pieces_are_the_text(text):
    assert "".join(pieces(text)) == text


@given(st.text())
def test_the_same_text_gives_the_same_words(text):
    assert words(text) == words(text)
    assert all(word == word.lower() and word.strip() for word in words(text))
