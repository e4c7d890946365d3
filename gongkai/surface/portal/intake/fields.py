"""A form as it stands on a page: its fields in groups, with what was typed and what is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass

LINE = 200  # characters of a line unless its form says otherwise


@dataclass(frozen=True, slots=True)
class Field:
    """One field as it stands on the page. ``options`` are (value, label); ``kind`` an input's type."""

    name: str
    label: str
    value: str = ""
    hint: str = ""
    error: str = ""
    kind: str = "text"
    options: Sequence[tuple[str, str]] = ()
    needed: bool = False
    autocomplete: str = "off"
    limit: int = LINE
    css: str = ""
    rows: int = 3


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together, under one heading."""

    title: str
    hint: str
    fields: list[Field]
