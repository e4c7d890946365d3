"""A person decides who answers; the suggestion stays beside; what belongs elsewhere is closed with its
notice."""

import pytest

from gongkai.desk.engagement.models import Handling
from gongkai.desk.engagement.rules.kinds import Elsewhere, Kind, RuleBroken, Stage
from gongkai.desk.engagement.rules.suggestions import Suggestion
from gongkai.desk.engagement.services import reading, referring
from gongkai.ground.orgs.rules import NotAllowed

from . import corresponding
from .corresponding import BUILDING, FINANCE, entries, fresh


def refer(letter, to, by, **fields):
    return referring.refer(letter.pk, to, category="城市管理", version=fresh(letter).version, by=by, **fields)


def test_suggestion_and_decision_stand_side_by_side(people, at):
    letter = corresponding.submitted(at)
    told = Suggestion("交通运输", BUILDING, 0.61, "routing-1")
    referring.suggest(letter.pk, told, by=people["referrer"])
    letter = refer(letter, FINANCE, people["referrer"], joint=[BUILDING])
    assert (letter.stage, letter.organisation.code, letter.category) == (Stage.REFERRED, FINANCE, "城市管理")
    assert (letter.suggested_organisation, letter.suggested_confidence) == (BUILDING, 0.61)
    parts = Handling.objects.filter(letter=letter).values_list("organisation__code", "lead")
    assert list(parts) == [(FINANCE, True), (BUILDING, False)]
    assert entries(letter) == ["letter.received", "letter.suggested", "letter.referred"]


def test_until_it_is_taken_up_the_referrer_may_decide_anew(people, at):
    letter = corresponding.referred(people, at)
    letter = refer(letter, BUILDING, people["referrer"], kind=Kind.ENQUIRY, simple=True)
    assert (letter.organisation.code, letter.kind, str(letter.until)) == (
        BUILDING,
        Kind.ENQUIRY,
        "2026-03-09",
    )
    current = Handling.objects.filter(letter=letter, ended_on=None)
    assert [part.organisation.code for part in current] == [BUILDING]


def test_only_who_refers_and_only_within_the_scope(people, at):
    letter = corresponding.submitted(at)
    for name in ("answerer", "first", "supervisor"):
        with pytest.raises(NotAllowed):
            refer(letter, FINANCE, people[name])
    with pytest.raises(RuleBroken, match="没有撤销的机构"):
        refer(letter, "000000000", people["referrer"])
    with pytest.raises(RuleBroken, match="分类"):
        referring.refer(letter.pk, FINANCE, category=" ", version=letter.version, by=people["referrer"])
    with pytest.raises(RuleBroken, match="刚刚"):
        referring.refer(letter.pk, FINANCE, category="市政", version=9, by=people["referrer"])


def test_what_is_handled_is_not_referred_again(people, at):
    letter = corresponding.accepted(people, at)
    with pytest.raises(RuleBroken, match="已经受理"):
        refer(letter, BUILDING, people["referrer"])


def test_redirected_it_is_closed_and_the_writer_reads_where_to_go(people, at):
    letter = corresponding.submitted(at)
    letter = referring.redirect(
        letter.pk, Elsewhere.PETITION, words="地址：江城路1号", version=letter.version, by=people["referrer"]
    )
    assert (letter.stage, letter.redirected_to) == (Stage.REDIRECTED, Elsewhere.PETITION)
    notice = reading.words_of(letter, letter.events.last())
    assert "信访" in notice and notice.endswith("地址：江城路1号")
    assert entries(letter)[-1] == "letter.redirected"


def test_the_masked_words_may_be_mended(people, at):
    letter = corresponding.submitted(at)
    letter = referring.rename(
        letter.pk, title="路灯", words="路灯不亮", version=letter.version, by=people["referrer"]
    )
    assert (letter.title, letter.words) == ("路灯", "路灯不亮")
    assert entries(letter)[-1] == "letter.masked"
