"""The words of the demonstration city, read once from the TOML files beside this module."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Field:
    """What one organisation works on: its names and its word lists.

    ``parts`` are the departments whose matters a government takes up; each of its texts keeps to one of them.
    """

    name: str
    short: str
    abbr: str
    subject: str
    topics: tuple[str, ...]
    objects: tuple[str, ...]
    works: tuple[str, ...]
    measures: tuple[str, ...]
    parts: tuple["Field", ...] = ()


@dataclass(frozen=True, slots=True)
class Places:
    """Word lists that every organisation shares."""

    districts: tuple[str, ...]
    streets: tuple[str, ...]
    places: tuple[str, ...]
    surnames: tuple[str, ...]
    companies: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
    weather: tuple[str, ...]
    units: tuple[str, ...]
    bases: tuple[str, ...]


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def departments() -> tuple[Field, ...]:
    """The 36 departments in their fixed order."""
    return tuple(
        Field(
            name=f"江城市{row['name']}",
            short=f"市{row['name']}",
            abbr=row["abbr"],
            subject=row["subject"],
            **{key: tuple(row[key].split()) for key in ("topics", "objects", "works", "measures")},
        )
        for row in read("departments")["department"]
    )


@cache
def places() -> Places:
    words = read("places")
    split = {key: tuple(value.split()) for key, value in words.items() if isinstance(value, str)}
    return Places(
        districts=tuple(words["districts"]),
        companies=(split["company_heads"], split["company_bodies"], split["company_tails"]),
        **{key: split[key] for key in ("streets", "places", "surnames", "weather", "units", "bases")},
    )


@cache
def phrases() -> dict[str, tuple[str, ...]]:
    """Sentences with slots, by the part of a text they stand in."""
    return {part: tuple(lines) for part, lines in read("phrases").items()}


@cache
def titles() -> dict[str, tuple[str, ...]]:
    """Titles with slots, by shape."""
    return {shape: tuple(lines) for shape, lines in read("titles").items()}


def district_field(name: str, serial: int) -> Field:
    """A district government works on a mixture of the departments' matters, another one for each district."""
    own = [departments()[(serial * 5 + step * 7) % len(departments())] for step in range(5)]
    return Field(
        name=f"江城市{name}人民政府",
        short=f"{name}政府",
        abbr=f"{name[:1]}政",
        subject="综合政务",
        topics=tuple(topic for field in own for topic in field.topics[:5]),
        objects=tuple(word for field in own for word in field.objects[:3]),
        works=tuple(word for field in own for word in field.works[:3]),
        measures=tuple(word for field in own for word in field.measures[:2]),
        parts=tuple(own),
    )
