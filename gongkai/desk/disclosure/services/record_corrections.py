"""Correcting one's own record (条例 art. 41): received with evidence, then corrected, passed on, or
refused with reasons. What the person wrote and what is answered lie sealed; every look is recorded."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from gongkai.ground.ledger.services import record_many
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, Duty
from gongkai.ground.sealing import services as sealing

from ..models import Evidence, RecordCorrection
from ..queries.codes import code_of, digest_of
from ..rules.discretion import of_claimant
from ..rules.record_corrections import ARTICLE, ENDS, Claim, State, problems, unpack
from ..rules.stages import RuleBroken
from .cases import APPLICANT, must_handle
from .discretion import office_line
from .filing import ASKED, Incomplete, next_number
from .handling import written
from .papers import Paper

SERIES = "G"


@transaction.atomic
def receive(
    organisation: str, claim: Claim, token: str, papers: Sequence[Paper] = (), *, by: Actor
) -> tuple[RecordCorrection, str]:
    """A person asks, on the portal or at the counter: the matter and its query code. The same token again
    gives the same matter."""
    owner = orgs.by_code(organisation)
    if owner is None or owner.closed_on or owner.kind not in ASKED:
        raise RuleBroken("这个机构不存在、已经撤销或者不受理更正申请，请重新选择")
    if by != APPLICANT:
        by.must(Duty.DISCLOSE, owner.lineage)
    code = code_of(token)
    if known := RecordCorrection.objects.filter(code=digest_of(code)).first():
        return known, code
    if found := problems(claim):
        raise Incomplete(found)
    today = timezone.localdate()
    row = RecordCorrection(organisation=owner, received_on=today, code=digest_of(code))
    row.number = next_number(owner.pk, owner.code, today.year, SERIES)
    row.sealing = sealing.new_key()
    row.sealed = sealing.seal(row.sealing, claim.pack(), f"{row.number}/claim")
    row.save(force_insert=True)
    for paper in papers:
        place = sealing.keep(row.sealing, paper.data)
        name = sealing.seal(row.sealing, paper.name.encode(), f"{row.number}/{place}")
        Evidence.objects.create(
            correction=row, place=place, sealed_name=name, format=paper.format, size=len(paper.data)
        )
    _noted("record_correction.received", row, by)
    return row, code


@transaction.atomic
def take_up(key: int, *, subject: str, version: int, by: Actor) -> RecordCorrection:
    """An officer takes it, under a line of the office's own that tells nothing of the person."""
    row = _held(key, by, version)
    row.subject = office_line(subject, of_claimant(claim_of(row)))
    row.officer_id, row.version = by.person or None, row.version + 1
    row.save(update_fields=["subject", "officer", "version"])
    _noted("record_correction.taken_up", row, by)
    return row


@transaction.atomic
def end(key: int, state: State, *, words: str, to: str = "", version: int, by: Actor) -> RecordCorrection:
    """Corrected, passed on to the organ with the power (``to``, by code), or refused; the person is told
    why."""
    row = _held(key, by, version)
    if state not in ENDS:
        raise RuleBroken(f"请选择已更正、已转送或者不予更正（{ARTICLE}）")
    target = orgs.by_code(to) if to else None
    if (state is State.TRANSFERRED) != (target is not None):
        raise RuleBroken(f"转送请选择有权更正的机关，其他结果不选（{ARTICLE}）")
    if target is not None and target.pk == row.organisation_id:
        raise RuleBroken("不能转送给本机关")
    text = written(words, "答复的内容")
    row.answer = sealing.seal(row.sealing, text.encode(), f"{row.number}/answer")
    row.state, row.ended_on, row.transferred_to = state, timezone.localdate(), target
    row.version += 1
    row.save()
    _noted(f"record_correction.{state}", row, by)
    return row


@transaction.atomic
def look(key: int, *, by: Actor) -> tuple[RecordCorrection, Claim, str, list[tuple[Evidence, str]]]:
    """The matter opened: the claim, the answer, and its evidence with names. Recorded."""
    row = _held(key, by, None, ended=True)
    names = [(one, _name(row, one)) for one in row.evidence.all()]
    _noted("record_correction.looked", row, by)
    return row, claim_of(row), answer_of(row), names


@transaction.atomic
def fetch(key: int, evidence: int, *, by: Actor) -> tuple[Evidence, str, bytes]:
    """One piece of evidence with its name and content. Recorded."""
    row = _held(key, by, None, ended=True)
    one = row.evidence.filter(pk=evidence).first()
    if one is None:
        raise RuleBroken("没有这份材料，请刷新页面")
    _noted("record_correction.looked", row, by)
    return one, _name(row, one), sealing.kept(row.sealing, one.place)


@transaction.atomic
def destroy(key: int, *, version: int, by: Actor) -> RecordCorrection:
    """After appraisal by the head of the office: the key goes, and every word with it."""
    row = _held(key, by, version, Duty.CONSENT, ended=True)
    if row.state not in ENDS:
        raise RuleBroken("办结以后才能鉴定销毁")
    if by.person and by.person == row.officer_id:
        raise RuleBroken("办理和鉴定销毁须由不同的人")
    places = list(row.evidence.values_list("place", flat=True))
    row.evidence.all().delete()
    row.state, row.subject, row.sealed, row.answer, row.code = State.DESTROYED, "", b"", None, ""
    row.version += 1
    row.save()
    _noted("record_correction.destroyed", row, by)
    transaction.on_commit(lambda: _gone(row.sealing, places))
    return row


def claim_of(row: RecordCorrection) -> Claim:
    return unpack(sealing.unseal(row.sealing, row.sealed, f"{row.number}/claim"))


def answer_of(row: RecordCorrection) -> str:
    if row.answer is None:
        return ""
    return sealing.unseal(row.sealing, row.answer, f"{row.number}/answer").decode()


def _name(row: RecordCorrection, one: Evidence) -> str:
    return sealing.unseal(row.sealing, one.sealed_name, f"{row.number}/{one.place}").decode()


def _gone(key: str, places: list[str]) -> None:
    sealing.destroy(key)
    for place in places:
        sealing.discard(place)


def _held(
    key: int, by: Actor, version: int | None, duty: Duty = Duty.DISCLOSE, *, ended: bool = False
) -> RecordCorrection:
    rows = RecordCorrection.objects.select_for_update(of=("self",)).select_related("organisation")
    row = rows.filter(pk=key).first()
    if row is None:
        raise RuleBroken("没有这件更正申请，请从列表重新打开")
    must_handle(duty, row.organisation, by)
    if version is not None and row.version != version:
        raise RuleBroken("这件申请刚刚有人办理过，请刷新页面核对后再操作")
    if not ended and row.state != State.RECEIVED:
        raise RuleBroken(f"这件申请{State(row.state).label}，不能再办理")
    return row


def _noted(kind: str, row: RecordCorrection, by: Actor) -> None:
    record_many(kind, [(row.number, {"state": str(row.state), "version": row.version})], by=by)
