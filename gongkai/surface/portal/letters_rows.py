"""The rows of the letters' figures: what each may say of its letters, and what is too few to stand alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gongkai.desk.engagement.queries.practice import bounds
from gongkai.desk.engagement.rules.figures import Share, Tally, grouped, hidden, rateable

from .charts import Bar, columns, length, ranged


@dataclass(frozen=True, slots=True)
class Row:
    """One line: ``key`` names it for programs and links, ``rated`` whether its satisfaction may be said."""

    label: str
    key: str
    tally: Tally
    rated: bool = True

    @property
    def on_time(self) -> Share | None:
        return self.tally.on_time(bounds().least)

    @property
    def took(self) -> float | None:
        return self.tally.took(bounds().least)

    @property
    def satisfied(self) -> Share | None:
        return self.tally.satisfied(bounds().least) if self.rated else None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A row with its four pictures, each beside its number."""

    row: Row
    received: SafeString
    on_time: SafeString | str
    on_time_said: str
    took: SafeString | str
    satisfied: SafeString | str
    satisfied_said: str


@dataclass(frozen=True, slots=True)
class Table:
    """Lines of one grouping, and those that are too few together."""

    name: str
    title: str
    heading: str
    rows: list[Row]
    rest: Row | None


def table(
    name: str, title: str, heading: str, tallies: Mapping[Any, Tally], labels: Mapping[Any, str],
    keys: Mapping[Any, str], *, rated: bool,
) -> Table:  # fmt: skip
    """A grouping as it may be public, those with most letters first. ``rated`` is False where rows are
    already a part of an organisation's or a category's letters: satisfaction is not broken down twice."""
    least = bounds().least
    shown, rest = grouped(tallies, least)
    sayable = rateable({**shown, None: rest}, least) if rated else set()
    rows = [
        Row(labels.get(key) or _("未分类"), keys.get(key, str(key)), tally, key in sayable)
        for key, tally in shown.items()
    ]
    few = Row(_("其余（不足 %(n)s 件的合并）") % {"n": least}, "", rest, False) if rest.received else None
    return Table(name, title, heading, rows, few)


def months(tallies: Mapping[int, Tally], *, rated: bool) -> Table:
    """The months in their order; those that are too few are left out and stand together."""
    least = bounds().least
    few = hidden({month: one.received for month, one in tallies.items()}, least)
    rest = Tally()
    for month in few:
        rest.add(tallies[month])
    shown = {month: one for month, one in tallies.items() if month not in few}
    sayable = rateable({**shown, 0: rest}, least) if rated else set()
    rows = [
        Row(_("%(n)s 月") % {"n": month}, f"{month:02d}", one, month in sayable)
        for month, one in shown.items()
    ]
    together = Row(_("其余（不足 %(n)s 件的合并）") % {"n": least}, "", rest, False) if few else None
    return Table("month", _("按月"), _("月份"), rows, together)


def drawn(rows: list[Row]) -> list[Drawn]:
    """Rows with their bars; each column of all of them on one scale."""
    most = max((row.tally.received for row in rows), default=0)
    longest = max((row.took or 0 for row in rows), default=0)
    return [
        Drawn(
            row, length(row.tally.received, most), *picture(row.on_time),
            "" if row.took is None else length(row.took, longest), *picture(row.satisfied),
        )
        for row in rows
    ]  # fmt: skip


def picture(share: Share | None) -> tuple[SafeString | str, str]:
    """A share's mark and band, and how it is said."""
    return ("", "—") if share is None else (ranged(share.percent, share.low, share.high), said(share))


def said(share: Share | None) -> str:
    """In per cent, with its interval where the sample is small."""
    if share is None:
        return _("少于 %(n)s 件") % {"n": bounds().least}
    if share.whole >= bounds().sure:
        return f"{share.percent}%"
    return f"{share.percent}% [{share.low}–{share.high}]"


def pictures(table: Table) -> list[tuple[str, SafeString]]:
    """The year month by month: how many, how many in time, how long, each a picture of the same twelve."""
    by_key = {row.key: row for row in table.rows}
    places = [f"{month:02d}" for month in range(1, 13)]
    labels = [str(month) for month in range(1, 13)]
    rows = [by_key.get(key) for key in places]
    kept = [row if row and row.tally.received else None for row in rows]
    shares = [row.on_time if row else None for row in kept]
    times = [row.took if row else None for row in kept]
    received = [Bar("", row.tally.received, short(row.tally.received)) if row else None for row in kept]
    on_time = [Bar("", one.percent, f"{one.percent}") if one else None for one in shares]
    took = [None if one is None else Bar("", one, f"{one:g}") for one in times]
    return [
        (title, columns(title, bars, labels, most))
        for title, bars, most in (
            (_("每月来信（件）"), received, 0),
            (_("按期答复率（%）"), on_time, 100),
            (_("答复用时中位数（工作日）"), took, 0),
        )
    ]


def short(number: int) -> str:
    """A number over a narrow bar."""
    return f"{number}" if number < 10_000 else f"{number / 10_000:.1f}万"
