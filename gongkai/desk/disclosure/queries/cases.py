"""Reads of requests for staff: work lists by days left, duplicates, and what a person must do. Nothing
sealed."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery

from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import EVERYWHERE, Scope

from ..models import CaseEvent, CaseFile, DisclosureRequest, Release
from ..rules.stages import ALIVE, OPEN, Stage

FREQUENT_DAYS = 365  # practice, no article: what one year of one applicant's requests is shown as


@dataclass(frozen=True, slots=True)
class Page:
    """``next`` is the cursor of the following page, None on the last."""

    items: list[DisclosureRequest]
    next: str | None


def within(scope: Scope) -> QuerySet[DisclosureRequest]:
    rows = DisclosureRequest.objects.select_related("organisation", "officer").defer("sealed")
    return rows if "" in scope.lineages else rows.filter(organisation__in=orgs.below(scope))


def _one_or_all(scope: Scope) -> QuerySet[DisclosureRequest]:
    """The scope's rows. A single organisation is named, so that its index gives them in order."""
    keys = list(orgs.below(scope).values_list("pk", flat=True)[:2])
    return within(EVERYWHERE).filter(organisation=keys[0]) if len(keys) == 1 else within(scope)


def brief(scope: Scope, key: int) -> DisclosureRequest | None:
    """A case in the scope with its reply, and nothing of what happened; None outside it."""
    rows = within(scope).select_related("reply__drafter")
    return rows.defer("sealed", "reply__sealed").filter(pk=key).first()


def one(scope: Scope, key: int) -> DisclosureRequest | None:
    """A case in the scope with everything that happened; None outside it, so that the screen answers 404.

    ``grouped`` is how many others name it as the same, None for none.
    """
    beside = ("reply__drafter", "release", "same_as", "transferred_from", "publication")
    rows = within(scope).select_related(*beside).filter(pk=key)
    rows = rows.defer("sealed", "reply__sealed", "same_as__sealed", "transferred_from__sealed")
    events = Prefetch("events", CaseEvent.objects.select_related("person"))
    rows = rows.prefetch_related(events, "files", "disputes", "transfers__organisation")
    below = DisclosureRequest.objects.filter(same_as=OuterRef("pk")).order_by().values("same_as")
    return rows.annotate(grouped=Subquery(below.annotate(n=Count("pk")).values("n"))).first()


def work(
    scope: Scope,
    *,
    stage: str = "",
    officer: int | None = None,
    number: str = "",
    after: str = "",
    limit: int = 30,
) -> Page:
    """What is open by its last day, the most urgent first; another ``stage`` by its number, the newest first.

    What waits to be confirmed stands at its own day, which must not end before. Raises ValueError for a
    cursor that is none of ours.
    """
    rows = _one_or_all(scope)
    rows = rows.filter(officer=officer) if officer else rows
    if number := number.strip():
        rows = rows.filter(number__startswith=number)
    if stage and stage not in ALIVE:
        rows = rows.filter(stage=stage).order_by("-id")
        rows = rows.filter(pk__lt=int(after)) if after else rows
        found = list(rows[: limit + 1])
        return Page(found[:limit], str(found[limit - 1].pk) if len(found) > limit else None)
    rows = rows.filter(ended_on=None).order_by("until", "id")  # alive is: not ended
    rows = rows.filter(stage=stage) if stage else rows
    if after:
        day, _, pk = after.partition("_")
        on = date.fromisoformat(day)
        rows = rows.filter(Q(until__gt=on) | Q(until=on, pk__gt=int(pk)), until__gte=on)
    found = list(rows[: limit + 1])
    last = found[limit - 1] if len(found) > limit else None
    return Page(found[:limit], f"{last.until}_{last.pk}" if last else None)


def counts(scope: Scope) -> dict[str, int]:
    """How many cases stand in each stage."""
    rows = DisclosureRequest.objects.all()
    if "" not in scope.lineages:
        rows = rows.filter(organisation__in=orgs.below(scope))
    return dict(rows.values_list("stage").annotate(n=Count("pk")).order_by())


def overdue(scope: Scope, on: date) -> int:
    """How many open cases have passed their last day."""
    running = (Stage.RUNNING, Stage.CONSULTING)  # in both ``until`` is the day of the reply
    return within(scope).filter(ended_on=None, until__lt=on, stage__in=running).count()


def same_wish(case: DisclosureRequest) -> list[DisclosureRequest]:
    """Other requests for the same information at the same organisation, newest first (art. 36(6), 44)."""
    rows = DisclosureRequest.objects.filter(organisation=case.organisation_id, wish=case.wish)
    return list(rows.exclude(pk=case.pk).exclude(wish="").defer("sealed").order_by("-id")[:20])


def by_same_person(case: DisclosureRequest, since: date) -> int:
    """How many requests the same applicant made since a day, here and elsewhere in the city (art. 35)."""
    rows = DisclosureRequest.objects.filter(person=case.person, submitted_at__date__gte=since)
    return rows.exclude(person="").exclude(pk=case.pk).count()


def due_between(first: date, last: date) -> QuerySet[DisclosureRequest]:
    """Open cases whose last day lies between two days, both included; for reminders."""
    rows = DisclosureRequest.objects.filter(stage__in=OPEN, due_on__range=(first, last))
    return rows.select_related("organisation").defer("sealed").order_by("due_on", "pk")


def unconfirmed(before: date) -> QuerySet[DisclosureRequest]:
    """Requests that were sent before a day and nobody has confirmed."""
    rows = DisclosureRequest.objects.filter(stage=Stage.SUBMITTED, submitted_at__date__lt=before)
    return rows.select_related("organisation__parent").defer("sealed").order_by("submitted_at", "pk")


def lapsed(on: date) -> QuerySet[DisclosureRequest]:
    """Cases whose correction or payment has not come by its last day."""
    rows = DisclosureRequest.objects.filter(stage__in=(Stage.CORRECTING, Stage.PAYING), waits_until__lt=on)
    return rows.select_related("organisation__parent").defer("sealed").order_by("waits_until", "pk")


def unreleased() -> list[int]:
    """Numbers of the drafts that were begun to release something to everyone and are not public yet."""
    return list(Release.objects.filter(published_on=None).order_by("pk").values_list("manuscript", flat=True))


def given(case: DisclosureRequest) -> list[CaseFile]:
    """What went to the applicant with the reply."""
    return list(case.files.filter(for_applicant=True))
