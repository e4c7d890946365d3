"""Reads of entries and reports: in the scope only; sources that ended by law count as well."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.desk.engagement.queries import faq as queries
from gongkai.desk.engagement.queries.practice import faq_months
from gongkai.desk.engagement.services import faq_publishing, faq_reports
from gongkai.record.catalogue.rules import Kind

from . import asking_often as often
from . import corresponding


@pytest.fixture
def entry(people, at):
    at(corresponding.RECEIVED)
    return often.published(people)


def test_lists_keep_to_the_scope(people, entry):
    faq_reports.report(entry.pk, "wrong", "电话不对", "token")
    mine, theirs = people["answerer"].scope, people["builder"].scope
    assert [(row.pk, row.faults) for row in queries.listed(mine)] == [(entry.pk, 1)]
    assert queries.listed(theirs) == [] and queries.one(theirs, entry.pk) is None
    assert [row.entry_id for row in queries.reports(mine, "open")] == [entry.pk]
    assert queries.reports(theirs) == [] and queries.reports(mine, "kept") == []
    assert queries.report(theirs, queries.reports(mine)[0].pk) is None


def test_what_waits_for_a_post(people, entry):
    draft = often.written(people)
    ready = often.approve(people, often.submitted(people))
    assert queries.pending(people["answerer"]) == [draft]
    assert queries.pending(people["final"]) == [ready]
    assert queries.pending(people["drafter"]) == []


def test_the_entry_behind_a_publication(people, entry):
    assert queries.of_publication(entry.publication_id) == entry and queries.public(entry.pk) == entry
    faq_publishing.withdraw(entry.pk, "政策调整", by=people["final"])
    assert queries.public(entry.pk) is None


def test_a_document_that_expired_makes_its_entry_stale(people, at):
    at(corresponding.RECEIVED)
    rule = often.letter(kind=Kind.DOCUMENT, expires_on=date(2026, 3, 31))
    entry = often.published(people, content=replace(often.CONTENT, source=rule.identifier))
    assert list(queries.stale(date(2026, 3, 3))) == []
    type(rule).objects.filter(pk=rule.pk).update(validity="expired")
    (found,) = queries.stale(date(2026, 4, 1))
    assert (found.entry, found.why) == (entry, "source:expired") and "失效" in found.words


def test_the_period_is_data():
    assert faq_months() == 12
