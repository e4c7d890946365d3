"""Rebuilds the tree from the rows and compares it with everything that was ever signed.

One pass in order of index, in bounded memory: each entry's content gives its leaf, leaf and index its seal,
the leaves the tiles, the tiles the roots of the checkpoints. The first thing that does not hold is named.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, connection

from .. import rules
from ..rules import Fault, seals, tree
from ..rules.notes import Keys
from . import keys, raw, statements

Progress = Callable[[int, int | None], None]
COLUMNS = (
    "kind, subject, post, AS_STORED(at), facts, salt, leaf, seal, person, organisation FROM ledger_entry"
)
PLACED = f'SELECT "index", {COLUMNS} WHERE "index" > %s ORDER BY "index" LIMIT %s'  # noqa: S608
WAITING = f'SELECT id, {COLUMNS} WHERE "index" IS NULL AND id > %s ORDER BY id LIMIT %s'  # noqa: S608
STORED = (
    'SELECT id, "index", leaf, seal, person FROM ledger_entry NOT INDEXED'
    ' WHERE id > %s AND "index" IS NOT NULL ORDER BY id LIMIT %s'
)
TABLES = ("ledger_entry", "ledger_tile", "ledger_checkpoint")
COUNT = 'SELECT count(*) FROM ledger_entry WHERE "index" IS NOT NULL'
TILE = "SELECT hashes FROM ledger_tile WHERE level = %s AND number = %s"
TILES = "SELECT count(*) FROM ledger_tile"
STEP = 5000


@dataclass(frozen=True, slots=True)
class Verdict:
    """Size and root of the tree that the rows give, and the first fault."""

    size: int
    root: bytes
    fault: Fault | None


def verify(given: list[statements.Witness], progress: Progress | None = None) -> Verdict:
    """Check every row and column of the ledger, inside ``raw.snapshot()``.

    ``given`` comes from ``statements.witnesses``. Entries that wait for their index are checked too.
    """
    own = keys.current()
    told, faults = statements.opened(given, own)
    frontier = tree.Frontier()
    try:
        stream = statements.Stream(own)
        found = _entries(frontier, own, stream, told, progress)
        if stream.fault:
            faults.append(stream.fault)
        if found is None:
            found = _end(frontier, stream, told) or _waiting(own) or _sqlite(own, frontier.size)
    except DatabaseError as broken:
        found = Fault(frontier.size, "database", f"数据库文件读不出来：{broken}")
    if found:
        faults.append(found)
    return Verdict(frontier.size, frontier.root(), first(faults))


def first(faults: list[Fault]) -> Fault | None:
    """The fault to name: rows before tiles and checkpoints (which a rewritten row takes with it), by index.

    Faults without an index come last.
    """
    return min(
        faults,
        key=lambda fault: (fault.index is None, fault.kind in ("tile", "checkpoint"), fault.index or 0),
        default=None,
    )


def _entries(
    frontier: tree.Frontier,
    own: Keys,
    stream: statements.Stream,
    told: dict[int, list[tuple[str, bytes]]],
    progress: Progress | None,
) -> Fault | None:
    """The pass over the rows. After a fault the rest is only counted into size and root."""
    fault: Fault | None = None
    total = (raw.one(COUNT) or (0,))[0]
    for row in raw.rows(PLACED):
        expected = frontier.size
        leaf, wrong = _entry(own, row, expected)
        done = frontier.append(leaf)
        if fault is None:
            fault = wrong or _tiles(done) or _roots(frontier, stream, told)
        if progress and frontier.size % STEP == 0:
            progress(frontier.size, total)
    if progress:
        progress(frontier.size, total)
    return fault


def _entry(own: Keys, row: tuple[Any, ...], expected: int) -> tuple[bytes, Fault | None]:
    """The leaf that a row's content gives, and what is wrong with the row at place ``expected``."""
    index = row[0]
    leaf, sound = _leaf(row)
    if index != expected:
        if isinstance(index, int) and index > expected:
            return leaf, Fault(expected, "entry", f"第 {expected} 条缺失（下一条是第 {index} 条）")
        return leaf, Fault(expected, "entry", f"多出一条序号为 {index} 的条目")
    if row[8] != seals.sequenced(own, expected, leaf.hex(), row[9]):
        if sound and row[8] != seals.sequenced(own, expected, raw.text(row[7]), row[9]):
            return leaf, Fault(expected, "entry", f"第 {expected} 条的封印不符：整条被改写、调换或插入")
        return leaf, Fault(expected, "entry", f"第 {expected} 条的内容与入树时不符")
    if not sound:
        return leaf, Fault(expected, "entry", f"第 {expected} 条的叶子、盐或机构被改动")
    return leaf, None


