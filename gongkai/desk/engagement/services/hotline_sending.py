"""Messages to the hotline leave here: at least once, those of one case one after another.

Each is claimed before it is sent, by moving its next try ahead: two workers never send one at the same
time, and one whose worker was killed in between is sent again under the same number.
"""

import time
from datetime import datetime

import structlog
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from gongkai.ground.ledger.services import record
from gongkai.ground.notices.rules.messages import DOWN, LEASE
from gongkai.ground.notices.rules.outcomes import Outcome
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, Duty, system
from gongkai.ground.sealing.rules import Unreadable

from ..models import HotlineOutgoing
from ..rules.hotline import Sent, wait
from .hotline_admission import known
from .hotline_calling import tell
from .hotline_telling import told

SECONDS = 45  # that one pass takes at most
MOST = 200  # messages that are tried again at once
log = structlog.get_logger(__name__)


def ready(moment: datetime) -> QuerySet[HotlineOutgoing]:
    """What is due, and waits for no earlier message of its case."""
    before = HotlineOutgoing.objects.filter(
        case=OuterRef("case"), sequence__lt=OuterRef("sequence"), state=Sent.WAITING
    )
    return HotlineOutgoing.objects.filter(~Exists(before), state=Sent.WAITING, due_at__lte=moment)


def deliver_due(now: datetime | None = None) -> int:
    """Send what is due, for at most SECONDS; how many arrived. A hotline that is down is asked once."""
    began, sent = time.monotonic(), 0
    if not known().get("url"):
        return 0  # the watched folder takes them (hotline_folder)
    while time.monotonic() - began < SECONDS:
        row = claim(now or timezone.now())
        if row is None:
            break
        try:
            outcome = tell(told(row))
        except Unreadable:
            forget(row)
            continue
        written(row, outcome, now or timezone.now())
        sent += outcome.trouble is None
        if outcome.trouble in DOWN:
            break
    return sent


@transaction.atomic
def claim(moment: datetime) -> HotlineOutgoing | None:
    """The next message, taken for this process."""
    rows = ready(moment).select_for_update(skip_locked=True, of=("self",))
    row = rows.select_related("case", "event__letter").order_by("due_at", "pk").first()
    if row is not None:
        row.tries += 1
        row.due_at = moment + LEASE
        row.save(update_fields=["tries", "due_at"])
    return row


@transaction.atomic
def written(row: HotlineOutgoing, outcome: Outcome, moment: datetime) -> None:
    """What became of a try. A message that another has taken over meanwhile is left to it."""
    own = HotlineOutgoing.objects.select_for_update().filter(pk=row.pk, tries=row.tries)
    held = own.filter(state=Sent.WAITING).first()
    if held is None:
        return
    held.trouble = outcome.trouble.value if outcome.trouble else ""
    if outcome.trouble is None:
        held.state, held.sent_at = Sent.SENT, moment
    else:
        usual = wait(held.tries)
        log.warning("hotline_not_told", message=row.pk, reason=held.trouble, tries=held.tries)
        if outcome.final or usual is None:
            held.state = Sent.GIVEN_UP
        else:
            held.due_at = moment + max(usual, outcome.after)
    held.save()
    if held.state != Sent.WAITING:
        record(
            f"hotline.{held.state}",
            f"hotline/{row.case.case}",
            by=system("clock"),
            type=held.type,
            sequence=held.sequence,
            trouble=held.trouble,
        )


@transaction.atomic
def forget(row: HotlineOutgoing) -> None:
    """The letter was destroyed before the message could leave."""
    HotlineOutgoing.objects.filter(pk=row.pk).update(state=Sent.FORGOTTEN)
    record("hotline.forgotten", f"hotline/{row.case.case}", by=system("clock"), sequence=row.sequence)


@transaction.atomic
def retry(*, by: Actor) -> int:
    """Try given-up messages again from the beginning, the oldest first; how many."""
    by.must(Duty.SYSTEM, orgs.root().lineage)
    rows = HotlineOutgoing.objects.select_for_update(of=("self",)).select_related("case")
    found = list(rows.filter(state=Sent.GIVEN_UP).order_by("pk")[:MOST])
    for row in found:
        row.state, row.tries, row.due_at, row.trouble = Sent.WAITING, 0, timezone.now(), ""
        record("hotline.retried", f"hotline/{row.case.case}", by=by, sequence=row.sequence)
    HotlineOutgoing.objects.bulk_update(found, ["state", "tries", "due_at", "trouble"])
    return len(found)
