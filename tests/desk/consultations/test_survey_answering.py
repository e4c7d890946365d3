"""One voice for each form and each verified person, none after the end; nobody is kept, nothing is lost."""

from datetime import timedelta

import orjson
import pytest
from django.utils import timezone

from gongkai.desk.consultations.models import SurveyAnswer, SurveyText
from gongkai.desk.consultations.queries import surveys as queries
from gongkai.desk.consultations.rules.surveys import Level, RuleBroken, TextState
from gongkai.desk.consultations.services import survey_answering
from gongkai.ground.ledger.models import Entry
from gongkai.ground.orgs.rules import NotAllowed
from gongkai.record.catalogue.services import publications

from .asking import CLOSES, answered, approved, moment, opened

PERSON = "11010519491231002X"


@pytest.fixture
def survey(askers, at):
    return opened(askers, at)


def test_it_is_taken_in_once_with_an_entry(survey):
    row = answered(survey, token="one")
    entry = Entry.objects.get(kind="survey.answered")
    assert entry.subject == f"survey/{survey.pk}/answer/{row.row}" and len(row.row) == 16
    assert set(orjson.loads(entry.facts)) == {"level", "quick", "digest"}
    again = answered(survey, {1: (1,), 3: (1,)}, token="one")
    assert again.pk == row.pk and again.choices == row.choices and SurveyAnswer.objects.count() == 1


def test_a_verified_person_answers_once_from_whatever_tab(survey):
    sent = {"level": Level.TELEPHONE, "person": PERSON}
    answered(survey, token="tab one", **sent)
    with pytest.raises(RuleBroken, match="已经答过"):
        answered(survey, token="tab two", **sent)
    answered(survey, token="tab three", level=Level.TELEPHONE, person="another")
    kept = str(list(SurveyAnswer.objects.values())) + "".join(Entry.objects.values_list("facts", flat=True))
    assert SurveyAnswer.objects.count() == 2 and PERSON not in kept and "tab" not in kept


@pytest.mark.parametrize("sent", [{"level": Level.ACCOUNT}, {"person": PERSON}])
def test_a_level_without_a_person_is_refused_and_a_person_without_a_level(survey, sent):
    with pytest.raises(RuleBroken, match="没有确认您的身份"):
        answered(survey, **sent)


def test_a_second_after_the_end_is_too_late_even_before_the_clocks_round(survey, monkeypatch):
    end = moment(CLOSES, 18)
    monkeypatch.setattr(timezone, "now", lambda: end - timedelta(seconds=1))
    answered(survey, token="in time")
    monkeypatch.setattr(timezone, "now", lambda: end + timedelta(seconds=1))
    with pytest.raises(RuleBroken, match="已经截止"):
        answered(survey)
    assert answered(survey, token="in time").answered_at == end - timedelta(
        seconds=1
    )  # a replay is no second


def test_what_has_not_begun_or_was_taken_back_takes_none(askers, survey):
    for other in (approved(askers), None):
        with pytest.raises(RuleBroken, match="没有开放"):
            answered(other or type(survey)(pk=0))
    publications.withdraw(survey.publication.identifier, reason="有误", by=askers["final"])
    with pytest.raises(RuleBroken, match="没有开放"):
        answered(survey)


def test_what_a_machine_filled_in_is_kept_and_counted_apart(survey):
    answered(survey)
    row = answered(survey, seconds=0.4)
    assert row.quick
    result = queries.result(survey)
    assert (result.total, result.quick) == (1, 1)


def test_words_are_kept_masked_and_wait_for_a_person(askers, survey):
    row = answered(survey, {1: (1,), 3: (2,)}, {4: f"我是{PERSON}，电话13800138000，请多放座椅"})
    text = SurveyText.objects.get(answer=row)
    assert text.state == TextState.WAITING and "请多放座椅" in text.words
    assert PERSON not in text.words and "13800138000" not in text.words
    assert queries.released(survey) == {}
    by = askers["drafter"]
    assert survey_answering.release(survey.pk, [text.pk], TextState.RELEASED, by=by) == 1
    assert survey_answering.release(survey.pk, [text.pk, 0], TextState.RELEASED, by=by) == 0
    assert queries.released(survey) == {4: [text.words]}
    entry = Entry.objects.get(kind="survey.text_released")
    assert entry.subject == f"survey/{survey.pk}/text/{text.pk}"
    with pytest.raises(NotAllowed):
        survey_answering.release(survey.pk, [text.pk], TextState.WITHHELD, by=askers["street drafter"])
    with pytest.raises(RuleBroken, match="一次最多"):
        survey_answering.release(survey.pk, range(1, 999), TextState.WITHHELD, by=by)
