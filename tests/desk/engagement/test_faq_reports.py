"""Readers' reports: once for a form, on what is public, answered by who answers there."""

from datetime import date

import pytest

from gongkai.desk.engagement.models import FaqReport
from gongkai.desk.engagement.rules.faq import Standing
from gongkai.desk.engagement.rules.kinds import RuleBroken
from gongkai.desk.engagement.services import faq_publishing, faq_reports
from gongkai.ground.ledger.models import Entry
from gongkai.ground.orgs.rules import NotAllowed

from . import asking_often as often
from . import corresponding


@pytest.fixture
def entry(people, at):
    at(corresponding.RECEIVED)
    return often.published(people)


def reported(entry, token="a", fault="outdated", reason="电话\0换了"):
    return faq_reports.report(entry.pk, fault, reason, token)


def test_the_same_form_is_one_report_without_words_in_the_ledger(entry):
    row = reported(entry)
    assert reported(entry) == row and FaqReport.objects.count() == 1
    assert row.reason == "电话 换了" and row.token != "a"
    told = Entry.objects.get(subject=f"faq-report/{row.pk}")
    assert told.kind == "faq.reported" and "电话" not in str(told.facts)


@pytest.mark.parametrize(
    ("fault", "reason"), [("", "x"), ("bad", "x"), ("wrong", " "), ("wrong", "长" * 501)]
)
def test_what_says_nothing_is_refused(entry, fault, reason):
    with pytest.raises(RuleBroken):
        reported(entry, fault=fault, reason=reason)


def test_what_is_not_public_is_not_reported(people, entry):
    faq_publishing.withdraw(entry.pk, "政策调整", by=people["final"])
    with pytest.raises(RuleBroken, match="不再公开"):
        reported(entry)


def test_it_is_kept_with_a_reason_by_who_answers_there(people, entry):
    row = reported(entry)
    with pytest.raises(NotAllowed):
        faq_reports.answer(row.pk, Standing.KEPT, "核对无误", by=people["builder"])
    with pytest.raises(RuleBroken, match="重新公布"):
        faq_reports.answer(row.pk, Standing.MENDED, "", by=people["answerer"])
    done = faq_reports.answer(row.pk, Standing.KEPT, "电话没有变", by=people["answerer"])
    assert (done.standing, done.answer) == (Standing.KEPT, "电话没有变")
    with pytest.raises(RuleBroken, match="保留"):
        faq_reports.answer(row.pk, Standing.KEPT, "再次", by=people["answerer"])
    assert Entry.objects.filter(subject=f"faq-report/{row.pk}", kind="faq.report_answered").count() == 1


def test_it_is_mended_once_the_entry_was_published_anew(people, entry, at):
    row = reported(entry)
    at(date(2026, 3, 3))
    again = faq_publishing.reopen(entry.pk, "电话变更", by=people["answerer"])
    faq_publishing.submit(again.pk, revision=again.revision, by=people["answerer"])
    often.approve(people, again)
    faq_publishing.publish(again.pk, by=people["final"])
    done = faq_reports.answer(row.pk, Standing.MENDED, "", by=people["answerer"])
    assert done.standing == Standing.MENDED
