"""What a batch's seed drew is looked at by people afterwards, a review for each publication.

A batch that publishes by rule was reviewed by nobody before. Opening goes in pieces and may be begun again:
what has its review gets no second one.
"""

from django.db import transaction
from django.utils import timezone

from gongkai.ground.deadlines import queries as deadlines
from gongkai.ground.orgs.rules import Actor, Duty
from gongkai.record.editorial.queries import reviews as opened
from gongkai.record.editorial.rules.profiles import Profile, Stage
from gongkai.record.editorial.rules.reviewing import Outcome
from gongkai.record.editorial.services import reviews

from ..models import Batch, BatchItem

KIND = "sample"
PIECE = 20  # reviews opened in one transaction: keeps the write lock short


def open_reviews(batch: Batch, *, by: Actor) -> int:
    """Ask for a look at everything that the seed drew; how many reviews are new."""
    drawn = list(batch.items.defer("payload").filter(sampled=True).order_by("position"))
    known = opened.latest(KIND, [item.identifier for item in drawn])
    new = [item for item in drawn if item.identifier not in known]
    for start in range(0, len(new), PIECE):
        _open(batch, new[start : start + PIECE], by)
    return len(new)


@transaction.atomic
def _open(batch: Batch, items: list[BatchItem], by: Actor) -> None:
    today = timezone.localdate()
    days = deadlines.statute("sample_review", today).value
    due_on = deadlines.calendar().add_working_days(today, days)
    for item in items:
        reviews.open(
            KIND,
            item.identifier,
            title=item.label,
            organisation=batch.organisation.code,
            profile=Profile.FEED,
            revision=1,
            drafter=batch.person_id,
            due_on=due_on,
            duty=Duty.PUBLISH,
            by=by,
        )


def decide(review: int, outcome: Outcome, words: str, *, stage: Stage, by: Actor) -> str:
    """One person's finding about what was drawn; its index number. Mending it is a step of its own."""
    identifier = opened.subject_of(KIND, review)
    reviews.decide(review, outcome, words, stage=stage, by=by)
    return identifier
