"""What an entry is: canonical JSON, what of it the public may read, and the words for a broken ledger.

The leaf of a public entry is its content; the leaf of any other is one salted commitment, so that neither
its kind, its subject, its time nor its actor can be read or counted from outside.
Pure: no Django, no clock, no I/O.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

PUBLIC_PREFIX = "publication."
MAX_LEAF = 65_535  # C2SP tlog-tiles: entries of a bundle are prefixed with an unsigned 16-bit length
MAX_KIND, MAX_SUBJECT, MAX_POST = 64, 200, 120  # columns of models.Entry
ORGANISATION = 9  # characters of an organisation's code
SALT_BYTES = 16


class LedgerBroken(RuntimeError):
    """The stored tree contradicts itself; nothing may be appended until an operator has looked at it."""


class EntryRefused(ValueError):
    """The entry cannot be recorded as given (too large, not representable, outside a transaction)."""


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing that does not hold: where (``index`` of the entry), of what kind, and what is wrong.

    ``index`` is the entry's; for a checkpoint it is the size it states, for a tile the first entry below
    the wrong hash; None for a row that has no place in the tree.
    """

    index: int | None
    kind: str
    what: str


def is_public(kind: str) -> bool:
    """Whether the public may read entries of this kind: only events of publications."""
    return kind.startswith(PUBLIC_PREFIX)


def _plain(value: Any) -> str:
    if isinstance(value, date):  # datetime is one too
        return value.isoformat()
    raise EntryRefused(f"存证事实只能是文字、整数、布尔值、日期、列表和键值，不能是 {type(value).__name__}")


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise EntryRefused("存证事实不能含小数（写法不唯一），请改用整数或文字")
    if isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise EntryRefused("存证事实的键必须是文字")
            _refuse_floats(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            _refuse_floats(inner)


def canonical(value: Any) -> bytes:
    """Canonical JSON (RFC 8785 without floats): sorted keys, no white space, UTF-8; dates become ISO text.

    Raises EntryRefused for floats, keys that are not text, lone surrogates and unknown types.
    """
    _refuse_floats(value)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as broken:
        raise EntryRefused("存证事实含有无法编码的字符，请先清理文本") from broken


def organisation_of(post: str) -> str:
    """The organisation of an acting post ("429900001/3" is of 429900001); "" for the program itself."""
    code, _, serial = post.partition("/")
    return code if serial and len(code) == ORGANISATION else ""


def instant(at: datetime) -> str:
    """An aware instant as the ledger writes it: UTC, microseconds, ``Z``."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def content(kind: str, subject: str, post: str, at: str, facts: str) -> bytes:
    """Canonical JSON of an entry from its columns; ``facts`` is canonical JSON already.

    Put together by hand so that ``verify`` covers the stored bytes of ``facts`` themselves. No two sets of
    columns give the same bytes: quotes inside the other columns are always escaped. Undecodable bytes
    (a damaged row) pass through unchanged, for the hash to show.
    """
    quoted = json.dumps
    text = (
        f'{{"at":{quoted(at, ensure_ascii=False)},"facts":{facts},"kind":{quoted(kind, ensure_ascii=False)},'
        f'"post":{quoted(post, ensure_ascii=False)},"subject":{quoted(subject, ensure_ascii=False)}}}'
    )
    return text.encode("utf-8", "surrogateescape")


def leaf_data(kind: str, salt: str, body: bytes) -> bytes:
    """What the tree holds for an entry: its content when public, else a salted commitment to it."""
    if is_public(kind):
        return body
    commitment = hashlib.sha256(salt.encode("utf-8", "surrogateescape") + body).hexdigest()
    return b'{"commitment":"' + commitment.encode("ascii") + b'"}'
