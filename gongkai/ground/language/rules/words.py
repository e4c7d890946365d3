"""Segmentation for search: the words of a text, and before each long word the words inside it.

Deterministic: no hidden Markov model, so a word is the same word in a title, a body and a query.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain

import rjieba

from .folding import ZERO_WIDTH
from .folding import fold as fold

_HAN = re.compile("[\u3400-\u9fff]{3,20}")


@cache
def _jieba() -> rjieba.Jieba:
    """The segmenter with our terms, loaded once per process (about 0.2 s)."""
    jieba = rjieba.Jieba()
    for term in (files(__package__) / "terms.txt").read_text("utf-8").split():
        jieba.add_word(term, None, None)
    return jieba


def add_terms(terms: Iterable[str]) -> None:
    """Teach this process more words, such as the names of the organisations it serves."""
    jieba = _jieba()
    for term in terms:
        folded = fold(term).strip()
        if len(folded) > 1 and not jieba.has_word(folded):
            jieba.add_word(folded, None, None)
    _parts.cache_clear()


def words(text: str) -> list[str]:
    """Words for the index or a query, in order of the text: folded, lower case, no punctuation."""
    folded = fold(text)
    if ZERO_WIDTH in folded:
        folded = folded.replace(ZERO_WIDTH, "")
    return list(chain.from_iterable(map(_parts, _jieba().cut(folded, False))))


def pieces(text: str) -> list[str]:
    """The text cut at the ends of its words; joined again it is the same text."""
    return _jieba().cut(text, False)


@lru_cache(maxsize=200_000)
def _parts(word: str) -> tuple[str, ...]:
    """人民政府办公厅 → 人民, 人民政府, 民政, 政府, 办公, 办公厅, 人民政府办公厅; nothing for a sign."""
    if not word[0].isalnum():
        return ()
    if not _HAN.fullmatch(word):
        return (word,)
    known, size = _jieba().has_word, len(word)
    inside = (word[i:j] for i in range(size - 1) for j in range(i + 2, size + 1) if j - i < size)
    return (*filter(known, inside), word)
