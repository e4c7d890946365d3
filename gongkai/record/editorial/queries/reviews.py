"""What waits for whom, and what was decided. The caller's actor or scope comes first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, Scope

from ..models import Decision, Review
from ..rules.profiles import DUTIES, SEPARATE
from ..rules.reviewing import Outcome, Status

COUNTED = 1_000


@dataclass(frozen=True, slots=True)
class Waiting:
    """Reviews that a person may decide now; ``count`` says 1000 for more."""

    items: list[Review]
    count: int


def waiting(actor: Actor, kinds: Iterable[str], *, limit: int = 50) -> Waiting:
    """Drafts of these kinds that this person may decide on in this post, overdue first. Two statements."""
    asked = _asked(actor).filter(kind__in=list(kinds))
    rows = asked.select_related("organisation", "drafter")
    items = list(rows.order_by(F("due_on").asc(nulls_last=True), "stage_at", "pk")[:limit])
    count = len(items) if len(items) < limit else asked[:COUNTED].count()
    return Waiting(items, count)


def one(scope: Scope, key: int) -> Review | None:
    """A review within the scope, or asked of an organisation in it; None otherwise."""
    visible = Q(organisation__in=orgs.below(scope)) | Q(handler__in=orgs.below(scope))
    rows = Review.objects.select_related("organisation", "handler", "drafter")
    return rows.filter(visible, pk=key).first()


def subject_of(kind: str, key: int) -> str:
    """Which draft of a kind a review is about. Raises Review.DoesNotExist, for one of another kind too."""
    return Review.objects.values_list("subject", flat=True).get(pk=key, kind=kind)


def opened(kind: str, subject: str) -> Review | None:
    """The review that a draft is in now."""
    rows = Review.objects.select_related("organisation", "handler", "drafter")
    return rows.filter(kind=kind, subject=subject, status=Status.OPEN).first()


def latest(kind: str, subjects: list[str]) -> dict[str, Review]:
    """The newest review of each draft, by subject, in one statement."""
    rows = Review.objects.select_related("handler").filter(kind=kind, subject__in=subjects).order_by("pk")
    return {review.subject: review for review in rows}


def history(kind: str, subject: str) -> list[Decision]:
    """Everything decided or remarked about a draft in all its reviews, oldest first."""
    rows = Decision.objects.select_related("person", "review")
    return list(rows.filter(review__kind=kind, review__subject=subject).order_by("pk"))


def overdue(scope: Scope, on: date) -> QuerySet[Review]:
    """Open reviews in the scope whose day has passed."""
    return Review.objects.filter(organisation__in=orgs.below(scope), status=Status.OPEN, due_on__lt=on)


def may_decide(actor: Actor, review: Review) -> bool:
    """Whether this person is asked now."""
    return _asked(actor).filter(pk=review.pk).exists()


def _asked(actor: Actor) -> QuerySet[Review]:
    stages = [stage for stage, duty in DUTIES.items() if duty in actor.duties]
    rows = Review.objects.filter(handler__code=actor.organisation, status=Status.OPEN, stage__in=stages)
    own = Decision.objects.filter(person=actor.person, outcome=Outcome.APPROVED, stage__in=SEPARATE)
    mine = Q(stage__in=SEPARATE, pk__in=own.values("review")) | Q(drafter=actor.person)
    return rows.exclude(mine) if actor.person else rows
