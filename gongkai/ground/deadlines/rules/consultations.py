"""Letters that ask a third party or a joint organ for an opinion, and the time that does not count.

条例 arts. 32 to 34. Pure. What is excluded runs from the day after the letter through the day of the opinion,
or through the last day for one; the text of art. 33(3) does not settle the two days themselves. A letter that
leaves when the reply is already late is still owed (art. 32) and moves nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .events import Party
from .periods import Calendar, Interval


@dataclass(frozen=True, slots=True)
class Limits:
    """The numbers in force on the day of receipt, all in working days (statutes.toml)."""

    reply: int
    extension: int
    correction_notice: int
    third_party: int
    joint_organ: int
    payment: int


class Opinion(StrEnum):
    """What a letter has come to: silence of a joint organ is consent (art. 34), of a third party it leaves
    the decision to the organ that asked (art. 32)."""

    AWAITED = "awaited"
    AGREED = "agreed"
    OBJECTED = "objected"
    TAKEN_AS_AGREED = "taken_as_agreed"
    LEFT_TO_ORGAN = "left_to_organ"


@dataclass(frozen=True, slots=True)
class Consultation:
    """One letter asking for an opinion: answered, or lapsed at the end of its period."""

    reference: str
    party: Party
    issued_on: date
    delivered_on: date | None = None
    answered_on: date | None = None
    agreed: bool = False

    def opinion(self, calendar: Calendar, limits: Limits, today: date) -> Opinion:
        """What the letter has come to by ``today``."""
        if self.answered_on:
            return Opinion.AGREED if self.agreed else Opinion.OBJECTED
        if today <= self.last_day(calendar, limits):
            return Opinion.AWAITED
        return Opinion.LEFT_TO_ORGAN if self.party is Party.THIRD_PARTY else Opinion.TAKEN_AS_AGREED

    def last_day(self, calendar: Calendar, limits: Limits) -> date:
        """The last day for an answer, from the day the letter arrived, or was sent while that is unknown."""
        days = limits.third_party if self.party is Party.THIRD_PARTY else limits.joint_organ
        return calendar.add_working_days(self.delivered_on or self.issued_on, days)

    def through(self, calendar: Calendar, limits: Limits) -> date:
        """The last day that does not count for the reply: of the answer, but none after the period lapsed."""
        if self.answered_on and not self.delivered_on:
            return self.answered_on
        last = self.last_day(calendar, limits)
        return min(self.answered_on, last) if self.answered_on else last


def pauses(
    consultations: Iterable[Consultation], base: date, calendar: Calendar, limits: Limits
) -> list[Interval]:
    """The spans that do not count for a reply period that started after ``base``."""
    spans = ((one.issued_on, one.through(calendar, limits)) for one in consultations)
    return [(max(after, base), through) for after, through in spans if through > base and through > after]


def objections(consultations: Iterable[Consultation]) -> list[str]:
    """References of the letters to third parties that were answered with an objection (art. 32)."""
    asked = (one for one in consultations if one.party is Party.THIRD_PARTY and one.answered_on)
    return [one.reference for one in asked if not one.agreed]
