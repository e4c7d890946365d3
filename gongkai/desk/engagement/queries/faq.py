"""Reads of FAQ entries and readers' reports; the caller's scope comes first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, Duty, Scope
from gongkai.record.catalogue.rules import Status as Public
from gongkai.record.catalogue.rules import Validity

from ..models import FaqEntry, FaqReport
from ..rules.faq import Standing, State

LISTED = 50
ENDED = (Validity.REPEALED, Validity.EXPIRED, Validity.LAPSED)


@dataclass(frozen=True, slots=True)
class Stale:
    """A public entry that must be looked at: ``why`` is compared, ``words`` are told."""

    entry: FaqEntry
    why: str
    words: str


def within(scope: Scope) -> QuerySet[FaqEntry]:
    rows = FaqEntry.objects.select_related("organisation", "publication", "source", "drafter")
    return rows.filter(organisation__in=orgs.below(scope))


def one(scope: Scope, key: int) -> FaqEntry | None:
    """An entry in the scope; None outside it."""
    return within(scope).filter(pk=key).first()


def listed(scope: Scope, state: str = "", before: int | None = None, limit: int = 30) -> list[FaqEntry]:
    """Of a state or of all, the newest first, from before a number on; ``faults`` says how many open reports
    each has."""
    rows = within(scope).defer("answer")
    rows = rows.filter(state=state) if state else rows
    rows = rows.filter(pk__lt=before) if before else rows
    rows = rows.annotate(faults=Count("reports", filter=Q(reports__standing=Standing.OPEN)))
    return list(rows.order_by("-pk")[:limit])


def pending(actor: Actor, limit: int = LISTED) -> list[FaqEntry]:
    """Entries of the actor's own organisation that wait for what its post may do."""
    wanted = [State.DRAFTING] if Duty.ANSWER in actor.duties else []
    wanted += [State.APPROVED] if Duty.PUBLISH in actor.duties else []
    rows = within(actor.scope).filter(organisation__code=actor.organisation, state__in=wanted)
    return list(rows.order_by("pk")[:limit]) if wanted else []


def reports(scope: Scope, standing: str = "", before: int | None = None, limit: int = 30) -> list[FaqReport]:
    """Readers' reports on entries in the scope, the newest first."""
    rows = FaqReport.objects.select_related("entry", "entry__organisation", "entry__publication")
    rows = rows.filter(entry__organisation__in=orgs.below(scope))
    rows = rows.filter(standing=standing) if standing else rows
    rows = rows.filter(pk__lt=before) if before else rows
    return list(rows.order_by("-pk")[:limit])


def report(scope: Scope, key: int) -> FaqReport | None:
    """A report in the scope; None outside it."""
    rows = FaqReport.objects.select_related("entry", "entry__organisation")
    return rows.filter(entry__organisation__in=orgs.below(scope), pk=key).first()


def of_publication(publication: int) -> FaqEntry | None:
    """The entry behind a publication (primary key), for the public: whatever state its next draft is in."""
    return FaqEntry.objects.select_related("organisation").filter(publication=publication).first()


def public(key: int) -> FaqEntry | None:
    """An entry that the public may read now, by its number."""
    rows = FaqEntry.objects.select_related("organisation", "publication").filter(pk=key)
    entry = rows.first()
    seen = entry.publication if entry else None
    return entry if seen is not None and seen.status == Public.PUBLISHED else None


def stale(today: date) -> Iterator[Stale]:
    """Public entries that must be looked at: their day has come, or what they rest on no longer holds."""
    rows = FaqEntry.objects.select_related("organisation", "publication", "source")
    rows = rows.filter(state=State.PUBLISHED)
    gone = Q(source__isnull=False) & (~Q(source__status=Public.PUBLISHED) | Q(source__validity__in=ENDED))
    for entry in rows.filter(Q(review_by__lt=today) | gone).order_by("organisation", "pk").iterator():
        if entry.publication is None or entry.publication.status != Public.PUBLISHED:
            continue
        yield _why(entry)


def _why(entry: FaqEntry) -> Stale:
    source = entry.source
    if source is not None and source.status != Public.PUBLISHED:
        return Stale(entry, f"source:{source.status}", f"依据{Public(source.status).label}")
    if source is not None and source.validity in ENDED:
        return Stale(entry, f"source:{source.validity}", f"依据已{Validity(source.validity).label}")
    return Stale(entry, f"due:{entry.review_by}", f"复核日期 {entry.review_by} 已过")
