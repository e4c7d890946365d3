"""Stored findings: kept, dropped, answered, each with its entry."""

from dataclasses import replace

import pytest

from gongkai.ground.ledger import queries as ledger
from gongkai.record.editorial.models import StoredFinding
from gongkai.record.editorial.queries import findings as queries
from gongkai.record.editorial.rules.findings import Finding, Severity
from gongkai.record.editorial.rules.reviewing import RuleBroken
from gongkai.record.editorial.services import findings

from . import making

HIT = Finding("personal_data.mobile", Severity.BLOCKING, "正文第 2 段", "138****1234", "请遮盖", exact="a1")
WARN = Finding("wording.title", Severity.WARNING, "标题", "人大代表大会", "请核对")


@pytest.fixture
def by(db):
    return making.city()["drafter"]


def test_findings_come_and_go_and_answers_stay(by):
    findings.store("manuscript", "7", [HIT, WARN], by=by)
    findings.answer("manuscript", "7", HIT.fingerprint, reason="本单位公开电话", by=by)
    findings.store("manuscript", "7", [HIT, replace(WARN, place="正文")], by=by)
    kept = queries.of("manuscript", ["7"])
    assert [(row.check_name, row.place, row.answer) for row in kept] == [
        ("wording.title", "正文", ""), ("personal_data.mobile", "正文第 2 段", "本单位公开电话")
    ]  # fmt: skip
    assert queries.blocking("manuscript", ["7"]) == []
    assert [entry.kind for entry in ledger.of("findings/manuscript/7")] == [
        "findings.stored", "finding.answered", "findings.stored"
    ]  # fmt: skip


def test_the_same_again_records_nothing(by):
    findings.store("manuscript", "7", [HIT], by=by)
    findings.store("manuscript", "7", [HIT], by=by)
    assert len(ledger.of("findings/manuscript/7")) == 1


def test_an_answer_needs_a_reason_and_something_to_answer(by):
    findings.store("manuscript", "7", [replace(HIT, answerable=False)], by=by)
    for fingerprint, reason, words in (
        (HIT.fingerprint, " ", "理由"), ("0" * 32, "可以", "刷新"), (HIT.fingerprint, "可以", "必须改正")
    ):  # fmt: skip
        with pytest.raises(RuleBroken, match=words):
            findings.answer("manuscript", "7", fingerprint, reason=reason, by=by)
    assert len(queries.blocking("manuscript", ["7"])) == 1


def test_what_is_gone_is_forgotten(by):
    findings.store("manuscript", "7", [HIT], by=by)
    findings.forget("manuscript", "7", by=by)
    findings.forget("manuscript", "7", by=by)
    assert not StoredFinding.objects.exists()
    assert len(ledger.of("findings/manuscript/7")) == 2
