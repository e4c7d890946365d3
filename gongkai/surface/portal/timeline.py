"""Validity over time as a reader sees it, the versions, and when a page must be rendered anew."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.record.catalogue.queries import publications as catalogue
from gongkai.record.catalogue.rules import Kind


@dataclass(frozen=True, slots=True)
class Step:
    """One day in the life of a document. ``state``: "" done, "end" it ended there, "next" still to come."""

    on: date
    label: str
    state: str


@dataclass(frozen=True, slots=True)
class Edition:
    number: int
    at: datetime
    note: str


def steps(item: Any, today: date) -> list[Step]:
    """Made, published, in force, amended, repealed or declared expired, end of term, by date."""
    if item.kind != Kind.DOCUMENT:
        return []
    ended = min((on for on in (item.repealed_on, item.lapsed_on) if on), default=None)
    ends = item.expires_on and not (ended and ended <= item.expires_on)
    days = [
        (item.made_on, _("成文"), ""),
        (timezone.localtime(item.published_at).date(), _("公布"), ""),
        (item.effective_on, _("施行"), ""),
        (item.amended_on, _("被修改"), ""),
        (item.repealed_on, _("废止"), "end"),
        (item.lapsed_on, _("宣布失效"), "end"),
        (item.expires_on if ends else None, _("有效期届满"), "end"),
    ]
    known = [(on, label, state) for on, label, state in days if on is not None]
    known.sort(key=lambda step: step[0])
    return [
        Step(on, label, "next" if is_coming(on, state, label, today) else state) for on, label, state in known
    ]


def is_coming(on: date, state: str, label: str, today: date) -> bool:
    """Whether a day lies ahead; the last valid day has passed only when it is over."""
    return on >= today if label == _("有效期届满") else on > today


def next_change(item: Any, today: date) -> int | None:
    """Unix seconds of the next midnight at which the validity shown may differ; None when it never will."""
    if item.kind != Kind.DOCUMENT:
        return None
    ends = item.expires_on + timedelta(days=1) if item.expires_on and item.expires_on < date.max else None
    published_on = timezone.localtime(item.published_at).date()
    days = (
        item.made_on,
        published_on,
        item.effective_on,
        ends,
        item.repealed_on,
        item.amended_on,
        item.lapsed_on,
    )
    ahead = [on for on in days if on and on > today]
    if not ahead:
        return None
    return int(timezone.make_aware(datetime.combine(min(ahead), time())).timestamp())


def versions(rows: Iterable[Any]) -> list[Edition]:
    """Every version with its public change note, newest first."""
    editions = [Edition(row.number, row.at, catalogue.metadata(row).get("change_note", "")) for row in rows]
    return sorted(editions, key=lambda edition: -edition.number)
