"""Names of organisations and channels by code, read once for each state of the ledger.

Whatever changes a name writes a ledger entry, so names that were read at one head hold until the next.
"""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs import queries as orgs
from gongkai.record.catalogue.queries import channels


@dataclass(frozen=True, slots=True)
class Names:
    """Short names of organisations and names of channels by code."""

    bodies: dict[str, str]
    channels: dict[str, str]


_read: dict[Path, tuple[int, Names]] = {}


def names() -> Names:
    """The names as of the ledger's head: one small statement, three when something changed."""
    home, head = Path(settings.HOME), ledger.head()
    held = _read.get(home)
    if held and held[0] == head and head:
        return held[1]
    fresh = Names(orgs.names(), {channel.code: channel.name for channel in channels.channels()})
    _read[home] = (head, fresh)
    return fresh
