"""The fee notices and payments of an organisation's cases."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from gongkai.ground.deadlines.rules.events import Step

from ..models import AnnualReport, CaseEvent
from ..rules.charging import Charge, charges, collected, within
from ..rules.reports import Source
from . import reports


def of(organisations: Iterable[int], year: int) -> list[Charge]:
    """Charges of organisations (primary keys) that were told or paid in a year, in one statement. A payment
    follows its notice within weeks: one year back is far enough."""
    rows = CaseEvent.objects.filter(
        step__in=(Step.FEE_NOTICE, Step.PAID),
        on__range=(date(year - 1, 1, 1), date(year, 12, 31)),
        case__organisation__in=list(organisations),
    ).order_by("case", "position")
    return within(charges(rows.values_list("case__number", "step", "on", "fee")), year)


def counted(
    report: AnnualReport, own: Sequence[Charge], some: Sequence[reports.Part] | None = None
) -> Decimal | None:
    """What a report's fee comes to, in yuan: its ``own`` charges and, for a government, its parts' reports
    (``some`` as ``parts_of`` tells). None for a body whose requests are not handled here."""
    if reports.sources(report).get("3") == Source.IMPORTED:
        return None
    below = [part.report.fee for part in some or () if part.report and part.report.fee]
    return sum(below, Decimal(collected(own, report.year)))
