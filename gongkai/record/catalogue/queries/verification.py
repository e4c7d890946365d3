"""Recomputes every row of the catalogue from versions and ledger, and names what does not hold.

One pass over the ledger in order: each publication is read with all its rows when its first entry comes by.
Then what the pass did not meet: rows that nothing in the ledger states. Read inside ``raw.snapshot()`` of the
ledger, with every entry sequenced.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson
from django.db import DatabaseError

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.ledger.rules import Fault, instant

from ..models import Alias, Attached, Channel, Placement, Publication, Relation, Serial, Version
from ..rules.history import Event, told
from . import comparison, lists_of_items, withholding

Progress = Callable[[int, int | None], None]
BATCH = 500
HELD = ("owner", "parent", "update_days")
DAMAGED = (DatabaseError, ValueError, TypeError, KeyError, AttributeError)


@dataclass(slots=True)
class Seen:
    """What the pass over the ledger has met so far."""

    publications: int = 0
    serials: dict[tuple[str, int], int] = field(default_factory=dict)
    channels: dict[str, tuple[int | None, dict[str, Any]]] = field(default_factory=dict)
    items: dict[tuple[str, int], tuple[int | None, dict[str, Any]]] = field(default_factory=dict)
    matters: dict[tuple[str, int], tuple[int | None, dict[str, Any]]] = field(default_factory=dict)


def verify(progress: Progress | None = None) -> Fault | None:
    """The first fault by ledger order, then rows that the ledger does not know; None when all holds."""
    return next(faults(progress), None)


def faults(progress: Progress | None = None) -> Iterator[Fault]:
    """Every fault, in bounded memory."""
    seen, after, head = Seen(), 0, ledger.head()
    while entries := ledger.follow(after, BATCH):
        after += len(entries)
        first = []
        for entry in entries:
            if entry.kind == "publication.published":
                first.append(entry.subject)
            elif entry.kind.startswith("channel."):
                facts = ledger.facts(entry)
                seen.channels[facts["code"]] = (entry.index, facts)
            elif entry.kind == "items.adopted":
                facts = ledger.facts(entry)
                seen.items[facts["organisation"], facts["number"]] = (entry.index, facts)
            elif entry.kind.startswith("matter."):
                facts = ledger.facts(entry)
                seen.matters[facts["organisation"], facts["number"]] = (entry.index, facts)
        seen.publications += len(first)
        for identifier in first:
            code, _, rest = identifier.partition("/")
            year, _, serial = rest.partition("-")
            slot = code, int(year)
            seen.serials[slot] = max(seen.serials.get(slot, 0), int(serial))
        yield from _checked(first)
        if progress:
            progress(after, head)
    yield from _unknown(seen)
    yield from _channels(seen)
    yield from lists_of_items.faults(seen.items)
    yield from withholding.faults(seen.matters)
    yield from _serials(seen)


def _checked(identifiers: list[str]) -> Iterator[Fault]:
    """A batch; where a row cannot even be read, one publication at a time."""
    try:
        yield from list(_publications(identifiers))
    except DAMAGED as damaged:
        if len(identifiers) == 1:
            yield Fault(_index(identifiers[0]), "publication", f"{identifiers[0]} 的数据无法读取：{damaged}")
        else:
            for identifier in identifiers:
                yield from _checked([identifier])


def _index(identifier: str) -> int | None:
    return next((entry.index for entry in ledger.of(identifier)), None)


def _events(identifiers: list[str]) -> dict[str, list[Event]]:
    return {
        identifier: [
            Event(entry.index, entry.kind, instant(entry.at), orjson.loads(entry.facts)) for entry in entries
        ]
        for identifier, entries in ledger.of_many(identifiers).items()
    }


def _publications(identifiers: list[str]) -> Iterator[Fault]:
    if not identifiers:
        return
    events = _events(identifiers)
    rows = Publication.objects.select_related("publisher", "successor").filter(identifier__in=identifiers)
    here = {row.identifier: row for row in rows}
    keys = [row.pk for row in here.values()]
    versions = _grouped(Version.objects.filter(publication__in=keys).order_by("number"))
    placements = _grouped(Placement.objects.filter(publication__in=keys).select_related("channel"))
    aliases = _grouped(Alias.objects.filter(publication__in=keys))
    files = _grouped(Attached.objects.filter(publication__in=keys))
    own = _grouped(Relation.objects.filter(source__in=keys).select_related("target"), "source_id")
    for identifier in identifiers:
        history = told(events[identifier])
        row = here.get(identifier)
        if row is None:
            yield Fault(history.index, "publication", f"{identifier} 已发布的记录不见了")
            continue
        if history.published != 1:
            yield Fault(history.index, "publication", f"{identifier} 的发布记录出现 {history.published} 次")
        metadata = {v.number: orjson.loads(v.metadata) for v in versions[row.pk] if v.metadata}
        yield from comparison.versions(row, history, versions[row.pk])
        yield from comparison.columns(row, history, metadata.get(row.version))
        yield from comparison.placements(row, history, placements[row.pk])
        held = {one.sha256 for one in files[row.pk]}
        yield from comparison.attached(row, history, held, metadata.values())
        yield from comparison.aliases(row, history, aliases[row.pk], metadata.values())
        yield from comparison.relations(row, history, events[identifier], metadata, own[row.pk])


def _grouped(rows: Iterable[Any], key: str = "publication_id") -> defaultdict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, key)].append(row)
    return found


def _unknown(seen: Seen) -> Iterator[Fault]:
    """Publications that no entry states; looked for only when there are too many."""
    if Publication.objects.count() <= seen.publications:
        return
    after = 0
    named = Publication.objects.order_by("pk").values_list("pk", "identifier")
    while rows := list(named.filter(pk__gt=after)[:BATCH]):
        after = rows[-1][0]
        known = ledger.of_many([identifier for _, identifier in rows])
        for _, identifier in rows:
            if not any(entry.kind == "publication.published" for entry in known.get(identifier, ())):
                yield Fault(None, "publication", f"{identifier} 没有发布存证，是插入的记录")


def _channels(seen: Seen) -> Iterator[Fault]:
    rows = {row.code: row for row in Channel.objects.select_related("owner", "parent")}
    for code, (index, facts) in seen.channels.items():
        row = rows.pop(code, None)
        if row is None:
            yield Fault(index, "channel", f"栏目 {code} 不见了")
            continue
        now = {name: comparison.plain(getattr(row, name)) for name in facts if name not in HELD}
        now |= {
            "owner": row.owner.code,
            "parent": row.parent.code if row.parent else "",
            "update_days": row.update_days,
        }
        for name in sorted(facts):
            if now[name] != facts[name]:
                yield Fault(index, "channel", f"栏目 {code} 的 {name} 被改动")
    for code in sorted(rows):
        yield Fault(None, "channel", f"栏目 {code} 没有开设存证，是插入的记录")


def _serials(seen: Seen) -> Iterator[Fault]:
    stored = {
        (code, year): last
        for code, year, last in Serial.objects.values_list("organisation__code", "year", "last")
        if last
    }
    for slot in sorted(set(stored) | set(seen.serials)):
        if stored.get(slot, 0) != seen.serials.get(slot, 0):
            code, year = slot
            yield Fault(None, "serial", f"{code} {year} 年的流水号与已用索引号不符")
