"""What a comment may be, what is taken out of it, and reading comments by pages."""

import pytest

from gongkai.desk.consultations.queries import comments as queries
from gongkai.desk.consultations.rules.comments import MAX_WORDS, Comment, problems, readable, unpack
from gongkai.desk.consultations.rules.export import HEADER
from gongkai.desk.consultations.rules.showing import Showing
from gongkai.desk.consultations.services import grouping, showing

from . import holding


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("\u202e费免\u202c应当\u2066免费\u2069", "费免应当免费"),
        ("停\u200b车\u200d场\ufeff", "停车场"),
        ("一\0二\x07三\t四", "一二三 四"),
        ("甲\r\n\r\n\r\n\r\n乙\r丙", "甲\n\n乙\n丙"),
        ("  甲  \n  乙 ", "甲\n乙"),
        ("a\u0301\u0302\u0303\u0304\u0305", "\u00e1\u0302\u0303"),
        ("\ud800停车", "停车"),
    ],
)
def test_only_what_a_reader_sees_is_kept(typed, read):
    assert readable(typed) == read


@pytest.mark.parametrize("words", ["", "😀😀😀", "！！！……", "a", readable("\u200b\u200b\u202e")])
def test_what_nobody_could_answer_is_refused(words):
    assert "words" in problems(Comment(words))


def test_what_is_too_long_is_told_with_its_length():
    said = problems(Comment("长" * 100_000, name="名" * 61, contact="1" * 121))
    assert "100,000" in said["words"] and set(said) == {"words", "name", "contact"}
    assert problems(Comment("长" * MAX_WORDS)) == {}


def test_links_and_scripts_are_only_words():
    words = "<script>alert(1)</script> http://example.com/ 免费"
    assert readable(words) == words and problems(Comment(words)) == {}


def test_what_is_sealed_comes_back_as_it_was():
    packed = Comment("免费", name="周晓梅", contact="13800138000").pack()
    assert unpack(packed) == Comment("免费", name="周晓梅", contact="13800138000")


def test_pages_of_comments_for_the_public_and_for_staff(people):
    row = holding.opened(people)
    some = [holding.said(row, f"意见之{n}", who=str(n), anchor=1 + n % 2) for n in range(5)]
    assert queries.shown(row.pk) == []
    keys = [one.pk for one in some[:4]]
    showing.decide(row.pk, keys, Showing.SHOWN, by=people["drafter"])
    assert [one.pk for one in queries.shown(row.pk, limit=2)] == [keys[3], keys[2]]
    assert [one.pk for one in queries.shown(row.pk, before=keys[2], limit=2)] == [keys[1], keys[0]]
    assert [one.pk for one in queries.shown(row.pk, thread=some[0].thread_id)] == [keys[2], keys[0]]
    group = grouping.gather(row.pk, keys[:2], title="一组", by=people["drafter"])
    assert [one.pk for one in queries.page(row.pk, group=group.pk)] == keys[:2]
    assert [one.pk for one in queries.page(row.pk, group=queries.UNGROUPED, after=keys[2])] == [
        keys[3],
        some[4].pk,
    ]
    assert [one.pk for one in queries.page(row.pk, showing=Showing.WAITING)] == [some[4].pk]
    assert queries.one(row.pk, keys[0]).group == group and queries.one(row.pk + 1, keys[0]) is None


def test_the_export_has_every_comment_masked_and_the_public_one_what_is_shown(people):
    row = holding.opened(people)
    first = holding.said(row, "请打13800138000告诉我", who="a")
    holding.said(row, "收费太贵", who="b")
    showing.decide(row.pk, [first.pk], Showing.SHOWN, by=people["drafter"])
    lines = list(queries.exported(row.pk))
    assert len(lines) == 2 and len(lines[0]) == len(HEADER)
    assert "13800138000" not in str(lines)
    assert [line[0] for line in queries.exported(row.pk, public=True)] == [first.pk]
