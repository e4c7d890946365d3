"""What followers, the proof pages and the tlog-tiles endpoints read from the ledger."""

import base64
import json
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from ..models import Checkpoint, Entry, Tile
from ..rules import LedgerBroken, content, instant, is_public, leaf_data, tree
from . import keys

FOLLOW = 1000
BUNDLE = tree.WIDTH


def checkpoint(size: int | None = None) -> Checkpoint | None:
    """The latest checkpoint, or the one that states ``size``; None while there is none."""
    rows = Checkpoint.objects.order_by("-size")
    return (rows if size is None else rows.filter(size=size)).first()


def head() -> int:
    """How many entries stand in the tree."""
    latest = Checkpoint.objects.order_by("-size").values_list("size", flat=True).first()
    return latest or 0


def follow(after: int, limit: int = FOLLOW) -> list[Entry]:
    """Entries with index >= ``after`` in order, at most ``limit``, without gaps.

    A follower keeps ``after`` = last index + 1. Raises LedgerBroken where an index is missing: going on
    would silently lose it.
    """
    entries = list(Entry.objects.filter(index__gte=after).order_by("index")[:limit])
    for expected, entry in enumerate(entries, start=after):
        if entry.index != expected:
            raise LedgerBroken(f"存证第 {expected} 条缺失，跟随停止；请运行 gongkai verify 查明后从备份恢复")
    return entries


def facts(entry: Entry) -> dict[str, Any]:
    """The entry's facts as a dictionary."""
    found: dict[str, Any] = json.loads(entry.facts)
    return found


def of(subject: str) -> list[Entry]:
    """Everything recorded about a subject, in order of recording, sequenced or not."""
    return list(Entry.objects.filter(subject=subject).order_by("id"))


def of_many(subjects: Iterable[str]) -> dict[str, list[Entry]]:
    """Like ``of``, for many subjects in one statement; a subject without entries is no key."""
    found: dict[str, list[Entry]] = {}
    for entry in Entry.objects.filter(subject__in=list(subjects)).order_by("id"):
        found.setdefault(entry.subject, []).append(entry)
    return found


def waiting() -> int:
    """How many entries have no index yet."""
    return Entry.objects.filter(index=None).count()


def leaf_of(entry: Entry) -> bytes:
    """The leaf data that the tree holds for an entry."""
    body = content(entry.kind, entry.subject, entry.post, instant(entry.at), entry.facts)
    return leaf_data(entry.kind, entry.salt, body)


def tile(level: int, number: int, width: int = tree.WIDTH) -> bytes | None:
    """A hash tile, ``width`` hashes of 32 bytes (C2SP tlog-tiles); None when the tree has not got so far."""
    row = Tile.objects.filter(level=level, number=number).values_list("hashes", flat=True).first()
    if row is None or not 0 < width <= tree.WIDTH or len(row) < width * tree.HASH:
        return None
    return bytes(row)[: width * tree.HASH]


def entry_bundle(number: int, width: int = BUNDLE) -> bytes | None:
    """Leaf data of ``width`` entries from ``number * 256``, each after its length (uint16, big endian)."""
    start = number * BUNDLE
    if number < 0 or not 0 < width <= BUNDLE or head() < start + width:
        return None
    leaves = [leaf_of(entry) for entry in follow(start, width)]
    return b"".join(len(leaf).to_bytes(2, "big") + leaf for leaf in leaves)


def _nodes() -> Callable[[int, int], bytes]:
    """Reads perfect subtrees out of the tiles, each tile once."""

    @cache
    def hashes(level: int, number: int) -> bytes:
        row = Tile.objects.filter(level=level, number=number).values_list("hashes", flat=True).first()
        return b"" if row is None else bytes(row)

    def node(level: int, position: int) -> bytes:
        low, rise = divmod(level, tree.HEIGHT)
        start = position << rise
        stored = hashes(low, start >> tree.HEIGHT)
        first = start % tree.WIDTH
        cut = [stored[(first + i) * tree.HASH : (first + i + 1) * tree.HASH] for i in range(1 << rise)]
        if len(cut[-1]) != tree.HASH:
            raise LedgerBroken(f"存证分片 {low}/{start >> tree.HEIGHT} 不全；请运行 gongkai verify")
        return tree.perfect(cut)

    return node


def root(size: int) -> bytes:
    """The tree's root when it had ``size`` entries, from the tiles."""
    return tree.subtree(0, size, _nodes())


def inclusion(index: int, size: int) -> list[bytes]:
    """RFC 9162 audit path of entry ``index`` in the tree of ``size``. ValueError outside the tree."""
    if size > head():
        raise ValueError(f"存证现有 {head()} 条，没有 {size} 条的树")
    return tree.inclusion(index, size, _nodes())


def inclusions(indexes: Iterable[int], size: int) -> list[list[bytes]]:
    """The audit paths of several entries in the tree of ``size``; each tile is read once."""
    if size > head():
        raise ValueError(f"存证现有 {head()} 条，没有 {size} 条的树")
    nodes = _nodes()
    return [tree.inclusion(index, size, nodes) for index in indexes]


def first_stating(index: int) -> Checkpoint | None:
    """The earliest checkpoint whose tree holds the entry of this index."""
    return Checkpoint.objects.filter(size__gt=index).order_by("size").first()


def stating_at_most(size: int) -> Checkpoint | None:
    """The latest checkpoint whose tree has no more than ``size`` entries."""
    return Checkpoint.objects.filter(size__lte=size).order_by("-size").first()


def consistency(old: int, new: int) -> list[bytes]:
    """RFC 9162 proof that the tree of ``new`` entries begins with that of ``old``. ValueError outside."""
    if new > head():
        raise ValueError(f"存证现有 {head()} 条，没有 {new} 条的树")
    return tree.consistency(old, new, _nodes())


def verifier_key() -> str:
    """The public key that checks our checkpoints, as C2SP signed-note writes it."""
    return keys.current().verifier()


def bundle(index: int) -> dict[str, Any] | None:
    """Everything that proves one entry, for a program that knows nothing of us; None when not sequenced.

    ``entry`` is the readable content of a public entry, None for any other (its leaf is a commitment).
    """
    entry = Entry.objects.filter(index=index).first()
    latest = checkpoint()
    if entry is None or latest is None or index >= latest.size:
        return None
    leaf = leaf_of(entry)
    return {
        "format": "gongkai-proof-1",
        "index": index,
        "size": latest.size,
        "leaf_data": base64.b64encode(leaf).decode(),
        "inclusion": [part.hex() for part in inclusion(index, latest.size)],
        "checkpoint": latest.note,
        "verifier_key": verifier_key(),
        "entry": json.loads(leaf) if is_public(entry.kind) else None,
    }


def growth(old: int) -> dict[str, Any] | None:
    """The proof that today's tree begins with the tree of ``old`` entries that somebody saved earlier."""
    latest = checkpoint()
    if latest is None or not 0 < old <= latest.size:
        return None
    return {
        "format": "gongkai-growth-1",
        "old_size": old,
        "size": latest.size,
        "consistency": [part.hex() for part in consistency(old, latest.size)],
        "checkpoint": latest.note,
        "verifier_key": verifier_key(),
    }
