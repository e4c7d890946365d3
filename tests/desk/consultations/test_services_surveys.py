"""A survey is written under a lock, checked at each save, and every change is recorded without its words."""

from dataclasses import replace

import pytest

from gongkai.desk.consultations.models import Survey
from gongkai.desk.consultations.rules.surveys import Kind, Question, RuleBroken, State
from gongkai.desk.consultations.services import surveys
from gongkai.ground.ledger.models import Entry
from gongkai.ground.orgs.rules import NotAllowed
from gongkai.record.editorial.queries import findings

from .asking import FINANCE, QUESTIONS, STREET, content, fresh, opened, written

LEADING = Question(Kind.SINGLE, "您是否满意我们优质的服务？", ("是", "否"))


def test_it_is_begun_and_saved_with_an_entry_each(askers):
    made = written(askers)
    assert (made.title, made.revision, made.state) == (content().title, 2, State.DRAFTING)
    kinds = list(
        Entry.objects.filter(subject=f"survey/{made.pk}").order_by("pk").values_list("kind", flat=True)
    )
    assert kinds == ["survey.begun", "survey.saved"]
    facts = "".join(Entry.objects.filter(subject=f"survey/{made.pk}").values_list("facts", flat=True))
    assert content().title not in facts and "digest" in facts


def test_of_two_who_save_the_second_is_told(askers):
    made = written(askers)
    surveys.save(made.pk, content(title="新题"), revision=2, by=askers["drafter"])
    with pytest.raises(RuleBroken, match="由他人修改"):
        surveys.save(made.pk, content(title="旧题"), revision=2, by=askers["drafter"])
    assert fresh(made).title == "新题"


def test_how_a_question_asks_is_found_at_each_save_and_can_be_answered_for(askers):
    made = written(askers, questions=(LEADING, Question(Kind.TEXT, "请写手机号")))
    found = {row.check_name: row for row in findings.of(surveys.KIND, [str(made.pk)])}
    assert set(found) == {"survey.leading", "survey.personal"}
    surveys.answer(made.pk, found["survey.personal"].fingerprint, reason="回访用", by=askers["drafter"])
    assert not findings.blocking(surveys.KIND, [str(made.pk)])
    surveys.save(made.pk, content(), revision=2, by=askers["drafter"])
    assert not findings.of(surveys.KIND, [str(made.pk)])


def test_an_unfinished_draft_may_be_kept_but_not_one_without_measure(askers):
    made = surveys.begin(FINANCE, "题", by=askers["drafter"])
    kept = surveys.save(
        made.pk, replace(content(), questions=(), opens_at=None), revision=1, by=askers["drafter"]
    )
    assert kept.revision == 2
    with pytest.raises(RuleBroken, match="说明最多"):
        surveys.save(made.pk, content(introduction="长" * 4000), revision=2, by=askers["drafter"])
    for title, said in (("", "请写标题"), ("长" * 200, "标题最多")):
        with pytest.raises(RuleBroken, match=said):
            surveys.begin(FINANCE, title, by=askers["drafter"])


def test_only_who_drafts_there_may(askers):
    with pytest.raises(NotAllowed):
        surveys.begin(FINANCE, "题", by=askers["street drafter"])
    with pytest.raises(NotAllowed):
        surveys.begin(FINANCE, "题", by=askers["final"])
    with pytest.raises(RuleBroken, match="没有这个机构"):
        surveys.begin("000000000", "题", by=askers["drafter"])
    made = surveys.begin(STREET, "题", by=askers["drafter"])  # of a superior the scope covers it
    assert Survey.objects.get().pk == made.pk


def test_what_is_given_up_or_open_cannot_be_changed(askers, at):
    made = written(askers)
    assert surveys.abandon(made.pk, by=askers["drafter"]).state == State.ABANDONED
    with pytest.raises(RuleBroken, match="已取消"):
        surveys.save(made.pk, content(), revision=2, by=askers["drafter"])
    running = opened(askers, at)
    for act in (
        lambda: surveys.save(running.pk, content(questions=QUESTIONS[:1]), revision=2, by=askers["drafter"]),
        lambda: surveys.abandon(running.pk, by=askers["drafter"]),
        lambda: surveys.answer(running.pk, "x", reason="y", by=askers["drafter"]),
    ):
        with pytest.raises(RuleBroken, match="现在不能修改"):
            act()
    with pytest.raises(RuleBroken, match="没有找到"):
        surveys.abandon(0, by=askers["drafter"])
