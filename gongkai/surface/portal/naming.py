"""Names of organisations and channels by code in the page's language, read once for each state of the ledger.

Whatever changes a name writes a ledger entry, so names that were read at one head hold until the next.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs import queries as orgs
from gongkai.record.catalogue.queries import channels


@dataclass(frozen=True, slots=True)
class Names:
    """Short names of organisations and names of channels by code."""

    bodies: dict[str, str]
    channels: dict[str, str]


_read: dict[tuple[Path, bool], tuple[int, Names]] = {}


def names() -> Names:
    """The names as of the ledger's head: one small statement, a few more when something changed."""
    head = ledger.head()
    home = (Path(settings.HOME), english())
    held = _read.get(home)
    if held and held[0] == head and head:
        return held[1]
    bodies = orgs.names() | (orgs.english_names() if english() else {})
    fresh = Names(bodies, {channel.code: called(channel) for channel in channels.channels()})
    _read[home] = (head, fresh)
    return fresh


def english() -> bool:
    """Whether the page is an English one."""
    return get_language() == "en"


def called(row: Any) -> str:
    """What an organisation or a channel is called on this page; in Chinese where it has no English name."""
    if english() and row.english_name:
        return str(row.english_name)
    return str(getattr(row, "short_name", "") or row.name)


def full_name(organisation: Any) -> str:
    """The same with the whole name in Chinese."""
    return str(organisation.english_name if english() and organisation.english_name else organisation.name)
