"""What an entry must say and how long it holds (pure), then writing it and growing it from a letter."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.desk.engagement.rules import faq as rules
from gongkai.desk.engagement.rules.faq import Incomplete, Standing, State
from gongkai.desk.engagement.rules.kinds import RuleBroken
from gongkai.desk.engagement.services import faq
from gongkai.ground.ledger.models import Entry
from gongkai.ground.orgs.rules import NotAllowed
from gongkai.record.catalogue.services import publications
from tests.record.editorial import making

from . import asking_often as often
from . import corresponding

TODAY, MONTHS = date(2026, 3, 2), 12


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("question", ""),
        ("question", "问" * 121),
        ("answer", " \n "),
        ("answer", "<p> </p>"),
        ("answer", "答" * 20_001),
        ("category", ""),
        ("category", "类" * 61),
        ("review_by", TODAY),
        ("review_by", date(2027, 3, 3)),
    ],
)
def test_what_is_wrong_is_named_at_its_field(field, value):
    assert list(rules.problems(replace(often.CONTENT, **{field: value}), TODAY, MONTHS)) == [field]


def test_a_complete_entry():
    assert rules.problems(replace(often.CONTENT, review_by=date(2027, 3, 2)), TODAY, MONTHS) == {}


@pytest.mark.parametrize(
    ("day", "until"), [(TODAY, date(2027, 3, 2)), (date(2028, 2, 29), date(2029, 2, 28))]
)
def test_an_entry_holds_a_year(day, until):
    assert rules.holds_until(day, MONTHS) == until


def test_plain_text_becomes_paragraphs_and_html_is_cleaned():
    assert rules.body("第一行\n\n<b>x") == "<p>第一行</p><p>&lt;b&gt;x</p>"
    assert "script" not in rules.body("<p>好</p><script>alert(1)</script>")
    assert '<a href="/p/1">&lt;依据&gt;</a>' in rules.page("答", ("/p/1", "<依据>"))


@given(st.text(max_size=80))
def test_no_control_character_is_kept(text):
    kept = rules.clean(rules.Content(text, text, text, text))
    assert not any(ord(one) < 32 and one not in "\n\t" for one in kept.answer + kept.question + kept.source)


def test_the_answer_within_a_letter():
    assert rules.answer_of("来信内容\n问\n答复内容\n已修好。\n答复单位：某局") == "已修好。"
    assert rules.answer_of("没有标题的旧信") == "没有标题的旧信"


def test_a_report_is_mended_only_by_publishing_anew():
    early, late = datetime(2026, 3, 2), datetime(2026, 3, 3)
    rules.may_end(Standing.MENDED, "", received=early, published=late)
    rules.may_end(Standing.KEPT, "核对无误", received=late, published=early)
    for standing, words, published in [
        (Standing.MENDED, "", early), (Standing.MENDED, "", None), (Standing.KEPT, "", late),
        (Standing.OPEN, "x", late), (Standing.KEPT, "长" * 501, late),
    ]:  # fmt: skip
        with pytest.raises(RuleBroken):
            rules.may_end(standing, words, received=early, published=published)


def test_it_is_written_and_recorded_without_its_words(people, at):
    at(corresponding.RECEIVED)
    entry = often.written(people)
    assert (entry.question, entry.revision, entry.state) == (often.CONTENT.question, 2, State.DRAFTING)
    told = Entry.objects.filter(subject=f"faq/{entry.pk}").order_by("pk")
    assert [one.kind for one in told] == ["faq.begun", "faq.saved"]
    assert not any("路灯" in str(one.facts) for one in told)


def test_who_comes_second_is_told(people, at):
    at(corresponding.RECEIVED)
    entry = often.written(people)
    with pytest.raises(RuleBroken, match="刚刚有人修改过"):
        faq.save(entry.pk, often.CONTENT, revision=entry.revision - 1, by=people["answerer"])


def test_only_who_answers_there_writes(people, at):
    at(corresponding.RECEIVED)
    entry = often.written(people)
    for name in ("drafter", "builder"):
        with pytest.raises(NotAllowed):
            faq.save(entry.pk, often.CONTENT, revision=entry.revision, by=people[name])
    with pytest.raises(RuleBroken):
        faq.begin("none", by=people["answerer"])


def test_a_source_must_be_public(people, at):
    at(corresponding.RECEIVED)
    with pytest.raises(Incomplete) as wrong:
        often.written(people, content=replace(often.CONTENT, source="无/2026-1"))
    assert list(wrong.value.problems) == ["source"]
    source = often.letter()
    assert often.written(people, content=replace(often.CONTENT, source=source.identifier)).source == source


def test_it_grows_from_a_public_letter_only(people, at):
    at(corresponding.RECEIVED)
    letter = often.letter()
    entry = faq.grow(letter.identifier, making.FINANCE, by=people["answerer"])
    assert (entry.question, entry.answer) == ("滨江路路灯不亮", "已于3月4日更换线路。")
    assert entry.source == letter and entry.state == State.DRAFTING
    with pytest.raises(NotAllowed):
        faq.grow(letter.identifier, making.FINANCE, by=people["builder"])
    publications.withdraw(letter.identifier, reason="重发", by=making.OPERATOR)
    with pytest.raises(RuleBroken, match="已公开的来信"):
        faq.grow(letter.identifier, making.FINANCE, by=people["answerer"])
