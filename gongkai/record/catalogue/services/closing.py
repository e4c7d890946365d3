"""What every end of a publication does to its rows: out of the channels, its content kept or purged."""

from datetime import datetime
from typing import Any

from gongkai.ground.orgs.rules import Actor
from gongkai.record.editorial.services import findings

from ..models import Publication, TakeDown, Version
from ..queries.keys import successor_of
from ..queries.rechecks import KIND
from ..rules import MAX_REASON, RuleBroken, Status
from ..rules.endings import Ending
from . import attached, entries, links, placements, rows

FORGOTTEN = "（已依法清除）"
ENDED = ["status", "ending", "successor", "reason"]


def close(
    row: Publication, ending: Ending, *, reason: str, successor: str = "", by: Actor, at: datetime
) -> None:
    """End a held publication in one of the ways, with its entry. ``successor``: an index or document number.

    A removal by law purges content and titles; the versions' digests stay. Everything else stays stored.
    """
    reason = reason_given(reason)
    affected, pages = links.affected_by([row]), pages_of(row)
    row.status = Status.REMOVED if ending == Ending.REMOVED else Status.WITHDRAWN
    row.ending, row.reason = ending, reason
    row.successor = successor_of(successor, row) if successor.strip() else None
    purged = rows.tombstone() if ending == Ending.REMOVED else {}
    for name, value in purged.items():
        setattr(row, name, value)
    row.save(update_fields=[*ENDED, *purged])
    if ending == Ending.REMOVED:
        Version.objects.filter(publication=row).update(metadata="", html="", text="")
        links.cut(row)
        attached.purge(row, by=by)
        findings.forget(KIND, row.identifier, by=by)
        TakeDown.objects.filter(publication=row).update(reason=FORGOTTEN, explanation="", words="")
    placements.clear(row)
    kind = "publication.removed" if ending == Ending.REMOVED else "publication.withdrawn"
    entries.record_ended(kind, row, affected, by=by, at=at, **pages)


def reopen(row: Publication) -> None:
    """Say of a held publication that it is public again; not yet saved."""
    row.status, row.ending, row.successor, row.reason = Status.PUBLISHED, "", None, ""


def pages_of(row: Publication) -> dict[str, Any]:
    """Which pages show a publication, asked before it is taken out of them."""
    standing = placements.standings([row])[row.pk]
    return {"standing": standing, "related": links.tied([row]), "beside": links.explained(row)}


def reason_given(text: str, told: str = "理由将向社会公开") -> str:
    """A reason as stored; RuleBroken for none or too long a one. ``told`` says who will read it."""
    text = text.strip()
    if not 0 < len(text) <= MAX_REASON or "\0" in text:
        raise RuleBroken(f"请写明理由（1 至 {MAX_REASON} 字），{told}")
    return text
