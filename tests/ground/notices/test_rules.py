"""What a notice may say, and when a mail is tried again."""

import pytest

from gongkai.ground.notices.rules import WAITS, NoticeRefused, Words, wait


def test_a_notice_has_one_line_some_words_and_a_link_of_ours():
    assert Words("请审核", "财政局的稿件", "/console/manuscripts/1/").link


@pytest.mark.parametrize(
    "wrong",
    [
        {"subject": " "},
        {"subject": "两行\n标题"},
        {"subject": "x\rBcc: y"},
        {"subject": "长" * 121},
        {"subject": "x", "words": "长" * 1001},
        {"subject": "x", "link": "https://evil.example/"},
        {"subject": "x", "link": "//evil.example/"},
    ],
)
def test_what_a_notice_may_not_be(wrong):
    with pytest.raises(NoticeRefused):
        Words(**wrong)


def test_waits_grow_and_end():
    assert [wait(tries) for tries in range(1, 6)] == list(WAITS)
    assert list(WAITS) == sorted(WAITS)
    assert wait(6) is None
