"""What waits for one person among the requests: to confirm, to handle, to consent, to answer in a dispute, to
make public."""

from collections.abc import Iterable

from gongkai.ground.orgs.queries import handlers
from gongkai.ground.orgs.rules import Actor, Duty

from ..models import PENDING, Complaint, DisclosureRequest, Dispute, RecordCorrection, Release
from ..rules.complaints import State as Complained
from ..rules.record_corrections import State
from ..rules.stages import OPEN, Stage
from .cases import within
from .complaints import within as complaints_within
from .record_corrections import within as corrections_within

LISTED = 50


def unconfirmed(by: Actor) -> Iterable[DisclosureRequest]:
    """Sent, and nobody has confirmed it; the oldest first."""
    ours = handlers.handled(Duty.DISCLOSE, by)
    rows = within(by.scope).filter(stage=Stage.SUBMITTED, organisation__in=ours)
    return rows.order_by("submitted_at", "pk")[:LISTED]


def mine(by: Actor) -> Iterable[DisclosureRequest]:
    """The person's own open cases, the most urgent first, with their replies."""
    rows = within(by.scope).select_related("reply").filter(officer=by.person, stage__in=OPEN)
    return rows.defer("sealed", "reply__sealed").order_by("due_on", "pk")[:LISTED]


def extensions(by: Actor) -> Iterable[DisclosureRequest]:
    """Open cases for which more time was asked of the head of the office."""
    rows = within(by.scope).filter(extension_asked__gt=0, stage__in=OPEN)
    return rows.order_by("due_on", "pk")[:LISTED]


def disputes(by: Actor) -> Iterable[Dispute]:
    """Pending disputes about the person's cases, and corrected ones that ask for a new reply."""
    rows = Dispute.objects.select_related("case__organisation").defer("case__sealed")
    mine = rows.filter(case__officer=by.person)
    pending = mine.filter(result=PENDING)
    redo = mine.filter(redo_by__isnull=False, redone_on=None)
    return (pending | redo).order_by("filed_on", "pk")[:LISTED]


def releases(by: Actor) -> Iterable[Release]:
    """What the person decided to make public for everyone and is not public yet."""
    rows = Release.objects.select_related("case__organisation").defer("case__sealed")
    return rows.filter(person=by.person, published_on=None).order_by("due_on", "pk")[:LISTED]


def corrections(by: Actor) -> Iterable[RecordCorrection]:
    """Record corrections in hand: the person's own, and those that nobody took up."""
    ours = handlers.handled(Duty.DISCLOSE, by)
    rows = corrections_within(by.scope).filter(state=State.RECEIVED, organisation__in=ours)
    return (rows.filter(officer=by.person) | rows.filter(officer=None)).order_by("pk")[:LISTED]


def complaints(by: Actor) -> Iterable[Complaint]:
    """Complaints that wait for an answer of the person's organisation itself, the oldest first."""
    rows = complaints_within(by.scope).filter(state=Complained.WAITING, addressee__code=by.organisation)
    return rows.order_by("pk")[:LISTED]
