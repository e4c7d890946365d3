"""A page is told as a browser shows it."""

import pytest

from gongkai.ground.attachments.rules import Format, Hiding
from gongkai.ground.attachments.rules.hidden.contents import contents


def told(body: str):
    found = contents(f"<html><head><title>题</title></head><body>{body}</body></html>".encode(), Format.HTML)
    return [(one.text, one.hiding) for one in found.pieces if one.text != "题"]


@pytest.mark.parametrize(
    "body",
    [
        '<p style="visibility:hidden">密</p>', '<p style="opacity: 0">密</p>',
        '<p style="font-size:0px">密</p>',
        '<p style="position:absolute;left:-9999px">密</p>', "<p hidden>密</p>",
        '<input type="hidden" value="密">',
        "<template><p>密</p></template>", "<noscript>密</noscript>", "<script>密</script>",
        "<style>#a, .b { display : none }</style><p class='c b'>密</p>",
    ],
)  # fmt: skip
def test_unseen_elements(body):
    assert told(body) == [("密", Hiding.HIDDEN_TEXT)]


def test_what_stands_behind_unseen_things_is_seen():
    assert told("<p>甲<!-- 密 -->乙<b hidden>密</b>丙</p>丁") == [
        ("密", Hiding.COMMENT),
        ("密", Hiding.HIDDEN_TEXT),
        ("甲乙丙", Hiding.VISIBLE),
        ("丁", Hiding.VISIBLE),
    ]


def test_half_opacity_is_seen():
    assert told('<p style="opacity:0.5;font-size:0.9em">甲</p>') == [("甲", Hiding.VISIBLE)]


def test_attributes_hide_words():
    assert told('<p data-owner="密">甲</p><img alt="图">') == [
        ("密", Hiding.PROPERTY),
        ("图", Hiding.VISIBLE),
        ("甲", Hiding.VISIBLE),
    ]
