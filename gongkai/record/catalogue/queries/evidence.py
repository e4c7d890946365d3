"""Evidence files of publications, made on demand from the ledger and the stored versions."""

import json
from typing import Any

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.ledger.rules import notes

from ..models import Publication, Version
from ..rules.checking import status
from ..rules.endings import readable
from ..rules.evidence import FORMAT, essential, pack
from ..rules.history import MADE


def evidence(publication: Publication, version: Version) -> bytes | None:
    """The evidence file of one version as of the newest checkpoint.

    None until the ledger has given an index to the version and to whatever ended the publication. Once nobody
    may read it the file holds no content: the reason and the digest stay.
    """
    latest = ledger.checkpoint()
    if latest is None:
        return None
    placed = [
        (entry.index, entry)
        for entry in ledger.of(publication.identifier)
        if entry.index is not None and entry.index < latest.size
    ]
    own = next((index for index, entry in placed if _made(entry, version)), None)
    if own is None:
        return None
    by_index = dict(placed)
    later = sorted((index, entry.kind) for index, entry in placed if index > own)
    chosen = [own, *essential(later)]
    told = [{"kind": by_index[index].kind} for index in chosen]
    if status(told) != publication.status:
        return None  # what changed its state waits for its index
    shown = readable(publication.status, publication.ending)
    paths = ledger.inclusions(chosen, latest.size)
    own_key = notes.verifier(ledger.verifier_key())
    return pack({
        "checkpoint": latest.note,
        "content": content(publication, version) if shown else None,
        "earlier": _earlier(own, latest.size),
        "events": [
            {"index": index, "leaf": ledger.leaf_of(by_index[index]).decode(), "path": _hex(path)}
            for index, path in zip(chosen, paths, strict=True)
        ],
        "format": FORMAT,
        "identifier": publication.identifier,
        "log": {"key_id": own_key.identifier.hex(), "origin": own_key.origin},
        "reason": publication.reason,
        "version": version.number,
    })  # fmt: skip


def content(publication: Publication, version: Version) -> dict[str, Any]:
    """What the digest of a version is computed over."""
    return {
        "html": version.html,
        "identifier": publication.identifier,
        "metadata": json.loads(version.metadata),
        "number": version.number,
        "text": version.text,
    }


def _made(entry: Any, version: Version) -> bool:
    return entry.kind in MADE and ledger.facts(entry).get("version") == version.number


def _earlier(index: int, size: int) -> dict[str, Any] | None:
    """The first checkpoint that stated the entry, and the proof that the newest continues it."""
    first = ledger.first_stating(index)
    if first is None or first.size >= size:
        return None
    return {"checkpoint": first.note, "path": _hex(ledger.consistency(first.size, size))}


def _hex(path: list[bytes]) -> list[str]:
    return [part.hex() for part in path]
