"""A draft as JSON and back: what waits to be published, and what stands in a version's metadata."""

from datetime import date, datetime
from typing import Any

import orjson

from . import Disclosure, Draft, Found, Kind, Link, RelationKind, RelationState

DATES = ("made_on", "effective_on", "expires_on")
TUPLES = ("issuing_bodies", "keywords", "channels", "flags")


def pack(draft: Draft) -> str:
    return orjson.dumps(draft, option=orjson.OPT_SORT_KEYS).decode()


def unpack(packed: str | dict[str, Any], **body: str) -> Draft:
    """The draft of a packed one, or of a version's metadata with ``html`` and ``text`` given beside it."""
    data = {**(orjson.loads(packed) if isinstance(packed, str) else packed), **body}
    data.pop("change_note", None)
    for name in DATES:
        data[name] = date.fromisoformat(data[name]) if data.get(name) else None
    for name in TUPLES:
        data[name] = tuple(data.get(name) or ())
    data["published_at"] = datetime.fromisoformat(data["published_at"])
    data["kind"] = Kind(data["kind"])
    data["disclosure"] = Disclosure(data["disclosure"])
    data["attachments"] = tuple(Link(**link) for link in data.get("attachments") or ())
    data["relations"] = tuple(relation(found) for found in data.get("relations") or ())
    return Draft(**data)


def relation(found: dict[str, str]) -> Found:
    kind = RelationKind(found["kind"])
    state = RelationState(found.get("state", RelationState.FOUND))
    return Found(kind, found["target_key"], found["label"], found.get("evidence", ""), state)
