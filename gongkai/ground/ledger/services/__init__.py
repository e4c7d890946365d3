"""Recording facts, and taking them into the tree.

Recording takes no lock: an entry is one insert in the caller's transaction. The sequencer takes whatever
has no index yet (identifiers are not commit order, so a cursor over them would lose late commits), one
sequencer at a time.
"""

import secrets
from datetime import datetime
from functools import partial
from typing import Any, Protocol

from django.db import connection, transaction
from django.utils import timezone

from .. import queries, rules
from ..models import Checkpoint, Entry, Tile
from ..queries import keys
from ..rules import EntryRefused, LedgerBroken, notes, seals, tree
from .saving import keep

BATCH = 1000
ADVISORY_LOCK = 0x6C65_6467_6572  # "ledger"
INSERT = (
    "INSERT INTO ledger_entry (kind, subject, post, organisation, person, at, facts, salt, leaf, seal)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
PLACE = 'UPDATE ledger_entry SET "index" = %s, seal = %s WHERE id = %s'


class Acting(Protocol):
    """Whoever acts: the ledger names the post, and the row keeps the number of ``person`` if there is one."""

    @property
    def post(self) -> str: ...


def record(kind: str, subject: str, /, *, by: Acting, at: datetime | None = None, **facts: Any) -> None:
    """Record one fact in the caller's transaction.

    Raises EntryRefused outside a transaction, for facts without a canonical form, and beyond 64 KB.
    """
    record_many(kind, [(subject, facts)], by=by, at=at)


def record_many(
    kind: str, subjects: list[tuple[str, dict[str, Any]]], *, by: Acting, at: datetime | None = None
) -> None:
    """Record one fact about each subject, with its own facts, in one insert."""
    if not connection.in_atomic_block:
        raise EntryRefused("存证必须与业务在同一事务中写入：请在 transaction.atomic 内调用 record")
    moment = at or timezone.now()
    own = keys.current()
    stored = connection.ops.adapt_datetimefield_value(moment)
    who = by.post, getattr(by, "person", 0) or None
    rows = [
        _row(kind, subject, facts, who, rules.instant(moment), stored, own) for subject, facts in subjects
    ]
    with connection.cursor() as cursor:
        cursor.executemany(INSERT, rows)  # four times as fast as bulk_create


def _row(
    kind: str,
    subject: str,
    facts: dict[str, Any],
    who: tuple[str, int | None],
    at: str,
    stored: Any,
    own: notes.Keys,
) -> tuple[Any, ...]:
    """The columns of a new entry; ``at`` is the instant for the leaf, ``stored`` the same for the engine."""
    post, person = who
    limits = ((kind, rules.MAX_KIND), (subject, rules.MAX_SUBJECT), (post, rules.MAX_POST))
    for text, limit in limits:
        if not text or len(text) > limit or "\x00" in text or not _encodable(text):
            raise EntryRefused(
                f"存证的事项、对象、岗位须为 1 至 {limit} 字且不含空字符和无法编码的字符：{text[:40]!r}"
            )
    text = rules.canonical(facts).decode()
    salt = "" if rules.is_public(kind) else secrets.token_hex(rules.SALT_BYTES)
    body = rules.content(kind, subject, post, at, text)
    if len(body) > rules.MAX_LEAF:
        raise EntryRefused(
            f"一条存证最多 {rules.MAX_LEAF} 字节，现有 {len(body)} 字节；请只记编号和摘要，不记全文"
        )
    leaf = tree.leaf_hash(rules.leaf_data(kind, salt, body)).hex()
    seal = seals.recorded(own, leaf, person)
    return kind, subject, post, rules.organisation_of(post), person, stored, text, salt, leaf, seal


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def sequence(limit: int = BATCH) -> int:
    """Give up to ``limit`` waiting entries their index, extend the tree, sign a checkpoint.

    Returns how many were taken. Entries whose seal does not hold were not put there by this program: they
    stay outside, and ``gongkai verify`` names them. Raises LedgerBroken when the stored tree contradicts
    itself or its checkpoint.
    """
    if not Entry.objects.filter(index=None).exists():
        return 0
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY_LOCK])
        own = keys.current()
        taken = _genuine(limit, own)
        if not taken:
            return 0
        latest = queries.checkpoint()
        frontier = _restore(latest, own)
        touched: dict[tuple[int, int], bytes] = {}
        placed = []
        for identifier, leaf, person in taken:
            placed.append((frontier.size, seals.sequenced(own, frontier.size, leaf, person), identifier))
            for full in frontier.append(bytes.fromhex(leaf)):
                touched[full.level, full.number] = full.hashes
        touched.update({(part.level, part.number): part.hashes for part in frontier.unfinished()})
        if Entry.objects.filter(index__gte=placed[0][0]).exists():
            raise LedgerBroken(f"序号 {placed[0][0]} 以后已有来历不明的条目；请运行 gongkai verify")
        with connection.cursor() as cursor:
            cursor.executemany(PLACE, placed)
        Tile.objects.bulk_create(
            [Tile(level=level, number=number, hashes=hashes) for (level, number), hashes in touched.items()],
            update_conflicts=True,
            unique_fields=["level", "number"],
            update_fields=["hashes"],
        )
        note = _state(frontier, 0 if latest is None else latest.number + 1, own)
        transaction.on_commit(partial(keep, note))
    return len(placed)


