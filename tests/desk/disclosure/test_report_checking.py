"""A grave finding about a report's words stops its review, with the place and what to do."""

import pytest

from gongkai.desk.disclosure.rules.reports import State
from gongkai.desk.disclosure.services import report_checking, report_review, report_words
from gongkai.record.editorial.queries import findings

from . import annual
from .annual import EVIDENCE


@pytest.fixture
def people(db):
    return annual.city()


def sent(people, **words):
    report = annual.imported(people)
    said = annual.SAID | words
    by = people["drafter"]
    report = report_words.describe(report.pk, said, report.fee, EVIDENCE, revision=report.revision, by=by)
    return report_review.submit(report.pk, revision=report.revision, by=by)


def test_personal_data_stops_it_until_a_person_answers(people):
    with pytest.raises(report_checking.Blocked, match="第 3 段.*遮盖"):
        sent(people, five=annual.SAID["five"] + "\n投诉人身份证 110105198912310029。")
    [row] = findings.blocking("annual_report", [subject_of(people)])
    report_words.answer(int(row.subject), row.fingerprint, reason="本人单独同意", by=people["drafter"])
    report = annual.begun(people)
    sent_now = report_review.submit(report.pk, revision=report.revision, by=people["drafter"])
    assert sent_now.state == State.REVIEWING


def subject_of(people):
    return str(annual.begun(people).pk)


def test_clean_words_pass_and_the_organisations_own_telephone_is_none(people):
    assert sent(people).state == State.REVIEWING


def test_the_subject_is_what_the_public_will_read(people):
    report = annual.imported(people)
    subject = report_checking.subject(report)
    assert "{" not in subject.text and "没有收取信息处理费" in subject.text
    assert len(subject.places) == len(subject.text.split("\n")) and subject.vocabulary is not None
