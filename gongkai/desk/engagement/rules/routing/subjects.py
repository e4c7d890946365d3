"""Short examples of a subject, so that it is known by more than the letters somebody has labelled.

Two sources: the city's own category tree, each path below the first level one example, and `subjects.toml`.
"""

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

VAGUE = {"其他", "其它", ""}

Example = tuple[str, str]


def from_tree(rows: Iterable[Sequence[object]]) -> list[Example]:
    """Examples from a tree's rows (first level, second, third …); a heading is a row like any other."""
    examples = []
    for row in rows:
        first, *below = [str(cell or "").strip() for cell in row] or [""]
        if first:
            examples.append((first, " ".join(name for name in below if name not in VAGUE) or first))
    return list(dict.fromkeys(examples))


def written(categories: Iterable[str]) -> list[Example]:
    """Examples by hand for those of a city's categories that have a subject's name."""
    return [(category, word) for category in sorted(set(categories)) for word in _words(category)]


def _words(category: str) -> tuple[str, ...]:
    named = [words for names, words in _subjects() if category in names]
    contained = [words for names, words in _subjects() if any(name in category for name in names)]
    return (named or contained or [()])[0]


@cache
def _subjects() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    text = (files(__package__) / "subjects.toml").read_text("utf-8")
    return tuple((tuple(row["names"]), tuple(row["words"].split())) for row in tomllib.loads(text)["subject"])
