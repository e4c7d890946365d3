"""Which column of somebody's table is which field of ours. The names are data. Pure."""

import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from .lives import CODES

_DATA: dict[str, Any] = tomllib.loads(Path(__file__).with_name("columns.toml").read_text(encoding="utf-8"))
_DROPPED = str.maketrans("", "", " \t\r\n\u3000\xa0、，。,.:;'\"“”‘’()[]{}【】《》<>…·-—_/*#?")
ENOUGH = 2  # known headings that make a line the line of headings; one of them names the item
HEADINGS_WITHIN = 20  # lines from the top: titles and notes may stand above


def plain(name: str) -> str:
    """A heading as compared: full-width signs folded, no white space, no punctuation."""
    return unicodedata.normalize("NFKC", name).translate(_DROPPED).lower()


def _names(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {plain(name): field for field, names in table.items() for name in names}


FIELDS = _names(_DATA["fields"])
ROW_FIELDS = {field: _names(table) for field, table in _DATA["rows"].items()}
BESIDE: dict[str, tuple[str, str]] = {plain(name): (one, two) for name, (one, two) in _DATA["beside"].items()}
VALUES = {field: _names(table) for field, table in _DATA["values"].items()}
VALUES["events"] |= {plain(name): code for name, code in CODES.items()} | {
    plain(code): code for code in CODES.values()
}
for _field in ("serves", "channels"):
    VALUES[_field] |= {plain(code): code for code in _DATA["values"][_field]}


def field_of(heading: str) -> str:
    """Our name of a column of the item; "" for one that is not known."""
    return FIELDS.get(plain(heading), "")


def beside(heading: str) -> tuple[str, str] | None:
    """The list of rows and its column that a heading names: 材料名称 is the name of a material."""
    return BESIDE.get(plain(heading))


def is_heading(cells: Iterable[str]) -> bool:
    """Whether a line of a table is its line of headings."""
    known = {field_of(cell) for cell in cells} - {""}
    return len(known) >= ENOUGH and bool(known & {"title", "code"})


def chosen(field: str, words: Iterable[str]) -> tuple[list[str], list[str]]:
    """Codes of the words of a choice, and the words that name none."""
    known: list[str] = []
    strange: list[str] = []
    for word in words:
        code = VALUES[field].get(plain(word))
        (known if code else strange).append(code or word)
    return list(dict.fromkeys(known)), strange
