"""Documents that organisations made, ended and have in force in a year: for table two of the annual report.

The catalogue does not say of a document that it is a 规范性文件; what hangs on item 20.1 (行政法规、规章和
规范性文件) is counted, a 令 as a 规章. A person looks at the numbers before they are reported.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from ..models import Publication
from ..rules import Kind, Status, Validity, validity
from ..rules.validity import Dates

ITEM = "20.1"
ORDER = re.compile(r"令(?:第|[（(〔\[]|\d)")
STANDING = (Validity.VALID, Validity.AMENDED, Validity.PENDING)


@dataclass(slots=True)
class Made:
    """``made`` and ``ended`` in the year, ``standing`` on its last day."""

    made: int = 0
    ended: int = 0
    standing: int = 0


def documents(codes: Iterable[str], year: int) -> dict[str, tuple[Made, Made]]:
    """(规章, 行政规范性文件) of each organisation (code), in one statement."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    counted = {code: (Made(), Made()) for code in codes}
    rows = Publication.objects.filter(
        Q(item=ITEM) | Q(item__startswith=f"{ITEM}.") | Q(item="", mandatory_item=ITEM),
        publisher__code__in=list(counted),
        kind=Kind.DOCUMENT,
    ).exclude(document_number="")
    for code, status, number, made_on, published_at, begins, expires, repealed, lapsed in rows.values_list(
        "publisher__code", "status", "document_number", "made_on", "published_at",
        "effective_on", "expires_on", "repealed_on", "lapsed_on",
    ):  # fmt: skip
        since = made_on or timezone.localdate(published_at)
        if status != Status.PUBLISHED or since > last:
            continue
        dates = Dates(begins, expires, repealed, None, lapsed, since)
        tally = counted[code][0 if ORDER.search(number) else 1]
        tally.made += since >= first
        before = validity.on(Kind.DOCUMENT, dates, date(year - 1, 12, 31)) in (*STANDING, "")
        stands = validity.on(Kind.DOCUMENT, dates, last) in STANDING
        tally.standing += stands
        tally.ended += before and not stands
    return counted
