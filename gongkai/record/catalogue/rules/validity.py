"""Validity (效力) of a document on any day, and what a confirmed relation does to its target.

Pure: no Django, no clock, no I/O.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from . import Kind, RelationKind, Validity

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
ENDING = frozenset({RelationKind.REPEALS, RelationKind.SUPERSEDES})
EFFECTS = ENDING | {RelationKind.AMENDS, RelationKind.LAPSES}


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates that decide; None where there is none. Before ``since`` there was no document."""

    effective_on: date | None = None
    expires_on: date | None = None
    repealed_on: date | None = None
    amended_on: date | None = None
    lapsed_on: date | None = None
    since: date | None = None


def day(text: str) -> date:
    """A day as ``2024-05-01`` and in no other spelling. Raises ValueError for anything else."""
    if not DAY.fullmatch(text):
        raise ValueError("日期请写成 YYYY-MM-DD，例如 2024-05-01")
    return date.fromisoformat(text)


def on(kind: str, dates: Dates, day: date) -> str:
    """The Validity on ``day``; "" before there was one and for kinds that have none (they do not bind).

    ``repealed_on``, ``lapsed_on`` and ``amended_on`` are the first days without the old text; ``expires_on``
    is the last day with it.
    """
    if kind != Kind.DOCUMENT or (dates.since and day < dates.since):
        return ""
    if dates.repealed_on and dates.repealed_on <= day:
        return Validity.REPEALED
    if dates.lapsed_on and dates.lapsed_on <= day:
        return Validity.LAPSED
    if dates.expires_on and dates.expires_on < day:
        return Validity.EXPIRED
    if dates.effective_on and dates.effective_on > day:
        return Validity.PENDING
    if dates.amended_on and dates.amended_on <= day:
        return Validity.AMENDED
    return Validity.VALID


def effects(relations: Iterable[tuple[str, date]]) -> tuple[date | None, date | None, date | None]:
    """(repealed_on, amended_on, lapsed_on) from confirmed relations to a document: (kind, first day of its
    source). What a sweep declares expired (宣布失效) lapses on the day of the sweep's result."""
    ends, changes, lapses = [], [], []
    for kind, day in relations:
        if kind in ENDING:
            ends.append(day)
        elif kind == RelationKind.AMENDS:
            changes.append(day)
        elif kind == RelationKind.LAPSES:
            lapses.append(day)
    return min(ends, default=None), min(changes, default=None), min(lapses, default=None)


def first_day(effective_on: date | None, made_on: date | None, published_on: date) -> date:
    """The day from which a source changes its targets: in force, else made, else published."""
    return effective_on or made_on or published_on
