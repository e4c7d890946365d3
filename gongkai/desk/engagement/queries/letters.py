"""Reads of letters for staff: work lists by days left, and what a person must do. Nothing sealed."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.queries import handlers
from gongkai.ground.orgs.rules import EVERYWHERE, Actor, Duty, Scope

from ..models import Handling, Letter, LetterEvent, LetterReply
from ..rules.kinds import OPEN, TO_REFER, Part, Stage

LISTED = 50


@dataclass(frozen=True, slots=True)
class Page:
    """``next`` is the cursor of the following page, None on the last."""

    items: list[Letter]
    next: str | None


def within(scope: Scope) -> QuerySet[Letter]:
    """Letters that organisations of the scope hold now."""
    rows = Letter.objects.select_related("organisation", "officer").defer("sealed")
    return rows if "" in scope.lineages else rows.filter(organisation__in=orgs.below(scope))


def _one_or_all(scope: Scope) -> QuerySet[Letter]:
    """The scope's rows. A single organisation is named, so that its index gives them in order; whoever may
    see the whole city needs no condition."""
    city = orgs.root().lineage
    if "" in scope.lineages or city in scope.lineages:
        return within(EVERYWHERE)
    keys = list(orgs.below(scope).values_list("pk", flat=True)[:2])
    return within(EVERYWHERE).filter(organisation=keys[0]) if len(keys) == 1 else within(scope)


def handled(
    scope: Scope,
    *,
    stage: str = "",
    kind: str = "",
    category: str = "",
    officer: int | None = None,
    number: str = "",
    after: str = "",
    limit: int = 30,
) -> Page:
    """Open letters by their last day, the most urgent first; an ended ``stage`` by number, the newest first.

    ``number`` finds letters by how their number, or the one of another system, begins. Raises ValueError for
    a cursor that is none of ours."""
    rows = _one_or_all(scope).select_related("group")
    rows = rows.filter(officer=officer) if officer else rows
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.filter(category=category) if category else rows
    if number := number.strip().replace("\0", ""):
        rows = rows.filter(Q(number__startswith=number) | Q(outside__startswith=number))
    if stage and stage not in OPEN:
        rows = rows.filter(stage=stage).order_by("-id")
        rows = rows.filter(pk__lt=int(after)) if after else rows
        found = list(rows[: limit + 1])
        return Page(found[:limit], str(found[limit - 1].pk) if len(found) > limit else None)
    rows = rows.filter(ended_on=None).order_by("until", "id")
    rows = rows.filter(stage=stage) if stage else rows
    if after:
        day, _, pk = after.partition("_")
        on = date.fromisoformat(day)
        rows = rows.filter(Q(until__gt=on) | Q(until=on, pk__gt=int(pk)), until__gte=on)
    found = list(rows[: limit + 1])
    last = found[limit - 1] if len(found) > limit else None
    return Page(found[:limit], f"{last.until}_{last.pk}" if last else None)


def one(scope: Scope, key: int) -> Letter | None:
    """A letter that the scope holds, referred or shares, with everything that happened; None outside it, so
    that the screen answers 404. Its sealed words are opened by ``services.reading``."""
    inside = orgs.below(scope)
    shares = Handling.objects.filter(letter=OuterRef("pk"), ended_on=None, organisation__in=inside)
    rows = Letter.objects.select_related("organisation", "referrer", "officer", "publication", "group")
    rows = rows.defer("sealed").filter(
        Q(organisation__in=inside) | Q(referrer__in=inside) | Exists(shares), pk=key
    )
    events = Prefetch("events", LetterEvent.objects.select_related("person", "organisation"))
    parts = Prefetch("handlings", Handling.objects.select_related("organisation"))
    replies = Prefetch("replies", LetterReply.objects.select_related("drafter"))
    return rows.prefetch_related(events, parts, replies, "files").first()


def counts(scope: Scope) -> dict[str, int]:
    """How many letters stand in each stage."""
    rows = _one_or_all(scope).order_by().select_related(None)
    return dict(rows.values_list("stage").annotate(n=Count("pk")))


def overdue(scope: Scope, on: date) -> int:
    """How many open letters have passed their last day."""
    return _one_or_all(scope).filter(ended_on=None, until__lt=on).count()


def to_refer(by: Actor) -> list[Letter]:
    """What waits for this person to refer it, the most urgent first."""
    ours = handlers.handled(Duty.REFER, by)
    rows = within(EVERYWHERE).filter(stage__in=TO_REFER, organisation__in=ours)
    return list(rows.order_by("until", "pk")[:LISTED])


def to_accept(by: Actor) -> list[Letter]:
    """What was referred to this person's organisation and nobody has taken up."""
    ours = handlers.handled(Duty.ANSWER, by)
    rows = within(EVERYWHERE).filter(stage=Stage.REFERRED, organisation__in=ours)
    return list(rows.order_by("until", "pk")[:LISTED])


def mine(by: Actor) -> list[Letter]:
    """The person's own open letters, the most urgent first."""
    rows = within(by.scope).filter(officer=by.person, ended_on=None)
    return list(rows.order_by("until", "pk")[:LISTED])


def to_join(by: Actor) -> list[Letter]:
    """Letters that others lead and that wait for the opinion of this person's organisation."""
    ours = handlers.handled(Duty.ANSWER, by)
    parts = Handling.objects.filter(lead=False, part=Part.WAITING, ended_on=None, organisation__in=ours)
    rows = within(EVERYWHERE).filter(pk__in=parts.values("letter"), ended_on=None)
    return list(rows.order_by("until", "pk")[:LISTED])


def by_same_person(letter: Letter) -> list[Letter]:
    """Other letters of the same writer to the same organisation, newest first."""
    rows = within(EVERYWHERE).filter(person=letter.person, organisation=letter.organisation_id)
    return list(rows.exclude(person="").exclude(pk=letter.pk).order_by("-pk")[:LISTED])


def of_citizen(digest: str) -> list[Letter]:
    """The letters that a signed-in citizen sent, newest first, for the account's own page."""
    rows = within(EVERYWHERE).filter(citizen=digest).exclude(citizen="")
    return list(rows.order_by("-pk")[:LISTED])


def publishable(scope: Scope) -> QuerySet[Letter]:
    """Answered letters whose writers agree that they are published, and that are not yet public."""
    rows = within(scope).filter(stage=Stage.ANSWERED, public_wish=True, publication=None)
    return rows.order_by("-pk")


def due(before: date) -> QuerySet[Letter]:
    """Open letters whose last day is ``before`` or earlier; for reminders."""
    rows = Letter.objects.filter(ended_on=None, until__lte=before)
    return rows.select_related("organisation__parent").defer("sealed").order_by("until", "pk")


def unreferred() -> QuerySet[Letter]:
    """Letters that wait to be referred; for reminders."""
    rows = Letter.objects.filter(stage__in=TO_REFER)
    return rows.select_related("organisation__parent").defer("sealed").order_by("received_on", "pk")
