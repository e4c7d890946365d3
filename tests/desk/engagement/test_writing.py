"""What a writer may send, and what is cleaned away before anything keeps it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.desk.engagement.rules.writing import MAX_WORDS, Writing, clean, cleaned, problems, unpack

GOOD = Writing(title="路灯不亮", words="滨江路的路灯不亮", telephone="13800138000")


def broken(**fields) -> dict[str, str]:
    return problems(cleaned(Writing(**({"title": "路灯", "words": "不亮了", "telephone": "1"} | fields))))


def test_what_nobody_sees_goes_and_paragraphs_stay():
    assert clean("a\0b\u200bc\u202ed\ufeff\u2066e\r\nf\u2028g\ud800") == "abcde\nf\ng"
    assert cleaned(Writing(title=" 路灯\n 不亮 ", words="一\r\n\r\n二")) == Writing(
        title="路灯 不亮", words="一\n\n二"
    )


def test_links_and_scripts_are_text():
    words = "<script>alert(1)</script> 见 https://example.com/?a=1&b=2 说明"
    assert cleaned(Writing(words=words)).words == words
    assert broken(words=words) == {}


@pytest.mark.parametrize(
    "words", ["😀😀😀😀", " \n\t ", "\u200b\u200d", "123456", "！？……", "👍🏽👨\u200d👩\u200d👧"]
)
def test_without_words_it_is_refused(words):
    assert set(broken(words=words)) == {"words"}


def test_a_letter_that_is_too_long_is_refused_with_both_numbers():
    found = broken(words="路" * 100_000)
    assert f"{MAX_WORDS:,}" in found["words"] and "100,000" in found["words"]
    assert broken(words="路" * MAX_WORDS) == {}


def test_a_writer_leaves_a_way_to_be_reached_but_a_caller_may_not():
    silent = Writing(title="路灯", words="不亮了")
    assert set(problems(silent)) == {"telephone"}
    assert problems(silent, spoken=True) == {}
    assert set(broken(email="nobody")) == {"email"}


@given(st.builds(Writing, *[st.text()] * 7, st.booleans()))
def test_cleaning_twice_is_cleaning_once_and_what_is_kept_comes_back(writing):
    kept = cleaned(writing)
    assert cleaned(kept) == kept
    assert unpack(kept.pack()) == kept
