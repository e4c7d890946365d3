"""What the public reads of letters: how long an answer took, and the year's figures. Nothing of a writer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from gongkai.ground.deadlines import queries as deadlines

from ..models import Letter
from ..rules.kinds import Score

LEAST = 10  # answers or ratings below which no rate is shown, so that it tells of no single letter


@dataclass(frozen=True, slots=True)
class Answered:
    """A published letter's days: when it came, when it was answered, and the working days between."""

    received_on: date
    answered_on: date
    days: int


def answered(publications: Iterable[int]) -> dict[int, Answered]:
    """By publication; one that came without a letter (from an older system's pages) is left out."""
    calendar = deadlines.calendar()
    rows = Letter.objects.filter(publication__in=list(publications)).exclude(ended_on=None)
    found = rows.values_list("publication", "received_on", "ended_on")
    return {key: Answered(came, went, calendar.working_days(came, went)) for key, came, went in found if went}


@dataclass(frozen=True, slots=True)
class Figures:
    """Letters received in a year, those of them that have ended, in time, were rated, and rated well. A rate
    is in per cent, never rounded up to a whole hundred, and None below LEAST."""

    received: int
    ended: int
    in_time: int
    rated: int
    content: int

    @property
    def timely(self) -> int | None:
        return self.in_time * 100 // self.ended if self.ended >= LEAST else None

    @property
    def satisfied(self) -> int | None:
        return self.content * 100 // self.rated if self.rated >= LEAST else None


def figures(year: int) -> Figures:
    """Of the whole city, in one statement."""
    well = (Score.FAIR, Score.GOOD, Score.VERY_GOOD)
    rows = Letter.objects.filter(received_on__gte=date(year, 1, 1), received_on__lte=date(year, 12, 31))
    ended = ~Q(ended_on=None)
    return Figures(
        **rows.aggregate(
            received=Count("pk"),
            ended=Count("pk", filter=ended),
            in_time=Count("pk", filter=ended & Q(late=False)),
            rated=Count("pk", filter=~Q(satisfaction="")),
            content=Count("pk", filter=Q(satisfaction__in=well)),
        )
    )
