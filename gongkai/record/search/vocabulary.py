"""The names of organisations that an index was cut with, kept beside it: every query is cut with the same.

A name that only one side knew would be one word there and several here, and find nothing. So the writer puts
the names into the generation's folder before its first document, and whoever opens the generation learns
them. They never change while the index holds documents: an organisation that opens or is renamed later is
searched by the words inside its name until the next rebuild. Names once used stay, so that no process knows
more than the index.
"""

import os
import re
from pathlib import Path

from gongkai.ground.language.rules.words import add_terms, words
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import EVERYWHERE

FILE = "names.txt"
NAME = re.compile("[\u3400-\u9fff]{3,20}")  # longer words are not searched by the words inside them

_learned: dict[Path, int] = {}


def settle(folder: Path) -> None:
    """Write the names of today beside an index that holds nothing yet, with those of other generations."""
    known = {name for file in folder.parent.glob(f"*/{FILE}") for name in _read(file)}
    named = orgs.below(EVERYWHERE).values_list("name", "short_name")
    wanted = sorted(known | {part for pair in named for name in pair for part in endings(name)})
    if wanted == _read(folder / FILE):
        return
    draft = folder / f"{FILE}.{os.getpid()}"
    draft.write_text("\n".join(wanted), encoding="utf-8")
    draft.replace(folder / FILE)
    learn(folder)


def learn(folder: Path) -> None:
    """Teach this process the names of a generation, once."""
    try:
        stamp = (folder / FILE).stat().st_mtime_ns
    except FileNotFoundError:
        return
    if _learned.get(folder) != stamp:
        add_terms(_read(folder / FILE))
        _learned[folder] = stamp


def names(folder: Path) -> list[str]:
    """The names that a generation is cut with, for other processes that cut words for it."""
    return _read(folder / FILE)


def endings(name: str) -> set[str]:
    """江城市文化和旅游局 → itself, 文化和旅游局, 旅游局…: what people call it who leave out the beginning."""
    starts = {0, *(name.find(piece) for piece in words(name))}
    return {name[start:] for start in starts if start >= 0 and NAME.fullmatch(name[start:])}


def _read(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8").split()
    except FileNotFoundError:
        return []
