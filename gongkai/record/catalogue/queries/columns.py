"""The 政府信息公开 column of an organisation (国办公开办函〔2019〕61号): guide, rules, items, reports."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.utils import timezone

from gongkai.ground.deadlines import queries as deadlines

from ..models import Publication
from ..rules import Kind, Status
from ..rules.items import ITEMS, MandatoryItem

FIRST_REPORT = 2008  # the Regulation came into force on 2008-05-01
YEAR = re.compile(r"(20\d\d)\s*年")
DUE = {False: "annual_report", True: "government_annual_report"}  # by whether it is a government
SHOWN = 50
REPORTS = 200  # more than one a year, whatever was published twice


@dataclass(frozen=True, slots=True)
class Year:
    """A year and its annual report; ``report`` None is a gap, shown as one."""

    year: int
    report: Publication | None


@dataclass(frozen=True, slots=True)
class Column:
    """Everything an organisation's column shows on its first page."""

    guide: Publication | None
    rules: list[Publication]
    items: list[tuple[MandatoryItem, int]]
    annual_reports: list[Year]


def column(publisher: str, today: date, *, count: bool = True, government: bool = False) -> Column:
    """The column of an organisation (code), in four statements: each kind by itself crowds out no other.

    Without ``count`` the articles' items are not counted, which reads the organisation's whole index. A
    ``government`` has until later in the year for its annual report.
    """
    counted = items_count(publisher) if count else {}
    return Column(
        guide=next(iter(_newest(publisher, Kind.GUIDE, 1)), None),
        rules=_newest(publisher, Kind.RULE, SHOWN),
        items=[(item, counted.get(item.code, 0)) for item in ITEMS],
        annual_reports=years(_newest(publisher, Kind.ANNUAL_REPORT, REPORTS), today, government=government),
    )


def newest(organisation: Any, kind: Kind, limit: int) -> list[Publication]:
    """The newest public items of one kind of an organisation (its row), from the index ``pub_own_kind``."""
    rows = Publication.objects.filter(publisher=organisation.pk, kind=kind, status=Status.PUBLISHED)
    return list(rows.select_related("publisher").order_by("-published_at", "-id")[:limit])


def _newest(publisher: str, kind: Kind, limit: int) -> list[Publication]:
    rows = Publication.objects.filter(publisher__code=publisher, status=Status.PUBLISHED, kind=kind)
    return list(rows.select_related("publisher").order_by("-published_at", "-id")[:limit])


def items_count(publisher: str | None = None) -> dict[str, int]:
    """How many public items hang on each mandatory item, of one organisation (code) or of all."""
    rows = Publication.objects.filter(mandatory_item__gt="")
    rows = rows.filter(publisher__code=publisher) if publisher else rows
    counted = (
        rows.values("mandatory_item", "status").annotate(n=Count("pk")).order_by()
    )  # from the index alone
    return {row["mandatory_item"]: row["n"] for row in counted if row["status"] == Status.PUBLISHED}


def reported(publishers: Iterable[str], year: int) -> set[str]:
    """Which of these organisations (codes) have a public annual report about a year, in one statement."""
    rows = Publication.objects.filter(
        publisher__code__in=list(publishers), kind=Kind.ANNUAL_REPORT, title__contains=f"{year}年"
    )
    return {
        code for code, status in rows.values_list("publisher__code", "status") if status == Status.PUBLISHED
    }


def years(reports: list[Publication], today: date, *, government: bool = False) -> list[Year]:
    """Annual reports by year reported on, newest first, with every year between as a gap.

    Last year's has until the day of art. 49 of the Regulation: missing before then is no gap yet.
    """
    by_year: dict[int, Publication] = {}
    for row in reports:
        by_year.setdefault(_reported(row), row)
    due = deadlines.due_by(DUE[government], today.year - 1)
    newest = today.year - 1 if today > due else today.year - 2
    first = min(by_year, default=newest)
    span = range(max(newest, *by_year) if by_year else newest, max(first, FIRST_REPORT) - 1, -1)
    return [Year(year, by_year.get(year)) for year in span]


def _reported(row: Publication) -> int:
    """The year in the title, else the year before the report was published."""
    named = YEAR.search(row.title)
    return int(named[1]) if named else timezone.localtime(row.published_at).year - 1
