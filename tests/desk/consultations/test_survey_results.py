"""The result goes out with how it is used, written by one, published by another, after all was looked at."""

import pytest
from django.utils import timezone

from gongkai.desk.consultations.models import SurveyText
from gongkai.desk.consultations.rules.surveys import RuleBroken, State, TextState
from gongkai.desk.consultations.services import survey_answering, survey_results, survey_running
from gongkai.ground.ledger.models import Entry
from gongkai.ground.orgs.rules import Duty
from tests.record.editorial import making

from .asking import BEGUN, CLOCK, CLOSES, answered, fresh, opened

USED = "座椅和健身器材纳入今年改造；饮水点因管网条件不足未采用。"


@pytest.fixture
def survey(askers, at):
    made = opened(askers, at)
    answered(made)
    answered(made, seconds=0.1)
    answered(made, {1: (1,), 3: (4,)}, {4: "多放座椅"})
    at(CLOSES, 18)
    survey_running.close_due(timezone.now(), by=CLOCK)
    return fresh(made)


def concluded(askers, survey, words=USED):
    return survey_results.conclude(survey.pk, words, revision=survey.revision, by=askers["drafter"])


def looked(askers, survey, state=TextState.RELEASED):
    keys = SurveyText.objects.values_list("pk", flat=True)
    survey_answering.release(survey.pk, keys, state, by=askers["drafter"])


def test_it_is_the_next_version_of_the_surveys_publication(askers, survey):
    made = concluded(askers, survey)
    looked(askers, made)
    made = survey_results.publish(made.pk, revision=made.revision, by=askers["final"])
    assert made.state == State.REPORTED and made.reported_at
    version = fresh(made).publication.versions.get(number=2)
    assert (
        "计入 2 份答卷。疑似机器填写 1 份" in version.text
        and USED in version.text
        and "多放座椅" in version.text
    )
    assert Entry.objects.filter(kind="survey.reported").count() == 1
    assert Entry.objects.filter(kind="publication.republished").count() == 1
    with pytest.raises(RuleBroken, match="公布一次结果"):
        survey_results.publish(made.pk, revision=made.revision, by=askers["final"])
    with pytest.raises(RuleBroken, match="结果已经公布"):
        looked(askers, made, TextState.WITHHELD)


def test_nothing_goes_out_that_nobody_looked_at(askers, survey):
    with pytest.raises(RuleBroken, match="还没有写结果怎样采用"):
        survey_results.publish(survey.pk, revision=survey.revision, by=askers["final"])
    made = concluded(askers, survey)
    with pytest.raises(RuleBroken, match="1 条文字没有人看过"):
        survey_results.publish(made.pk, revision=made.revision, by=askers["final"])
    looked(askers, made, TextState.WITHHELD)
    with pytest.raises(RuleBroken, match="新的修改"):
        survey_results.publish(made.pk, revision=survey.revision, by=askers["final"])
    survey_results.publish(made.pk, revision=made.revision, by=askers["final"])
    assert "多放座椅" not in fresh(made).publication.versions.get(number=2).text


def test_grave_findings_in_the_conclusion_stop_it(askers, survey):
    made = concluded(askers, survey, "联系人身份证号11010519491231002X")
    looked(askers, made)
    with pytest.raises(RuleBroken, match="采用情况"):
        survey_results.publish(made.pk, revision=made.revision, by=askers["final"])


def test_who_wrote_it_does_not_publish_it(askers, survey):
    both = making.staff("both", making.FINANCE, Duty.DRAFT, Duty.PUBLISH)
    made = survey_results.conclude(survey.pk, USED, revision=survey.revision, by=both)
    looked(askers, made)
    with pytest.raises(RuleBroken, match="不能自己公布"):
        survey_results.publish(made.pk, revision=made.revision, by=both)


def test_it_is_written_after_the_end_and_not_over_somebody_elses_words(askers, at, survey):
    concluded(askers, survey)
    with pytest.raises(RuleBroken, match="由他人修改"):
        concluded(askers, survey)
    with pytest.raises(RuleBroken, match="请写明结果怎样采用"):
        concluded(askers, fresh(survey), " \0")
    at(BEGUN)
    running = opened(askers, at)
    with pytest.raises(RuleBroken, match="截止以后"):
        concluded(askers, running)
