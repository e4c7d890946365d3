"""What organisations do not disclose: their lists, what is due to be assessed anew, and proof of the rows."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from gongkai.ground.ledger.rules import Fault
from gongkai.ground.orgs.rules import Scope
from gongkai.record.editorial.rules.checks.subject import Withheld

from ..models import WithheldMatter
from ..rules.withholding import MatterState, digest
from .staff import publishers

Stated = Mapping[tuple[str, int], tuple[int | None, Mapping[str, Any]]]


def matters(organisation: str) -> list[WithheldMatter]:
    """Everything on the list of an organisation (code), what was disclosed since included, by number."""
    return list(WithheldMatter.objects.filter(organisation__code=organisation))


def withheld(organisation: str) -> list[WithheldMatter]:
    """What an organisation does not disclose today."""
    rows = WithheldMatter.objects.filter(organisation__code=organisation, state=MatterState.WITHHELD)
    return list(rows)


def entries(organisation: str) -> tuple[Withheld, ...]:
    """The same, as the checks read it."""
    return tuple(Withheld(row.title, row.get_ground_display()) for row in withheld(organisation))


def matter(scope: Scope, organisation: str, number: int) -> WithheldMatter | None:
    """One matter in the scope; None outside it."""
    rows = WithheldMatter.objects.select_related("organisation")
    row = rows.filter(organisation__code=organisation, number=number).first()
    return row if row and scope.covers(row.organisation.lineage) else None


def due(scope: Scope, on: date) -> QuerySet[WithheldMatter]:
    """Matters in the scope whose day of re-assessment has come (条例 art. 18), longest waiting first."""
    rows = WithheldMatter.objects.filter(state=MatterState.WITHHELD, reassess_on__lte=on)
    keys = publishers(scope)
    rows = rows if keys is None else rows.filter(organisation__in=keys)
    return rows.select_related("organisation").order_by("reassess_on", "pk")


def facts(row: WithheldMatter, organisation: str) -> dict[str, Any]:
    """Codes, dates and a digest: what the ledger holds of a matter and a row is compared with."""
    return {
        "organisation": organisation,
        "number": row.number,
        "ground": str(row.ground),
        "state": str(row.state),
        "decided_on": row.decided_on.isoformat(),
        "reassess_on": row.reassess_on.isoformat(),
        "digest": digest(row.title, row.scope, row.basis),
    }


def faults(stated: Stated) -> Iterator[Fault]:
    """Matters that are gone, altered or inserted."""
    rows = {
        (row.organisation.code, row.number): row
        for row in WithheldMatter.objects.select_related("organisation")
    }
    for key, (index, said) in stated.items():
        row = rows.pop(key, None)
        where = f"{key[0]} 不予公开事项第 {key[1]} 号"
        if row is None:
            yield Fault(index, "matter", f"{where}不见了")
        elif any(said[name] != value for name, value in facts(row, key[0]).items()):
            yield Fault(index, "matter", f"{where}与存证不符")
    for code, number in sorted(rows):
        yield Fault(None, "matter", f"{code} 不予公开事项第 {number} 号没有存证，是插入的记录")
