"""A word is found however it is written, and only then."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.ground.attachments.rules import Refused
from gongkai.ground.attachments.rules.redaction.wordlist import BREAK, Words, folded, merged, read_words

WORDS = Words(["张三", "13812345678", "John Smith", "C++ (a|b)*", "office", "光谷大道77号", "长江"])


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("联系人张 三。", "联系人■■。"),
        ("张\r\n　三", "■■"),
        ("张\u200b三、张\u00ad三", "■■、■■"),
        (f"开张{BREAK}三、其他", f"开张{BREAK}三、其他"),
        ("电话１３８-1234 5678。", "电话■■。"),
        (f"1381{BREAK}2{BREAK}345678", "■■"),
        ("JOHN\n Smith and JohnSmith", "■■ and ■■"),
        ("c++ （A|B)*", "■■"),
        ("oﬃce, of-\nfice, off ice", "■■, ■■, off ice"),
        ("光谷大道７\n７号", "■■"),
        ("⻓江", "■■"),
        ("http://a.cn/%E5%BC%A0%E4%B8%89/x 后", "■■ 后"),
        ("http://a.cn/%d5%c5%c8%fd", "■■"),
        ("李四 13812345679", "李四 13812345679"),
    ],
)
def test_writings_of_a_word(text, left):
    assert WORDS.cut(text) == left
    assert WORDS.in_text(text) == (text != left)


def test_ocr_may_be_wrong_in_one_character_of_a_long_word():
    assert WORDS.spans("1381234S678") == [] and WORDS.spans("1381234S678", fuzzy=True) == [(0, 11)]
    assert WORDS.spans("张二", fuzzy=True) == []


def test_words_that_overlap_go_whole():
    assert Words(["张三", "三丰"]).cut("张三丰") == "■■"
    assert merged([(4, 6), (0, 2), (1, 3)]) == [(0, 3), (4, 6)]


def test_texts_apart_make_no_word():
    assert not WORDS.in_any(["张", "三", "1381234", "5678"]) and WORDS.in_any(
        ["x", "%E5%BC%A0%E4%B8%89", "y"]
    )


def test_what_was_met_is_known():
    words = Words(["张三", "李四"])
    words.cut("张三")
    assert words.met == {"张三"} and words.telling is not None
    words.telling.cut("李四")
    assert words.met == {"张三", "李四"}


def test_key_words_of_formats_are_no_finds_in_raw_bytes():
    words = Words(["Page", "12", "张三"])
    assert words.telling is not None and words.telling.words == ("张三",)
    assert not words.in_bytes(b"/Type /Page 12", sure=False)
    assert words.in_bytes("张三".encode(), sure=True) and words.in_bytes(
        "张三".encode("utf-16-le"), sure=False
    )
    assert not words.in_bytes("张三".encode("gb18030"), sure=True)
    assert words.in_bytes(b"5F204E09", sure=True)


def test_a_list_is_read_line_by_line():
    assert read_words("\ufeff张三 \r\n\n 李 四\n张三\n".encode()) == ("张三", "李 四")
    for data in (b"", b" \n", b"a", b"7", "…".encode(), "■■".encode(), b"\xff", ("长" * 201).encode()):
        with pytest.raises(Refused):
            read_words(data)
    assert read_words("王".encode()) == ("王",)


@given(st.text(max_size=30))
def test_every_place_leads_back(text):
    low, origins = folded(text)
    assert len(low) == len(origins) and origins == sorted(origins)
    assert not WORDS.in_text(WORDS.cut(text))
