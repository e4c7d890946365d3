"""One voice on a clause, once for each form, not a second after the end; nothing personal in the clear."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gongkai.desk.consultations.models import Comment, Tally, Thread, Voice
from gongkai.desk.consultations.queries import pages
from gongkai.desk.consultations.rules.comments import Level, Stance
from gongkai.desk.consultations.rules.phases import RuleBroken
from gongkai.desk.consultations.rules.showing import Showing
from gongkai.desk.consultations.services import commenting, grouping, showing
from gongkai.ground.ledger.models import Entry

from . import holding


def counts(row):
    return {level: numbers for level, numbers in pages.tally(row) if any(numbers)}


def test_a_comment_stands_at_its_clause_and_is_counted_by_level(people):
    row = holding.opened(people)
    one = holding.said(row, level=Level.ACCOUNT, stance=Stance.SUPPORT)
    holding.said(row, "不同意", who="b", level=Level.UNVERIFIED, stance=Stance.OPPOSE, anchor=1)
    assert (one.thread.anchor, one.version, one.showing) == (3, 1, Showing.WAITING)
    assert counts(row) == {
        "实名账号": [1, 1, 0, 0, 1],
        "未核实身份": [1, 0, 1, 0, 1],
        "合计": [2, 1, 1, 0, 2],
    }
    assert holding.kinds(f"consultation/{row.pk}/comment/{one.pk}") == ["consultation.commented"]


def test_the_same_form_is_one_comment(people):
    row = holding.opened(people)
    assert holding.said(row, token="t").pk == holding.said(row, "别的话", token="t").pk
    assert Comment.objects.get().words == "前三十分钟应当免费"


def test_two_tabs_of_one_person_are_one_voice_and_the_later_words_stand(people):
    row = holding.opened(people)
    first = holding.said(row, "赞成", stance=Stance.SUPPORT, token="tab one")
    showing.decide(row.pk, [first.pk], Showing.SHOWN, by=people["drafter"])
    group = grouping.gather(row.pk, [first.pk], title="赞成", by=people["drafter"])
    later = holding.said(row, "想了想，不赞成", stance=Stance.OPPOSE, token="tab two")
    assert later.pk == first.pk and Comment.objects.count() == Voice.objects.count() == 1
    assert (later.words, later.changes, later.showing, later.group) == (
        "想了想，不赞成",
        1,
        Showing.WAITING,
        None,
    )
    assert counts(row)["合计"] == [1, 0, 1, 0, 1]
    thread = Thread.objects.get(consultation=row, anchor=3)
    group.refresh_from_db()
    assert (thread.comments, thread.shown, group.size) == (1, 0, 0)
    assert holding.kinds(f"consultation/{row.pk}/comment/{first.pk}")[-1] == "consultation.comment_replaced"


def test_one_person_may_speak_about_several_clauses_and_is_one_voice(people):
    row = holding.opened(people)
    for anchor in (1, 2, 3):
        holding.said(row, anchor=anchor)
    assert counts(row)["合计"] == [1, 0, 0, 3, 3]
    assert Tally.objects.get(stance="").count == 1


def test_a_second_after_the_end_is_too_late_though_no_clock_has_run(people, monkeypatch):
    row = holding.opened(people)
    monkeypatch.setattr(timezone, "now", lambda: row.closes_at - timedelta(seconds=1))
    holding.said(row)
    monkeypatch.setattr(timezone, "now", lambda: row.closes_at)
    with pytest.raises(RuleBroken, match="2026-04-01 结束"):
        holding.said(row, who="b")
    assert Comment.objects.count() == 1


def test_before_it_begins_and_about_what_is_not_there_nobody_speaks(people):
    with pytest.raises(RuleBroken, match="还没有开始"):
        holding.said(holding.begun(people))
    row = holding.opened(people)
    with pytest.raises(RuleBroken, match="已经删去"):
        holding.said(row, anchor=99)


@pytest.mark.parametrize("words", ["", "😀😀", "\u202e\u200b", "\0", "长" * 100_000])
def test_what_cannot_be_answered_is_refused_at_its_field(people, words):
    row = holding.opened(people)
    with pytest.raises(commenting.Incomplete) as refused:
        holding.said(row, words)
    assert set(refused.value.problems) == {"words"} and not Comment.objects.exists()


def test_tricks_of_direction_are_taken_out_and_personal_data_masked_and_sealed(people):
    row = holding.opened(people)
    one = holding.said(row, "\u202e请打\u200b13800138000", name="周晓梅\0", contact="zhou@example.com")
    assert "13800138000" not in one.words and "\u202e" not in one.words
    kept = str(Comment.objects.filter(pk=one.pk).values().get()) + str(Voice.objects.values().get())
    kept += "".join(Entry.objects.values_list("facts", flat=True))
    for secret in ("周晓梅", "zhou@example.com", "13800138000"):
        assert secret not in kept and secret.encode() not in bytes(one.sealed)
    content = showing.look(row.pk, one.pk, by=people["answerer"])
    assert (content.name, content.contact) == ("周晓梅", "zhou@example.com")
    assert content.words == "请打13800138000"


def test_nothing_is_sealed_where_there_is_nothing_to_hide(people):
    assert holding.said(holding.opened(people)).sealed is None


def test_the_same_person_cannot_be_followed_to_another_consultation(people):
    rows = holding.opened(people), holding.opened(people)
    for row in rows:
        holding.said(row)
    one, other = Voice.objects.values_list("voter", flat=True)
    assert one != other


def test_endless_changes_are_refused(people):
    row = holding.opened(people)
    holding.said(row)
    Comment.objects.update(changes=commenting.MAX_CHANGES)
    with pytest.raises(RuleBroken, match="修改了很多次"):
        holding.said(row, "又改")
