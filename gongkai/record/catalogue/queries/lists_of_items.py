"""Every adopted version of every catalogue of items against the digest that the ledger holds."""

from collections.abc import Iterator, Mapping
from typing import Any

from gongkai.ground.ledger.rules import Fault

from ..models import DisclosureItem, ItemCatalogue
from ..rules.item_lists import CatalogueState, digest
from .items import listed

Stated = Mapping[tuple[str, int], tuple[int | None, Mapping[str, Any]]]


def faults(stated: Stated) -> Iterator[Fault]:
    """Versions that are gone, altered, or not stated; rows of items outside any version."""
    rows = ItemCatalogue.objects.filter(state=CatalogueState.ADOPTED).select_related("organisation")
    here = {(row.organisation.code, row.number): row for row in rows}
    last: dict[int, int] = {}
    for (code, number), (index, facts) in stated.items():
        row = here.pop((code, number), None)
        where = f"{code} 第 {number} 版公开目录"
        if row is None:
            yield Fault(index, "items", f"{where}不见了")
            continue
        last[row.organisation_id] = max(last.get(row.organisation_id, 0), number)
        if row.digest != facts["digest"] or digest(listed(row)) != facts["digest"]:
            yield Fault(index, "items", f"{where}的事项与存证不符")
    for code, number in sorted(here):
        yield Fault(None, "items", f"{code} 第 {number} 版公开目录没有采用存证，是插入的记录")
    for organisation, code, first, end in DisclosureItem.objects.values_list(
        "organisation", "code", "from_number", "to_number"
    ):
        newest = last.get(organisation, 0)
        if first > newest or (end is not None and not first <= end < newest):
            yield Fault(None, "items", f"公开事项 {code} 不属于任何一版目录，是插入的记录")