def sequence_all() -> int:
    """Sequence until nothing genuine waits; returns how many entries were taken."""
    total = 0
    while taken := sequence():
        total += taken
    return total


def _genuine(limit: int, own: notes.Keys) -> list[tuple[int, str, int | None]]:
    """Waiting entries in order of identifier whose seal holds: (identifier, leaf, person).

    Always what one statement saw: a second one could see a later entry of a writer whose earlier entry,
    with a smaller identifier, was committed in between.
    """
    window = limit
    while True:
        waiting = Entry.objects.filter(index=None).order_by("id")
        rows = list(waiting.values_list("id", "leaf", "person", "seal")[:window])
        found = [row[:3] for row in rows if row[3] == seals.recorded(own, *row[1:3])]
        if found or len(rows) < window:
            return found[:limit]
        window *= 4


def _restore(latest: Checkpoint | None, own: notes.Keys) -> tree.Frontier:
    """The edge of the stored tree, checked against the latest checkpoint's seal and root."""
    if latest is None:
        if Tile.objects.exists():
            raise LedgerBroken("检查点不见了，存证树却在；请运行 gongkai verify 查明后从备份恢复")
        return tree.Frontier()
    if latest.seal != seals.stated(
        own, latest.number, latest.size, latest.root, latest.note, rules.instant(latest.at)
    ):
        raise LedgerBroken("最近的检查点被改动，或密钥已更换；请运行 gongkai verify")
    partial_tiles = []
    for level in range(tree.levels(latest.size)):
        number, width = divmod(latest.size >> tree.HEIGHT * level, tree.WIDTH)
        joined = queries.tile(level, number, width) if width else b""
        if joined is None:
            raise LedgerBroken(f"存证分片 {level}/{number} 不全；请运行 gongkai verify 查明后从备份恢复")
        partial_tiles.append([joined[i : i + tree.HASH] for i in range(0, len(joined), tree.HASH)])
    frontier = tree.Frontier.restore(latest.size, partial_tiles)
    if frontier.root().hex() != latest.root:
        raise LedgerBroken("存证树与最近的检查点不符；请运行 gongkai verify 查明后从备份恢复")
    return frontier


def _state(frontier: tree.Frontier, number: int, own: notes.Keys) -> str:
    """Write the signed checkpoint of the tree as it stands; returns its note."""
    root, at = frontier.root(), timezone.now()
    note = own.sign(notes.Statement(own.origin, frontier.size, root))
    Checkpoint.objects.create(
        number=number,
        size=frontier.size,
        root=root.hex(),
        note=note,
        at=at,
        seal=seals.stated(own, number, frontier.size, root.hex(), note, rules.instant(at)),
    )
    return note
