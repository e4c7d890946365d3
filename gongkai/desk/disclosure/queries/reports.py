"""Reads of annual reports. The scope comes first: another organisation's report is not there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import orjson
from django.db.models import QuerySet

from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import EVERYWHERE, GOVERNMENTS, REPORTING, Actor, Duty, Scope
from gongkai.record.catalogue.queries import yearly
from gongkai.record.catalogue.rules import Status as Public

from ..models import AnnualReport, DisclosureRequest, ReportEvidence
from ..rules import narrative
from ..rules.identities import Broken, Number, Tables, doubtful
from ..rules.reports import Body, Source, State, parts, reports_in, wrong
from ..rules.stored import unpack
from ..rules.tables import DOCUMENTS, MADE, REPEALED, STANDING, Cell
from . import statistics

LISTED = 50


@dataclass(frozen=True, slots=True)
class Part:
    """A body whose numbers a government adds up, and its report of the year; None is missing."""

    organisation: Any
    report: AnnualReport | None


def within(scope: Scope) -> QuerySet[AnnualReport]:
    rows = AnnualReport.objects.select_related("organisation", "publication", "drafter")
    return rows if "" in scope.lineages else rows.filter(organisation__in=orgs.below(scope))


def one(scope: Scope, key: int) -> AnnualReport | None:
    """A report in the scope; None outside it, so that the screen answers 404."""
    return within(scope).filter(pk=key).first()


def of(organisation: str, year: int) -> AnnualReport | None:
    """The report of an organisation (code) about a year."""
    return within(EVERYWHERE).filter(organisation__code=organisation, year=year).first()


def years(organisation: str) -> list[AnnualReport]:
    """Every report of an organisation (code), the newest year first."""
    return list(within(EVERYWHERE).filter(organisation__code=organisation).order_by("-year"))


def board(scope: Scope, year: int, *, begin: int = 0, limit: int = LISTED) -> list[Part]:
    """Organisations in the scope that report on a year, in their order, each with its report if begun."""
    rows = orgs.below(scope).filter(kind__in=list(REPORTING))
    shown = [row for row in rows if reports_in(body(row), year)][begin : begin + limit]
    return joined(shown, year)


def joined(bodies: Sequence[Any], year: int) -> list[Part]:
    """Organisations with their reports of a year, in one statement."""
    found = AnnualReport.objects.select_related("organisation", "publication").filter(
        year=year, organisation__in=[row.pk for row in bodies]
    )
    by = {report.organisation_id: report for report in found}
    return [Part(row, by.get(row.pk)) for row in bodies]


def body(row: Any) -> Body:
    return Body(row.code, row.kind, row.lineage, row.opened_on, row.closed_on)


def parts_of(report: AnnualReport) -> list[Part] | None:
    """Whose numbers a government's report adds up, in two statements; None for what is no government."""
    own = report.organisation
    if own.kind not in GOVERNMENTS:
        return None
    below = list(orgs.below(Scope((own.lineage,))))
    counted = {part.code for part in parts(body(own), [body(row) for row in below], report.year)}
    return joined([row for row in below if row.code in counted], report.year)


def counted(codes: Iterable[str], year: int) -> dict[str, dict[Cell, Number]]:
    """Tables three and four of organisations (codes): those imported, for bodies that do not work here, else
    counted from cases and disputes."""
    keys = {row.code: row.pk for row in orgs.by_codes(codes).values()}
    found = imported(keys, year)
    for code, key in keys.items():
        if code not in found:
            found[code] = {**statistics.table_three_of([key], year), **statistics.table_four_of([key], year)}
    return found


def imported(codes: Iterable[str], year: int) -> dict[str, dict[Cell, Number]]:
    """Tables three and four of those organisations (codes) that had them imported."""
    rows = AnnualReport.objects.filter(organisation__code__in=list(codes), year=year)
    return {
        code: {cell: value for cell, value in unpack(own).items() if cell.table != 2}
        for code, own, packed in rows.values_list("organisation__code", "own", "sources")
        if orjson.loads(packed).get("3") == Source.IMPORTED
    }


