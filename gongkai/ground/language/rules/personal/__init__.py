"""Personal data in a text (个人信息保护法 arts. 4, 28; 政府信息公开条例 art. 15): found, told apart, masked.

``screen`` and ``mask`` look for the identifiers that by themselves tell who somebody is, as imports do;
``find`` and ``hide`` for everything that a check of a draft asks about.
"""

from collections.abc import Iterable, Set

from .addresses import addresses
from .digits import IDENTITY_CHECK as IDENTITY_CHECK
from .digits import IDENTITY_WEIGHTS as IDENTITY_WEIGHTS
from .digits import screen as screen
from .kinds import Finding as Finding
from .kinds import Kind as Kind
from .mailboxes import mailboxes
from .papers import passports, plates
from .telephones import bare, telephones

PRECEDENCE = (  # of two that overlap the surer one stands
    Kind.ID_NUMBER, Kind.MOBILE, Kind.BANK_CARD, Kind.PASSPORT, Kind.EMAIL, Kind.PLATE, Kind.ADDRESS,
    Kind.LANDLINE,
)  # fmt: skip
_RANK = {kind: place for place, kind in enumerate(PRECEDENCE)}


def find(text: str, public: Set[str] = frozenset()) -> list[Finding]:
    """All personal data in ``text``, in order, without overlap. ``public`` as ``published`` makes it."""
    found = [
        *screen(text),
        *telephones(text, public),
        *mailboxes(text, public),
        *passports(text),
        *plates(text),
        *addresses(text),
    ]
    if public:
        found = [one for one in found if one.kind is not Kind.MOBILE or bare(_at(text, one)) not in public]
    return _apart(found)


def published(contacts: Iterable[str]) -> frozenset[str]:
    """What an organisation publishes of itself (telephones, mailboxes), as ``find`` compares it."""
    known = set()
    for contact in contacts:
        if "@" in contact:
            known.add(contact.strip().lower())
        elif digits := bare(contact):
            known |= {digits, digits[-8:], digits[-7:]}
    return frozenset(known)


def mask(text: str) -> str:
    """``text`` with the middle of every identifier replaced by stars (first 6 and last 4, and so on)."""
    return _without(text, screen(text))


def hide(text: str, public: Set[str] = frozenset()) -> str:
    """``text`` with all personal data masked."""
    return _without(text, find(text, public))


def _at(text: str, one: Finding) -> str:
    return text[one.start : one.end]


def _apart(found: list[Finding]) -> list[Finding]:
    """In order; of two that overlap the one of the surer kind."""
    if len(found) < 2:
        return found
    kept: list[Finding] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or kept[-1].end <= one.start:
            kept.append(one)
        elif _RANK[one.kind] < _RANK[kept[-1].kind]:
            kept[-1] = one
    return kept


def _without(text: str, found: Iterable[Finding]) -> str:
    parts, position = [], 0
    for one in found:
        parts += [text[position : one.start], one.masked]
        position = one.end
    return "".join([*parts, text[position:]])