def _leaf(row: tuple[Any, ...]) -> tuple[bytes, bool]:
    """The leaf hash of a row's content, and whether the stored leaf, salt and organisation are in order."""
    kind, salt = raw.text(row[1]), raw.text(row[6])
    body = rules.content(kind, raw.text(row[2]), raw.text(row[3]), raw.instant(row[4]), raw.text(row[5]))
    leaf = tree.leaf_hash(rules.leaf_data(kind, salt, body))
    derived = row[7] == leaf.hex() and row[10] == rules.organisation_of(raw.text(row[3]))
    return leaf, derived and (salt == "" or not rules.is_public(kind))


def _tiles(built: list[tree.TileHashes]) -> Fault | None:
    """Compare tiles built from rows with the stored ones."""
    for tile in built:
        name = f"{tile.level}/{tile.number}"
        row = raw.one(TILE, tile.level, tile.number)
        span = tree.WIDTH**tile.level
        start = tile.number * tree.WIDTH * span
        if row is None:
            return Fault(start, "tile", f"存证分片 {name} 缺失")
        stored = bytes(row[0]) if isinstance(row[0], (bytes, memoryview)) else b""
        if stored == tile.hashes:
            continue
        for place in range(tree.WIDTH):
            part = slice(place * tree.HASH, (place + 1) * tree.HASH)
            if stored[part] != tile.hashes[part]:
                return Fault(start + place * span, "tile", f"存证分片 {name} 的第 {place} 个散列不符")
    return None


def _roots(
    frontier: tree.Frontier, stream: statements.Stream, told: dict[int, list[tuple[str, bytes]]]
) -> Fault | None:
    """Compare the root at this size with whoever stated it."""
    size = frontier.size
    if (stream.next is None or stream.next.size != size) and size not in told:
        return None
    root = frontier.root()
    if wrong := stream.reached(size, root):
        return wrong
    for name, stated in told.pop(size, []):
        if stated != root:
            return Fault(None, "checkpoint", f"检查点文件 {name}：前 {size} 条的树根不同，有条目被整体改写")
    return None


def _end(
    frontier: tree.Frontier, stream: statements.Stream, told: dict[int, list[tuple[str, bytes]]]
) -> Fault | None:
    """What is missing or too much at the right edge."""
    size = frontier.size
    if stream.next is not None:
        return Fault(size, "entry", f"第 {size} 条起缺失：检查点签过 {stream.next.size} 条，末尾被截断")
    longer = [(stated, name) for stated, roots in told.items() if stated > size for name, _ in roots]
    if longer:
        stated, name = max(longer)
        return Fault(size, "entry", f"第 {size} 条起缺失：检查点文件 {name} 签过 {stated} 条，末尾被截断")
    if stream.fault is None and stream.stated != size:
        return Fault(
            stream.stated, "checkpoint", f"第 {stream.stated} 条起没有检查点：检查点被删或条目系插入"
        )
    unfinished = list(frontier.unfinished())
    complete = sum(size >> tree.HEIGHT * (level + 1) for level in range(tree.levels(size)))
    if wrong := _tiles(unfinished):
        return wrong
    if (raw.one(TILES) or (0,))[0] != complete + len(unfinished):
        return Fault(None, "tile", "存证分片的数目不符：有多余的分片")
    return None


def _waiting(own: Keys) -> Fault | None:
    """Entries without an index: only those this program recorded."""
    for row in raw.rows(WAITING):
        leaf, sound = _leaf(row)
        if not sound or row[8] != seals.recorded(own, leaf.hex(), row[9]):
            return Fault(None, "entry", f"未入序的条目（编号 {row[0]}）被改动，或不是本系统所写")
    return None


def _sqlite(own: Keys, size: int) -> Fault | None:
    """SQLite answers the pass from its index trees; the rows themselves must say the same."""
    if connection.vendor != "sqlite":
        return None
    for identifier, index, leaf, seal, person in raw.rows(STORED):
        text = raw.text(leaf)
        if isinstance(index, int) and seal == seals.sequenced(own, index, text, person):
            continue
        sealed = (place for place in range(size) if seal == seals.sequenced(own, place, text, person))
        return Fault(next(sealed, None), "entry", f"条目（编号 {identifier}）的序号被改为 {index}")
    for table in TABLES:
        told = (raw.one(f"PRAGMA integrity_check({table})") or ("",))[0]
        if told != "ok":
            return Fault(None, "database", f"数据表 {table} 与其索引不一致：{told}")
    return None
