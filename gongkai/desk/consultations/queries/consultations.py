"""Reads of consultations. For staff the scope comes first; the public sees what is published, by its time."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import EVERYWHERE, Actor, Duty, Scope
from gongkai.record.catalogue.rules import Status as Public

from ..models import Clause, Consultation, DraftVersion
from ..rules.phases import VISIBLE, Phase, Stage

LISTED = 50
PUBLIC = Q(draft__status=Public.PUBLISHED)


def within(scope: Scope) -> QuerySet[Consultation]:
    """Consultations of the organisations in the scope, newest first."""
    rows = Consultation.objects.select_related("organisation", "draft__publisher", "outcome", "final")
    rows = rows if "" in scope.lineages else rows.filter(organisation__in=orgs.below(scope))
    return rows.order_by("-pk")


def one(scope: Scope, key: int) -> Consultation | None:
    """A consultation in the scope; None outside it, so that the screen answers 404."""
    return within(scope).filter(pk=key).first()


def public(key: int) -> Consultation | None:
    """A consultation that the public may see: its draft was published and nobody took it down."""
    return within(EVERYWHERE).filter(PUBLIC, pk=key, phase__in=VISIBLE).first()


def open_at(now: datetime, organisation: str = "", limit: int = LISTED) -> list[Consultation]:
    """Open consultations, those that end first on top."""
    rows = within(EVERYWHERE).filter(PUBLIC, phase=Phase.OPEN, closes_at__gt=now)
    rows = rows.filter(organisation__code=organisation) if organisation else rows
    return list(rows.order_by("closes_at", "pk")[:limit])


def over_at(now: datetime, begin: int = 0, limit: int = LISTED) -> list[Consultation]:
    """Consultations that have ended, the latest first."""
    ended = Q(phase__in=VISIBLE - {Phase.OPEN}) | Q(phase=Phase.OPEN, closes_at__lte=now)
    rows = within(EVERYWHERE).filter(PUBLIC, ended)
    return list(rows.order_by("-closes_at", "-pk")[begin : begin + limit])


def version(row: Consultation, number: int) -> DraftVersion | None:
    """A published version of the draft."""
    return DraftVersion.objects.filter(consultation=row, number=number, published_at__isnull=False).first()


def versions(row: Consultation) -> list[DraftVersion]:
    """Published versions, newest first, without their text."""
    rows = DraftVersion.objects.filter(consultation=row, published_at__isnull=False)
    return list(rows.defer("html").order_by("-number"))


def clauses(row: Consultation, number: int) -> list[Clause]:
    """The clauses of a version in order, each with its thread."""
    rows = Clause.objects.filter(version__consultation=row, version__number=number)
    return list(rows.select_related("thread").defer("body").order_by("position"))


def clause(row: Consultation, anchor: int) -> Clause | None:
    """The clause of an anchor as it last stood in public: in the current version, or the last that had it."""
    rows = Clause.objects.filter(
        version__consultation=row, thread__anchor=anchor, version__published_at__isnull=False
    )
    return rows.select_related("thread", "version").order_by("-version__number").first()


def labels(row: Consultation) -> dict[int, str]:
    """What each clause is called, by anchor: as it last stood in public."""
    rows = Clause.objects.filter(version__consultation=row, version__published_at__isnull=False)
    return dict(rows.order_by("version__number").values_list("thread__anchor", "label"))


def gone(row: Consultation) -> list[Clause]:
    """Clauses that the public version no longer has, as they last stood, where somebody spoke about them."""
    here = Clause.objects.filter(version__consultation=row, version__number=row.public_version)
    rows = Clause.objects.filter(version__consultation=row, version__published_at__isnull=False)
    left = rows.exclude(thread__in=here.values("thread")).filter(thread__comments__gt=0)
    last = {found.thread_id: found for found in left.select_related("thread").order_by("version__number")}
    return sorted(last.values(), key=lambda found: found.thread.anchor)


def pending(actor: Actor, limit: int = LISTED) -> list[Consultation]:
    """What waits for the actor's post in its own organisation: drafts and results to write or to publish."""
    wanted = Q(pk__in=[])
    if Duty.DRAFT in actor.duties:
        wanted |= Q(stage=Stage.WRITING)
    if Duty.PUBLISH in actor.duties:
        wanted |= Q(stage=Stage.APPROVED)
    rows = within(EVERYWHERE).filter(wanted, organisation__code=actor.organisation)
    return list(rows.order_by("result_due_on", "pk")[:limit])


def overdue(scope: Scope, on: date) -> QuerySet[Consultation]:
    """Consultations in the scope whose result should have been published."""
    return within(scope).filter(phase=Phase.CLOSED, result_due_on__lt=on)
