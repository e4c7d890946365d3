"""Publications hang on items: their due days, what came late, what is missing."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from gongkai.ground.ledger.services import sequence_all
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Scope
from gongkai.record.catalogue.queries import checklists
from gongkai.record.catalogue.queries import items as queries
from gongkai.record.catalogue.queries import publications as reads
from gongkai.record.catalogue.queries.verification import verify
from gongkai.record.catalogue.rules import Kind, Unpublishable
from gongkai.record.catalogue.services import publications

from .making import BUDGET, BY, GUIDE, REPORT, adopted, city, code, draft, last_facts

pytestmark = pytest.mark.django_db
OWN = {"issuing_bodies": (), "document_number": "", "source_url": ""}
AT = datetime(2026, 3, 20, 2, tzinfo=UTC)


def test_a_publication_hangs_on_an_own_item_and_its_deadline_comes_from_it():
    city()
    adopted(BUDGET, GUIDE)
    late = publications.publish(
        draft(1, mandatory_item="20.7.1", made_on=date(2026, 2, 24), published_at=AT, **OWN), by=BY
    )
    assert (late.item, late.mandatory_item) == ("20.7.1", "20.7")
    assert (late.due_on, late.late_days) == (date(2026, 3, 16), 4)
    assert (last_facts(late)["due_on"], last_facts(late)["late_days"]) == ("2026-03-16", 4)
    kept = publications.publish(draft(2, made_on=date(2026, 3, 2), published_at=AT, **OWN), by=BY)
    assert (kept.item, kept.due_on, kept.late_days) == ("20.1", date(2026, 3, 30), None)
    sequence_all()
    assert verify() is None
    type(late).objects.filter(pk=late.pk).update(late_days=None)
    assert "逾期天数" in verify().what


def test_what_is_not_the_bodys_own_or_was_imported_is_not_judged():
    city()
    made = {"made_on": date(2026, 1, 5), "published_at": AT, "document_number": "", "source_url": ""}
    others = publications.publish(draft(1, issuing_bodies=("国务院办公厅",), **made), by=BY)
    imported = publications.publish(draft(2, migrated=True, issuing_bodies=(), **made), by=BY)
    undated = publications.publish(draft(3, **(OWN | {"published_at": AT})), by=BY)
    assert [row.due_on for row in (others, imported, undated)] == [None, None, None]
    assert imported.item == ""  # what was imported stays as it was read


def test_an_unknown_item_is_refused_and_one_that_stood_once_may_stay():
    city()
    adopted(BUDGET, GUIDE)
    with pytest.raises(Unpublishable, match="20.7.9 不在发布机构的现行公开目录"):
        publications.publish(draft(1, mandatory_item="20.7.9"), by=BY)
    with pytest.raises(Unpublishable, match="不存在"):
        publications.publish(draft(1, mandatory_item="99.1"), by=BY)
    with pytest.raises(Unpublishable, match="现行公开目录"):
        publications.publish(draft(1, mandatory_item="20.7.1", publisher=code(2)), by=BY)
    row = publications.publish(draft(1, mandatory_item="20.7.1"), by=BY)
    adopted(replace(GUIDE, code="20.2.1"))
    with pytest.raises(Unpublishable):
        publications.publish(draft(2, mandatory_item="20.7.1"), by=BY)
    publications.republish(row.identifier, draft(1, mandatory_item="20.7.1", title="改"), note="改", by=BY)
    assert reads.get(row.identifier).item == "20.7.1"
    publications.remove(row.identifier, basis="法律依据", by=BY)
    assert reads.get(row.identifier).item == ""


def test_a_draft_without_an_item_is_told_where_it_would_hang():
    city()
    adopted(BUDGET, REPORT, GUIDE)
    assert queries.suggested(code(1), Kind.BUDGET, ("budgets",)) == "20.7.1"
    assert queries.suggested(code(1), Kind.BUDGET) == "20.7"  # two own items under it: a person decides
    assert queries.suggested(code(1), Kind.LEADER) == "20.2.1"
    assert queries.suggested(code(2), Kind.NOTICE) == "20.15"
    assert queries.choices(code(1))[0] == ("20.7.1", "财政 · 部门预算")


def test_the_checklist_shows_the_newest_gaps_and_lateness(django_assert_max_num_queries):
    city()
    adopted(BUDGET, REPORT, GUIDE)
    body = orgs.by_code(code(1))
    rows = [
        publications.publish(
            draft(n, mandatory_item="20.7.1", made_on=date(2026, 2, 24), published_at=AT, **OWN), by=BY
        )
        for n in (1, 2)
    ]
    with django_assert_max_num_queries(3):
        budget, report, guide = checklists.lines(body, date(2026, 5, 20))
    assert (budget.identifier, budget.state, budget.late) == (rows[1].identifier, checklists.State.LATE, 2)
    assert (report.state, report.gap.due_on) == (checklists.State.GAP, date(2025, 10, 31))
    assert (guide.state, guide.gap.due_on) == (checklists.State.GAP, None)
    publications.withdraw(rows[1].identifier, reason="内容有误", by=BY)
    [budget, *_] = checklists.lines(body, date(2026, 5, 20))
    assert (budget.identifier, budget.late) == (rows[0].identifier, 1)
    assert [row.pk for row in checklists.late(body, "20.7.1")] == [rows[0].pk]
    [total] = checklists.totals(Scope((body.lineage,)), date(2026, 5, 20))
    assert (total.items, total.gaps, total.late, total.uncomputed) == (3, 2, 1, 0)
    assert not checklists.totals(Scope((orgs.by_code(code(2)).lineage,)), date(2026, 5, 20))
