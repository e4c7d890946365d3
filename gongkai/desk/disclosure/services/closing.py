"""Ending a request that its applicant gave up: the notice is made as a document and kept sealed with the
case, where the applicant finds it (条例 arts. 30, 42)."""

from django.db import transaction
from django.utils import timezone

from gongkai.ground.orgs.rules import Actor

from ..models import DisclosureRequest
from ..rules.closing_notices import PAPER
from ..rules.letters import Paragraph
from ..rules.outcomes import Outcome
from ..rules.stages import Purpose, RuleBroken, Stage
from .cases import held
from .handling import abandon
from .letters import notice_of
from .papers import Paper, keep
from .serving import documents

ENDS_AS = {Stage.CORRECTING: Outcome.UNCORRECTED, Stage.PAYING: Outcome.UNPAID}


def close(key: int, *, version: int, by: Actor) -> DisclosureRequest:
    """The applicant did not correct, or did not pay, in time. Takes half a second, outside a transaction."""
    papers = documents(_written(key, version, by), PAPER)
    return _closed(key, papers, version, by)


@transaction.atomic
def _written(key: int, version: int, by: Actor) -> list[Paragraph]:
    case = held(key, by, version=version)
    outcome = ENDS_AS.get(Stage(case.stage))
    if outcome is None:
        raise RuleBroken("这件申请没有等待补正或者缴费，不能按视为放弃办结")
    return notice_of(case, outcome, timezone.localdate())


@transaction.atomic
def _closed(key: int, papers: list[Paper], version: int, by: Actor) -> DisclosureRequest:
    case = abandon(key, version=version, by=by)
    for paper in papers:
        keep(case, paper, Purpose.LETTER, for_applicant=True)
    return case
