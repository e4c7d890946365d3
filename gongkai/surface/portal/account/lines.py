"""One line of an account: something that its citizen has sent here."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Matter:
    """What it is, its number, when it was sent, how it stands, and where its page is."""

    kind: str
    number: str
    on: date
    standing: str
    address: str
