"""The item and the due day of what is being published: an organisation's own items, else art. 26 by kind."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from gongkai.ground.deadlines import queries as deadlines
from gongkai.ground.deadlines.rules.periods import NoDeadline

from ..models import DisclosureItem, Publication
from ..queries import items as queries
from ..rules import Disclosure, Unpublishable, items, limits
from ..rules.content import Prepared

Pairs = Sequence[tuple[Prepared, Publication]]


def hang(pairs: Pairs, publishers: Mapping[int, Any]) -> None:
    """Check the items of new publications and set ``due_on`` and ``late_days``.

    Raises Unpublishable for an item that is not in the publisher's present catalogue.
    """
    own = _checked(pairs, ever=False)
    known: dict[tuple[str, date], date | None] = {}
    for item, row in pairs:
        started_on = started(item, publishers[row.publisher_id])
        if started_on is None:
            continue
        held = own.get((row.publisher_id, row.item))
        rule = held.limit_rule if held else limits.for_kind(row.kind)
        if (rule, started_on) not in known:
            known[rule, started_on] = _due(rule, started_on)
        row.due_on = known[rule, started_on]
        late = (timezone.localdate(row.published_at) - row.due_on).days if row.due_on else 0
        row.late_days = late if late > 0 else None


def check(pairs: Pairs) -> None:
    """Check the items of new versions: an item that stood once may stay. Raises Unpublishable."""
    _checked(pairs, ever=True)


def _checked(pairs: Pairs, *, ever: bool) -> dict[tuple[int, str], DisclosureItem]:
    wanted = {(row.publisher_id, row.item) for _, row in pairs if items.own(row.item)}
    found = queries.by_codes(wanted, ever=ever)
    for _, code in sorted(wanted - set(found)):
        raise Unpublishable(f"公开事项 {code} 不在发布机构的现行公开目录中，请重新选择")
    return found


def started(item: Prepared, publisher: Any) -> date | None:
    """The day from which the limit of a publication runs: made, approved or decided. None: not judged.

    What was imported, what is not disclosed unasked, and what another body made (条例 art. 10: the maker
    publishes) is not judged. A budget bears as its date the day of its approval.
    """
    draft = item.draft
    if draft.migrated or draft.disclosure != Disclosure.PROACTIVE:
        return None
    names = {publisher.name, publisher.short_name} - {""}
    if draft.issuing_bodies and not any(name in body for body in draft.issuing_bodies for name in names):
        return None
    return draft.made_on


def _due(rule: str, started_on: date) -> date | None:
    try:
        due = limits.due_on(rule, started_on, deadlines.calendar(), deadlines.statute)
    except NoDeadline:
        return None
    return due.on if due else None
