"""An organisation joins the platform with its cases: each is filed, sealed and numbered like any other, and
its history is run by the same clock, so that what the law does not allow is refused here too.

The same file again adds nothing. Applicants get a query code at the counter, as whoever lost theirs does.
"""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from gongkai.ground.deadlines.rules.events import Step
from gongkai.ground.orgs.rules import Actor
from gongkai.ground.sealing import services as sealing

from ..models import DisclosureRequest
from ..queries.derivations import clock_after
from ..rules.carried import Carried
from ..rules.discretion import of_applicant
from ..rules.stages import RuleBroken
from .cases import happened, noted
from .discretion import office_line
from .filing import enter


def check(case: Carried) -> None:
    """Raise Illegal, with its article, or RuleBroken for a case that cannot be loaded; nothing is written."""
    office_line(case.subject, of_applicant(case.application))
    clock_after(list(case.history))
    submitted, today = case.submitted_at.date(), timezone.localdate()
    if case.history[0].on < submitted:
        raise RuleBroken(f"收到日 {case.history[0].on} 早于提交日 {submitted}")
    if case.history[-1].on > today:
        raise RuleBroken(f"经过里的 {case.history[-1].on} 在将来")


@transaction.atomic
def load(organisation: str, cases: Iterable[Carried], *, by: Actor) -> dict[str, int]:
    """File every case with its history, all or none: how many were ``loaded``, and ``known`` before."""
    done = {"loaded": 0, "known": 0}
    for case in cases:
        check(case)
        token = sealing.digest("carried", f"{organisation}/{case.number}")  # what no form can send
        row, _ = enter(
            organisation,
            case.application,
            token,
            channel=case.channel,
            submitted_at=timezone.make_aware(case.submitted_at),
            by=by,
        )
        if row.events.exists():
            done["known"] += 1
            continue
        _run(row, case, by)
        done["loaded"] += 1
    return done


def _run(row: DisclosureRequest, case: Carried, by: Actor) -> None:
    row.subject = office_line(case.subject, of_applicant(case.application))
    for event in case.history:
        words = f"入驻前的编号：{case.number}" if event.step is Step.RECEIVED else ""
        last = event is case.history[-1]
        happened(row, event, words=words, outcome=case.outcome if last else None, by=by)
    noted("disclosure.carried_in", row, by=by, events=len(case.history))