def has_cases(report: AnnualReport) -> bool:
    """Whether the body works on the platform: then its tables three and four are counted, not imported."""
    return DisclosureRequest.objects.filter(
        organisation=report.organisation_id, received_on__lte=date(report.year, 12, 31)
    ).exists()


def from_catalogue(codes: Iterable[str], year: int) -> dict[str, dict[Cell, Number]]:
    """The rows of table two that the catalogue knows, of organisations (codes)."""
    found = {}
    for code, both in yearly.documents(codes, year).items():
        numbers: dict[Cell, Number] = {}
        for row, made in zip(DOCUMENTS, both, strict=True):
            values = {MADE: made.made, REPEALED: made.ended, STANDING: made.standing}
            numbers |= {Cell(2, row, column): value for column, value in values.items()}
        found[code] = numbers
    return found


def own(report: AnnualReport) -> dict[Cell, Number]:
    return unpack(report.own)


def tables(report: AnnualReport) -> dict[Cell, Number]:
    return unpack(report.tables)


def sources(report: AnnualReport) -> Mapping[str, str]:
    """Where each number of table two, and tables three and four, come from; OWN where nothing is said."""
    found: Mapping[str, str] = orjson.loads(report.sources)
    return found


def written(report: AnnualReport) -> dict[str, str]:
    """The sections as people wrote them, figures by their names."""
    found: dict[str, str] = orjson.loads(report.narrative)
    return found


def filled(report: AnnualReport) -> dict[str, str]:
    """The sections as they are read, with their figures."""
    numbers = tables(report)
    return {key: narrative.filled(text, numbers, fee(report)) for key, text in written(report).items()}


def fee(report: AnnualReport) -> Decimal | None:
    """The fee in yuan without needless decimals; None where nobody has said."""
    value: Decimal | None = report.fee
    if value is None:
        return None
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def before(report: AnnualReport) -> dict[Cell, Number] | None:
    """Last year's tables, as published or else as they stand; None where there is no report."""
    last = AnnualReport.objects.filter(organisation=report.organisation_id, year=report.year - 1).first()
    return unpack(last.public_tables or last.tables) if last else None


def broken(report: AnnualReport, some: Sequence[Part] | None, last: Tables | None) -> list[Broken]:
    """Every identity that a report breaks; ``some`` as ``parts_of`` tells, ``last`` as ``before`` does."""
    others = None if some is None else [tables(part.report) for part in some if part.report]
    return wrong(tables(report), last, own(report), others)


def warnings(report: AnnualReport, last: Tables | None) -> list[Broken]:
    """W1 and W2: what a person should look at before sending it to review; ``last`` as ``before`` tells."""
    found = doubtful(tables(report), last) if last is not None else []
    return [*found, *narrative.doubtful(filled(report), tables(report))]


def lacking(report: AnnualReport) -> list[str]:
    """What the words must still say."""
    return narrative.lacking(filled(report), government=report.organisation.kind in GOVERNMENTS)


def evidence(report: AnnualReport) -> list[ReportEvidence]:
    """What entered and imported numbers rest on, the newest first."""
    return list(ReportEvidence.objects.select_related("person").filter(report=report))


def pending(actor: Actor, limit: int = LISTED) -> list[AnnualReport]:
    """Reports of the actor's own organisation that wait for what its post may do."""
    wanted = [State.DRAFTING] if Duty.DRAFT in actor.duties else []
    wanted += [State.APPROVED] if Duty.PUBLISH in actor.duties else []
    rows = within(EVERYWHERE).filter(organisation__code=actor.organisation, state__in=wanted)
    return list(rows.order_by("year")[:limit])


def public(organisation: str) -> list[AnnualReport]:
    """Reports of an organisation (code) that the public may read now, the oldest year first."""
    rows = AnnualReport.objects.select_related("publication").filter(
        organisation__code=organisation, publication__isnull=False
    )
    return [row for row in rows.order_by("year") if _status(row) == Public.PUBLISHED]


def _status(row: AnnualReport) -> str:
    publication: Any = row.publication
    return str(publication.status)
