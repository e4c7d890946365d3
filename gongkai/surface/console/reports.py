"""年度报告: who has begun and how far each is; one report with its tables, gaps, words and review."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from gongkai.desk.disclosure.queries import charges
from gongkai.desk.disclosure.queries import reports as queries
from gongkai.desk.disclosure.rules import narrative, report_form, workbook
from gongkai.desk.disclosure.rules.charging import derivation
from gongkai.desk.disclosure.rules.identities import Tables
from gongkai.desk.disclosure.rules.report_form import TABLE_SECTIONS, Printed, table
from gongkai.desk.disclosure.rules.report_shares import shares
from gongkai.desk.disclosure.rules.reports import FEE, Source, State, date_rule
from gongkai.desk.disclosure.rules.stored import unpack
from gongkai.desk.disclosure.rules.tables import HANDLED, NEW, TABLE_TWO, TOTAL, Cell
from gongkai.desk.disclosure.services.report_review import KIND
from gongkai.ground.deadlines import queries as deadlines
from gongkai.ground.orgs.rules import GOVERNMENTS, Duty
from gongkai.record.editorial.queries import findings, reviews
from gongkai.record.editorial.rules.findings import Severity
from gongkai.record.editorial.rules.profiles import Profile

from .gate import actor, staff
from .manuscripts import stages
from .pages import cursor, following, word
from .sheets import XLSX

SHOWN = 60  # organisations on one screen
EARLIEST = 2008
CHARGES = 50  # fee notices that are listed
YEARS = 6  # years of the trend
LIMIT = 30  # broken sums that are listed; the cells are all marked


@dataclass(frozen=True, slots=True)
class Box:
    """A heading or a number of a table as it is drawn."""

    printed: Printed
    value: Any = ""
    broken: bool = False
    source: str = ""


def within(request: HttpRequest, key: int) -> Any:
    """The report, when it lies in the acting post's scope; else 404."""
    found = queries.one(actor(request).scope, key)
    if found is None:
        raise Http404("没有找到这份报告")
    return found


@require_safe
@staff
def listing(request: HttpRequest) -> HttpResponse:
    """The organisations of the scope and their reports of one year."""
    by, this = actor(request), timezone.localdate().year
    asked, at = word(request, "year", 4), cursor(request) or "0"
    year = int(asked) if asked.isascii() and asked.isdigit() and EARLIEST <= int(asked) <= this else this - 1
    begin = int(at) if at.isascii() and at.isdigit() and len(at) < 7 else 0
    found = queries.board(by.scope, year, begin=begin, limit=SHOWN + 1)
    context = {
        "year": year,
        "years": range(this, max(EARLIEST, this - 12), -1),
        "parts": [(part, due(part.organisation.kind, year)) for part in found[:SHOWN]],
        "following": following(request, str(begin + SHOWN) if len(found) > SHOWN else None),
        "may_begin": Duty.DRAFT in by.duties,
    }
    return render(request, "console/reports.html", context)


def due(kind: str, year: int) -> Any:
    """The last day of art. 49 for a kind of organisation."""
    return deadlines.due_by(date_rule(kind), year)


@require_safe
@staff
def detail(request: HttpRequest, key: int) -> HttpResponse:
    return shown(request, within(request, key))


