"""The row of a case held, its history run, its projection written, its entry recorded: what every step
shares."""

from typing import Any

from django.db.models import Max
from django.utils import timezone

from gongkai.ground.deadlines.rules.clock import Clock
from gongkai.ground.deadlines.rules.events import Event
from gongkai.ground.ledger.services import record_many
from gongkai.ground.orgs.queries import handlers
from gongkai.ground.orgs.rules import Actor, Duty, NotAllowed
from gongkai.ground.sealing import services as sealing

from ..models import CaseEvent, DisclosureRequest
from ..queries.derivations import clock_after, history
from ..rules.outcomes import Outcome
from ..rules.stages import ALIVE, BY_CLOCK, RuleBroken, Stage

APPLICANT = Actor("applicant", "")  # whoever has shown a case's query code: no post, no duty, no name


def held(key: int, by: Actor, duty: Duty = Duty.DISCLOSE, *, version: int | None = None) -> DisclosureRequest:
    """The case, its row locked, for an actor with the duty there. Raises RuleBroken where somebody else was
    first: ``version`` is what the screen showed."""
    rows = DisclosureRequest.objects.select_for_update(of=("self",)).select_related("organisation")
    case = rows.filter(pk=key).first()
    if case is None:
        raise RuleBroken("没有这件申请，请从列表重新打开")
    must_handle(duty, case.organisation, by)
    if version is not None and case.version != version:
        raise RuleBroken("这件申请刚刚有人办理过，请刷新页面核对后再操作")
    return case


def must_handle(duty: Duty, organisation: Any, by: Actor) -> None:
    """Raise NotAllowed unless the actor has the duty there and no organisation below the actor's own handles
    it: an applicant's data is seen only by the duty that needs it."""
    by.must(duty, organisation.lineage)
    if duty is Duty.DISCLOSE and (other := handlers.elsewhere(duty, organisation, by)):
        raise NotAllowed(f"由{other.name}的岗位办理；您可以查看进度，申请人和申请的内容不向上级打开")


def happened(
    case: DisclosureRequest,
    event: Event,
    *,
    words: str = "",
    fee: int = 0,
    outcome: Outcome | None = None,
    by: Actor,
) -> CaseEvent:
    """Add one step to a held case. Raises Illegal, with its article, where the law does not allow it."""
    must_live(case)
    clock = clock_after([*history(case), event])
    last = case.events.aggregate(last=Max("position"))["last"] or 0
    row = CaseEvent(case=case, position=last + 1, step=event.step, on=event.on, days=event.days)
    row.reference, row.party = event.reference, event.party
    row.consent, row.excused, row.fee = event.consent, event.excused, fee
    row.person_id, row.post, row.at = by.person or None, by.post, timezone.now()
    if words:
        row.sealed = sealing.seal(case.sealing, words.encode(), about(case, f"event/{row.position}"))
    row.save(force_insert=True)
    project(case, clock, outcome)
    noted(f"disclosure.{event.step}", case, by=by, on=str(event.on), days=event.days, outcome=case.outcome)
    return row


def project(case: DisclosureRequest, clock: Clock, outcome: Outcome | None = None) -> None:
    """Write what the history comes to into the row."""
    case.stage = BY_CLOCK[clock.state]
    case.received_on = clock.received_on
    case.due_on = clock.due.on if clock.due else None
    case.provisional = bool(clock.due and clock.due.provisional)
    case.waits_until = clock.waits.on if clock.waits else None
    case.until = case.due_on or case.waits_until or case.until
    if clock.ended:
        case.ended_on, case.outcome = clock.ended.on, outcome or case.outcome
    case.version += 1
    case.save()


def noted(kind: str, case: DisclosureRequest, *, by: Actor, **facts: Any) -> None:
    """The ledger's entry: which case, in which version and stage; no word of the applicant."""
    known: dict[str, Any] = {"stage": str(case.stage), "version": case.version}
    known |= {name: value for name, value in facts.items() if value}
    record_many(kind, [(case.number, known)], by=by)


def must_live(case: DisclosureRequest) -> None:
    if case.stage not in ALIVE:
        raise RuleBroken(f"这件申请{Stage(case.stage).label}，不能再办理")


def about(case: DisclosureRequest, place: str) -> str:
    """What sealed words of a case are bound to."""
    return f"{case.number}/{place}"
