"""Names of organisations and channels by code in the page's language, read once for each state of the ledger.

Whatever changes a name writes a ledger entry, so names that were read at one head hold until the next.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs import queries as orgs
from gongkai.record.catalogue.queries import channels


@dataclass(frozen=True, slots=True)
class Names:
    """Short and whole names of organisations and names of channels by code."""

    bodies: dict[str, str]
    whole: dict[str, str]
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
    streams = {channel.code: called(channel) for channel in channels.channels()}
    fresh = Names(bodies, orgs.whole_names(), streams)
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


def issued_by(bodies: str, publisher: str, short: str) -> str:
    """Whose a document is, in a list: its publisher by the ``short`` name, unless others alone issued it.

    ``bodies`` are the issuing bodies with 、 between, ``publisher`` the whole name of who holds it here. A
    document that the city passes on is not the city's.
    """
    named = [body for body in bodies.split("、") if body]
    if not named or publisher in named:
        return short
    return named[0] if len(named) == 1 else _("%(first)s等") % {"first": named[0]}
