"""Sweeps: the rules of a proposal and of the result list, choosing documents, who sees what."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from gongkai.desk.documents.models import ValiditySweep
from gongkai.desk.documents.queries import sweeps as queries
from gongkai.desk.documents.rules import sweeps as rules
from gongkai.desk.documents.rules.sweeps import Line, Proposal, RuleBroken, Status
from gongkai.desk.documents.services import sweeps
from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs.rules import NotAllowed
from gongkai.record.catalogue.rules import Kind, RelationKind, RelationState
from gongkai.record.catalogue.services import publications
from tests.record.editorial import making

from . import sweeping, writing

LINES = [
    Line("A/2024-1", "甲<办法>", "江财〔2024〕1号", Proposal.KEEP, ""),
    Line("A/2024-2", "乙办法", "", Proposal.LAPSE, "任务已完成"),
    Line("A/2024-3", "丙办法", "江财〔2024〕3号", Proposal.REPEAL, "已有新规定"),
]


@pytest.fixture
def people(transactional_db):
    return writing.city()


def test_only_repeal_and_lapse_are_relations_and_they_are_confirmed():
    found = rules.relations(LINES, "年度清理")
    assert [(one.kind, one.target_key) for one in found] == [
        (RelationKind.LAPSES, "id:A/2024-2"),
        (RelationKind.REPEALS, "id:A/2024-3"),
    ]
    assert {one.state for one in found} == {RelationState.CONFIRMED}
    assert not any("办法" in one.label for one in found)


def test_the_result_lists_what_ends_first_and_escapes_words():
    page = rules.listed("财政局", "年度清理", date(2026, 11, 27), LINES)
    assert page.html.index("丙办法") < page.html.index("乙办法") < page.html.index("甲&lt;办法&gt;")
    assert "共 3 件：废止 1 件，宣布失效 1 件，继续有效 1 件" in page.text
    assert "2026-11-27" in page.text
    kept = rules.listed("财政局", "年度清理", date(2026, 11, 27), LINES[:1])
    assert "不再作为" not in kept.text


@pytest.mark.parametrize(
    ("proposal", "reason", "said"),
    [("", "", "没有建议"), ("repeal", "", "没有理由"), ("keep", "", ""), ("lapse", "任务已完成", "")],
)
def test_what_changes_something_needs_a_reason(proposal, reason, said):
    assert rules.lacking(proposal, reason) == said


@pytest.mark.parametrize(("proposal", "reason"), [("burn", ""), ("keep", "长" * 301), ("keep", "\0")])
def test_a_strange_proposal_is_refused(proposal, reason):
    with pytest.raises(RuleBroken):
        rules.proposed(proposal, reason)


@pytest.mark.parametrize(
    ("kind", "status", "validity", "fits"),
    [
        ("document", "published", "valid", True),
        ("document", "published", "pending", True),
        ("document", "published", "repealed", False),
        ("document", "withdrawn", "valid", False),
        ("notice", "published", "", False),
    ],
)
def test_only_a_standing_document_is_swept(kind, status, validity, fits):
    assert (rules.unfit(kind, status, validity) == "") is fits


@pytest.mark.parametrize(
    ("on", "last"),
    [
        (date(2026, 1, 15), date(2026, 7, 15)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2026, 6, 30), date(2026, 12, 30)),
    ],
)
def test_half_a_year_ends_with_the_month_at_the_latest(on, last):
    assert rules.warned_by(on) == last


def test_a_list_of_numbers_is_read_in_any_spelling_of_lists():
    assert rules.numbers_in(" 甲〔2024〕1号、乙〔2024〕2号\r\n\n甲〔2024〕1号；") == [
        "甲〔2024〕1号",
        "乙〔2024〕2号",
    ]


@pytest.mark.parametrize(("title", "basis"), [("", "依据"), ("清理", " "), ("清理", "请联系13812345678")])
def test_a_sweep_has_a_title_and_a_basis_without_personal_data(title, basis):
    with pytest.raises(RuleBroken):
        rules.sound(title, basis)


def test_a_sweep_takes_all_that_is_in_force_and_leaves_its_entries(people):
    sweep, rows = sweeping.opened(people)
    assert sweep.status == Status.DRAFTING
    assert [item.publication_id for item in queries.items(sweep)] == [row.pk for row in rows]
    entries = list(ledger.of(f"sweep/{sweep.pk}"))
    assert [entry.kind for entry in entries] == ["sweep.opened", "sweep.added"]
    with pytest.raises(RuleBroken, match="没有可以加入"):
        sweeps.add_in_force(sweep.pk, by=people["drafter"])


def test_only_a_drafter_of_the_organisation_opens_one(people):
    with pytest.raises(NotAllowed):
        sweeps.open(writing.FINANCE, "清理", "依据", by=people["first"])
    with pytest.raises(NotAllowed):
        sweeps.open(writing.FINANCE, "清理", "依据", by=people["street drafter"])
    assert not ValiditySweep.objects.exists()


def test_numbers_are_found_and_what_does_not_fit_is_told(people):
    sweep = sweeps.open(writing.STREET, "街道清理", "依据", by=people["street drafter"])
    own = sweeping.document(1, writing.STREET, document_number="滨江〔2024〕1号")
    sweeping.document(2)
    notice = sweeping.document(3, writing.STREET, kind=Kind.NOTICE, document_number="滨江〔2024〕3号")
    text = f"滨江[2024]1号\n江财〔2024〕2号\n{notice.identifier}\n江财〔2024〕99号"
    added = sweeps.add_numbers(sweep.pk, text, by=people["street drafter"])
    assert added.count == 1
    assert [item.publication_id for item in queries.items(sweep)] == [own.pk]
    assert [why.rpartition("：")[2] for why in added.refused] == [
        "由财政局发布，不归本机构清理",
        "不是政策文件，没有效力",
        "没有找到",
    ]


def test_pieces_together_hold_no_more_than_a_sweep_may(people, monkeypatch):
    monkeypatch.setattr(sweeps, "PIECE", 2)
    monkeypatch.setattr(sweeps, "MAX_ITEMS", 5)
    sweep, rows = sweeping.opened(people, 5)
    assert [entry.kind for entry in ledger.of(f"sweep/{sweep.pk}")].count("sweep.added") == 3
    more = sweeping.document(9)
    with pytest.raises(RuleBroken, match="最多 5 件"):
        sweeps.add_numbers(sweep.pk, more.identifier, by=people["drafter"])
    assert sweeps.propose_rest(sweep.pk, Proposal.KEEP, by=people["drafter"]) == 5
    assert queries.counts(sweep) == {"keep": 5}


def test_proposals_are_kept_once_and_recorded_without_words(people):
    sweep, rows = sweeping.opened(people, 2)
    first, second = queries.items(sweep)
    said = {first.pk: ("repeal", "王某某负责的项目已完成"), second.pk: ("", "")}
    assert sweeps.propose(sweep.pk, said, by=people["drafter"]) == 1
    assert sweeps.propose(sweep.pk, said, by=people["drafter"]) == 0
    entry = list(ledger.of(f"sweep/{sweep.pk}"))[-1]
    assert entry.kind == "sweep.proposed"
    assert rows[0].identifier in str(entry.facts) and "项目" not in str(entry.facts)
    assert queries.counts(sweep) == {"repeal": 1, "": 1}
    assert queries.items(sweep, "") == [second]


def test_a_document_is_taken_out_and_a_sweep_is_given_up(people):
    sweep, _ = sweeping.opened(people, 2)
    item = queries.items(sweep)[0]
    assert sweeps.remove(sweep.pk, [item.pk], by=people["drafter"]) == 1
    with pytest.raises(RuleBroken, match="刷新"):
        sweeps.remove(sweep.pk, [item.pk], by=people["drafter"])
    assert sweeps.cancel(sweep.pk, by=people["drafter"]).status == Status.CANCELLED
    with pytest.raises(RuleBroken, match="已取消"):
        sweeps.propose_rest(sweep.pk, Proposal.KEEP, by=people["drafter"])


def test_a_sweep_lies_in_its_organisations_scope(people):
    sweep, _ = sweeping.opened(people, 1)
    assert queries.one(people["first"].scope, sweep.pk) == sweep
    assert queries.one(people["street first"].scope, sweep.pk) is None
    (row,) = queries.latest(people["first"].scope)
    assert (row.total, row.ready) == (1, 0)
    assert queries.latest(people["street first"].scope) == []
    assert queries.pending(people["drafter"]) == [sweep]
    assert queries.pending(people["first"]) == []


def test_what_lapses_within_half_a_year_is_listed_and_added(people):
    today = timezone.localdate()
    soon = sweeping.document(1, expires_on=today + timedelta(days=90))
    sweeping.document(2, expires_on=today + timedelta(days=400))
    sweeping.document(3)
    assert queries.expiring(people["drafter"].scope, today) == [soon]
    assert queries.expiring(people["street drafter"].scope, today) == []
    sweep = sweeps.open(writing.FINANCE, "清理", "依据", by=people["drafter"])
    assert sweeps.add_in_force(sweep.pk, expiring=True, by=people["drafter"]).count == 1
    publications.withdraw(soon.identifier, reason="错发", by=making.OPERATOR)
    assert queries.expiring(people["drafter"].scope, today) == []
