"""Numbers of practice that a city may set for itself, from ``practice.toml`` beside the room."""

import tomllib
from functools import lru_cache
from pathlib import Path

from ..rules.figures import Bounds
from ..rules.growth import Growth
from ..rules.sameness import Sameness

PLACE = Path(__file__).resolve().parent.parent / "practice.toml"


@lru_cache(maxsize=1)
def growth() -> Growth:
    """When a group of letters grows fast."""
    return Growth(**tomllib.loads(PLACE.read_text(encoding="utf-8"))["growth"])


@lru_cache(maxsize=1)
def sameness() -> Sameness:
    """Which letters are shown as being about the same incident, and in which words."""
    return Sameness(**tomllib.loads(PLACE.read_text(encoding="utf-8"))["sameness"])


@lru_cache(maxsize=1)
def faq_months() -> int:
    """After how many months at the latest an FAQ entry is looked at anew."""
    return int(tomllib.loads(PLACE.read_text(encoding="utf-8"))["faq"]["months"])


@lru_cache(maxsize=1)
def bounds() -> Bounds:
    """How many letters a public figure needs."""
    return Bounds(**tomllib.loads(PLACE.read_text(encoding="utf-8"))["figures"])
