"""Reads of letters for staff: work lists by days left, and what a person must do. Nothing sealed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.queries import handlers
from gongkai.ground.orgs.rules import EVERYWHERE, Actor, Duty, Scope

from ..models import Handling, Letter, LetterEvent, LetterReply
from ..rules.kinds import OPEN, TO_REFER, Part, Stage

LISTED = 50
MOST_NUMBERS = 200  # asked for at once


@dataclass(frozen=True, slots=True)
class Page:
    """``next`` is the cursor of the following page, None on the last."""

    items: list[Letter]
    next: str | None


@dataclass(frozen=True, slots=True)
class Overview:
    """``stages`` by stage; ``overdue`` are open and past their last day."""

    stages: dict[str, int]
    overdue: int


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
    late_on: date | None = None,
    after: str = "",
    limit: int = 30,
) -> Page:
    """Open letters by their last day, the most urgent first; an ended ``stage`` by number, the newest first.

    ``number`` finds letters by how their number, or the one of another system, begins; ``late_on`` those
    whose last day had passed by then. Raises ValueError for a cursor that is none of ours."""
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
    rows = rows.filter(until__lt=late_on) if late_on else rows
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
    rows = rows.select_related("suggested_group")
    rows = rows.defer("sealed").filter(
        Q(organisation__in=inside) | Q(referrer__in=inside) | Exists(shares), pk=key
    )
    events = Prefetch("events", LetterEvent.objects.select_related("person", "organisation"))
    parts = Prefetch("handlings", Handling.objects.select_related("organisation"))
    replies = Prefetch("replies", LetterReply.objects.select_related("drafter"))
    return rows.prefetch_related(events, parts, replies, "files").first()


def brief(key: int) -> Letter | None:
    """A letter for its reviewer, whom the review's own query has let in."""
    rows = Letter.objects.select_related("organisation", "officer").defer("sealed")
    parts = Prefetch("handlings", Handling.objects.select_related("organisation"))
    replies = Prefetch("replies", LetterReply.objects.select_related("drafter"))
    return rows.prefetch_related(parts, replies, "files").filter(pk=key).first()


def reply_states(letters: Iterable[Letter]) -> dict[int, str]:
    """Where the newest reply of each letter stands, by the letter's key; one statement."""
    rows = LetterReply.objects.filter(letter__in=[one.pk for one in letters]).order_by("round")
    return dict(rows.values_list("letter", "state"))


def overview(scope: Scope, on: date) -> Overview:
    """How many letters stand in each stage, and how many open ones have passed their last day."""
    late = Count("pk", filter=Q(ended_on=None, until__lt=on))
    rows = within(scope).order_by().select_related(None).values_list("stage")
    found = list(rows.annotate(n=Count("pk"), late=late))
    return Overview({stage: n for stage, n, _ in found}, sum(passed for _, _, passed in found))


def to_refer(by: Actor) -> list[Letter]:
    """What waits for this person to refer it, the most urgent first."""
    return _urgent(_to_refer(by))


def to_accept(by: Actor) -> list[Letter]:
    """What was referred to this person's organisation and nobody has taken up."""
    return _urgent(_to_accept(by))


def mine(by: Actor) -> list[Letter]:
    """The person's own open letters, the most urgent first."""
    return _urgent(_mine(by))


def to_join(by: Actor) -> list[Letter]:
    """Letters that others lead and that wait for the opinion of this person's organisation."""
    return _urgent(_to_join(by))


def waiting(by: Actor) -> dict[str, int]:
    """How many letters wait for this person to refer, to accept, to answer, to join in; without those that
    the post's duties do not ask for. One statement."""
    rows = {"refer": _to_refer(by)} if Duty.REFER in by.duties else {}
    if Duty.ANSWER in by.duties:
        rows |= {"accept": _to_accept(by), "mine": _mine(by), "join": _to_join(by)}
    counted = {
        name: Count("pk", filter=Q(pk__in=some.order_by().values("pk"))) for name, some in rows.items()
    }
    return Letter.objects.filter(ended_on=None).aggregate(**counted) if counted else {}


def _urgent(rows: QuerySet[Letter]) -> list[Letter]:
    return list(rows.select_related("group").order_by("until", "pk")[:LISTED])


def _to_refer(by: Actor) -> QuerySet[Letter]:
    ours = handlers.handled(Duty.REFER, by)
    return within(EVERYWHERE).filter(stage__in=TO_REFER, organisation__in=ours)


def _to_accept(by: Actor) -> QuerySet[Letter]:
    ours = handlers.handled(Duty.ANSWER, by)
    return within(EVERYWHERE).filter(stage=Stage.REFERRED, organisation__in=ours)


def _mine(by: Actor) -> QuerySet[Letter]:
    return within(by.scope).filter(officer=by.person, ended_on=None)


def _to_join(by: Actor) -> QuerySet[Letter]:
    ours = handlers.handled(Duty.ANSWER, by)
    parts = Handling.objects.filter(lead=False, part=Part.WAITING, ended_on=None, organisation__in=ours)
    return within(EVERYWHERE).filter(pk__in=parts.values("letter"), ended_on=None)


def by_same_person(letter: Letter) -> list[Letter]:
    """Other letters of the same writer to the same organisation, newest first."""
    rows = within(EVERYWHERE).filter(person=letter.person, organisation=letter.organisation_id)
    return list(rows.exclude(person="").exclude(pk=letter.pk).order_by("-pk")[:LISTED])


def by_numbers(scope: Scope, numbers: Iterable[str]) -> dict[str, int]:
    """Keys by number, of those letters that organisations of the scope hold."""
    asked = [number for number in numbers if "\0" not in number][:MOST_NUMBERS]
    return dict(within(scope).filter(number__in=asked).values_list("number", "pk"))


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
