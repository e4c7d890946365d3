"""The word list, ready to be looked for: wrong and doubtful words, and the right words that contain them.

All are searched in one pass. Of words that overlap the leftmost and longest stands, so that 环境保护部门
hides the 环境保护部 inside it.
"""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ahocorasick_rs import AhoCorasick, MatchKind

from gongkai.ground.language.rules.labels import Labelled

from ..findings import Severity


class Category(Labelled):
    """Why a word stands on the list."""

    TYPO = "typo", "错别字"
    TITLE = "title", "机构名称"
    TERRITORY = "territory", "禁用表述"
    DISRESPECT = "disrespect", "歧视和不雅用语"
    PHRASE = "phrase", "不规范表述"
    ABSOLUTE = "absolute", "绝对化用语"
    OWN = "own", "本地词条"


@dataclass(frozen=True, slots=True)
class Word:
    """An entry: ``word`` is wrong or doubtful; ``unless`` are right words that contain it."""

    word: str
    instead: str
    category: Category
    severity: Severity
    unless: tuple[str, ...] = ()
    source: str = ""


class Vocabulary:
    """Entries compiled into one automaton; made once per revision of the list and kept."""

    def __init__(self, words: Iterable[Word]) -> None:
        self.words = {word.word: word for word in words}
        right = {fine for word in self.words.values() for fine in word.unless} - set(self.words)
        self._patterns = [*self.words, *sorted(right)]
        self._automaton = AhoCorasick(self._patterns, matchkind=MatchKind.LeftmostLongest)

    def __len__(self) -> int:
        return len(self.words)

    def occurrences(self, text: str) -> Iterator[tuple[Word, int, int]]:
        """Every listed word in the text with its place; right words that contain one are passed over."""
        listed = len(self.words)
        for pattern, start, end in self._automaton.find_matches_as_indexes(text):
            if pattern < listed:
                yield self.words[self._patterns[pattern]], start, end


def founding() -> tuple[Word, ...]:
    """The list that a new city starts with, from ``words.toml``."""
    groups = tomllib.loads((files(__package__) / "words.toml").read_text("utf-8"))
    return tuple(
        Word(
            word=entry[0],
            instead=entry[1],
            category=Category(name),
            severity=Severity(group["severity"]),
            unless=tuple(entry[2:]),
            source=group["source"],
        )
        for name, group in groups.items()
        for entry in group["words"]
    )


@cache
def standard() -> Vocabulary:
    """The founding list, compiled: what `gongkai check` uses without a database."""
    return Vocabulary(founding())