def shown(request: HttpRequest, report: Any, *, status: int = 200, **extra: Any) -> HttpResponse:
    """One report: what does not add up is marked at its cells, what is missing is listed."""
    by, some = actor(request), queries.parts_of(report)
    tables, sources = queries.tables(report), queries.sources(report)
    years = [one for one in queries.years(report.organisation.code) if one.year <= report.year][:YEARS]
    before = next((one for one in years if one.year == report.year - 1), None)
    last = unpack(before.public_tables or before.tables) if before else None
    broken = queries.broken(report, some, last)
    marked = {cell for one in broken for cell in one.cells}
    review = reviews.opened(KIND, str(report.pk)) if report.state == State.REVIEWING else None
    writing = report.state == State.DRAFTING and Duty.DRAFT in by.duties
    found = findings.of(KIND, [str(report.pk)])
    own, charged = queries.own(report), charges.of([report.organisation_id], report.year)
    context = {
        "report": report,
        "title": report_form.title(report.organisation.name, report.year),
        "due": due(report.organisation.kind, report.year),
        "government": report.organisation.kind in GOVERNMENTS,
        "broken": broken[:LIMIT],
        "broken_count": len(broken),
        "warnings": queries.warnings(report, last) if report.state != State.PUBLISHED else [],
        "lacking": queries.lacking(report) if report.state == State.DRAFTING else [],
        "tables": [(label, drawn(n, tables, marked, sources)) for n, label in TABLE_SECTIONS.items()],
        "parts": some,
        "late": [part for part in some or () if part.report is None],
        "numbers": [
            (cell, own.get(cell, 0), Source(sources.get(cell.key, Source.OWN))) for cell in TABLE_TWO
        ],
        "sections": [
            (key, label, queries.written(report).get(key, ""), text)
            for (key, label), text in zip(
                narrative.SECTIONS.items(), queries.filled(report).values(), strict=True
            )
        ],
        "shares": shares(tables),
        "trend": trend(years),
        "findings": found,
        "grave": sum(one.severity == Severity.BLOCKING and not one.answer for one in found),
        "charged": charged[:CHARGES],
        "charged_how": derivation(charged, report.year),
        "charged_all": charges.counted(report, charged, some),
        "fee_entered": sources.get(FEE) == Source.ENTERED,
        "figures": [*narrative.FIGURES, narrative.FEE],
        "evidence": queries.evidence(report),
        "review": review,
        "stages": stages(Profile.MAJOR, review),
        "history": reviews.history(KIND, str(report.pk)),
        "writing": writing,
        "importable": writing and report.organisation.kind not in GOVERNMENTS,
        "may_recall": report.state in (State.REVIEWING, State.APPROVED) and Duty.DRAFT in by.duties,
        "may_publish": report.state == State.APPROVED and Duty.PUBLISH in by.duties,
        "may_correct": report.state == State.PUBLISHED and Duty.DRAFT in by.duties,
        "asked": bool(review and reviews.may_decide(by, review) and by.person != report.sender_id),
        **extra,
    }
    return render(request, "console/report.html", context, status=status)


def trend(years: Sequence[Any]) -> list[tuple[Any, Any, Any, Any]]:
    """Each year's report with its new and handled requests, and the most of any: the scale of all bars."""
    counted = [
        (one, *(queries.tables(one).get(Cell(3, row, TOTAL), 0) for row in (NEW, HANDLED))) for one in years
    ]
    most = max([1, *(number for _, *numbers in counted for number in numbers)])
    return [(one, new, handled, most) for one, new, handled in counted]


def drawn(number: int, tables: Tables, marked: set[Cell], sources: Mapping[str, str]) -> list[list[Box]]:
    """A table's lines as printed, with what does not add up marked."""

    def box(one: Printed) -> Box:
        if one.cell is None:
            return Box(one)
        source = Source(sources[one.cell.key]).label if one.cell.key in sources else ""
        return Box(one, tables.get(one.cell, 0), one.cell in marked, source)

    return [[box(one) for one in line] for _, line in groupby(table(number), key=lambda one: one.row)]


@require_safe
@staff
def export(request: HttpRequest, key: int, form: str) -> HttpResponse:
    """The tables as they stand, as a workbook or CSV."""
    report = within(request, key)
    title, tables = report_form.title(report.organisation.name, report.year), queries.tables(report)
    if form not in ("xlsx", "csv"):
        raise Http404("只能下载 xlsx 或 csv")
    content = workbook.as_workbook(tables, title) if form == "xlsx" else workbook.as_csv(tables)
    answer = HttpResponse(content, content_type=XLSX if form == "xlsx" else "text/csv; charset=utf-8")
    disposition = content_disposition_header(True, f"{title}.{form}")
    answer["Content-Disposition"] = disposition or "attachment"
    return answer
