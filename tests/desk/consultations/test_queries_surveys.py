"""What staff see of their scope, what the public sees at this instant, and an export that names nobody."""

from datetime import timedelta

from django.utils import timezone

from gongkai.desk.consultations.models import SurveyAnswer
from gongkai.desk.consultations.queries import surveys as queries
from gongkai.desk.consultations.rules.surveys import State
from gongkai.desk.consultations.services import survey_running
from gongkai.ground.orgs.rules import EVERYWHERE

from .asking import answered, approved, closed, opened, written


def test_another_organisations_survey_is_not_there(askers):
    made = written(askers)
    assert queries.one(askers["first"].scope, made.pk) == made
    assert queries.one(askers["street first"].scope, made.pk) is None
    assert queries.board(askers["street first"].scope) == []


def test_the_list_counts_answers_and_pages(askers, at, django_assert_num_queries):
    made, other = opened(askers, at), written(askers)
    answered(made)
    with django_assert_num_queries(1):
        assert [(row.pk, row.answered) for row in queries.board(EVERYWHERE)] == [(other.pk, 0), (made.pk, 1)]
    assert queries.board(EVERYWHERE, state=State.OPEN) == [made]
    assert queries.board(EVERYWHERE, before=other.pk) == [made]


def test_moments_are_read_in_local_time(askers):
    assert queries.content_of(written(askers)).opens_at.hour == 9


def test_the_public_sees_open_ones_first(askers, at):
    ended, waiting = closed(askers, at), approved(askers, closes_at=timezone.now() + timedelta(days=30))
    assert queries.visible(timezone.now()) == [ended] and queries.public(waiting.pk) is None
    running = survey_running.open_now(waiting.pk, by=askers["final"])
    assert queries.visible(timezone.now()) == [running, ended] and queries.public(ended.pk) == ended


def test_what_waits_for_a_post(askers, at):
    made = written(askers)
    assert queries.pending(askers["drafter"]) == [made] and queries.pending(askers["final"]) == []
    ended = closed(askers, at)
    assert queries.pending(askers["final"]) == [ended] and queries.pending(askers["first"]) == []


def test_an_export_has_random_names_days_and_no_words_that_wait(askers, at):
    made = opened(askers, at)
    rows = [answered(made, texts={4: "等着"}) for _ in range(5)]
    found = list(queries.rows_of(made))
    assert [row[0] for row in found] == sorted(row.row for row in rows)
    assert found[0][1:] == (timezone.localdate(), "unverified", False, {"1": [2], "2": [1, 3], "3": [5]}, {})


def test_ten_thousand_answers_are_read_in_one_statement(askers, at, django_assert_num_queries):
    made = opened(askers, at)
    now = timezone.now()
    SurveyAnswer.objects.bulk_create(
        [
            SurveyAnswer(survey=made, row=f"{n:016x}", token=str(n), level="unverified", choices='{"1": [1]}',
                         answered_at=now)
            for n in range(10_000)
        ],
        batch_size=2_000,
    )  # fmt: skip
    with django_assert_num_queries(1):
        result = queries.result(made)
    assert result.total == 10_000 and result.questions[0].lines[0].share == "100.0%"
