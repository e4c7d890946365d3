"""By which event of a life, or of an enterprise, people look for a service. The list is data. Pure."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from .shape import Serves


@dataclass(frozen=True, slots=True)
class Event:
    """``code`` is kept in a guide; ``serves`` whose event it is."""

    code: str
    name: str
    english: str
    serves: Serves


LIST = tuple(
    Event(row["code"], row["name"], row["english"], Serves(row["serves"]))
    for row in tomllib.loads(Path(__file__).with_name("lives.toml").read_text(encoding="utf-8"))["event"]
)
EVENTS = {event.code: event.name for event in LIST}
CODES = {event.name: event.code for event in LIST}
