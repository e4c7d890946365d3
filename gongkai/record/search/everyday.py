"""Everyday and official words for one thing: 歌厅 and KTV, 停驶 and 撤销.

The list beside this file is kept by hand. It serves only the search for likely answers: who searches for a
document means the words typed.
"""

from functools import cache
from importlib.resources import files

from gongkai.ground.language.rules.words import fold

Group = tuple[str, ...]


@cache
def groups() -> tuple[Group, ...]:
    """The lines of the list, each the names of one thing."""
    lines = (files(__package__) / "everyday.txt").read_text("utf-8").splitlines()
    return tuple(tuple(fold(line).split()) for line in lines if line and not line.startswith("#"))


def others(text: str) -> list[Group]:
    """For each thing that ``text`` (folded) names, its names that do not stand there."""
    touched = (group for group in groups() if any(name in text for name in group))
    found = (tuple(name for name in group if name not in text) for group in touched)
    return [names for names in found if names]
