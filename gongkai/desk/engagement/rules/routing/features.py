"""A letter as numbers: its runs of one to three signs and its words, weighed by how rare each is.

The title counts twice. Numbers and marks are left out: they name a house, a bus or a day, not a subject.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from gongkai.ground.language.rules.words import fold, pieces

FEATURES = 1  # rises with every change here: a model of other features is stale
LONGEST = 4_000  # signs of a letter that are read; later ones say nothing new and a flood costs nothing
MOST_TERMS = 200_000  # what a model may remember: 7 classes are 6 MB
LEAST = 2  # letters a term must stand in
WORD = "="  # before a word, so that it is no run of signs
_NOISE = re.compile(r"[a-z]*[0-9][a-z0-9]*|[^a-z\u3400-\u9fff]+")

Floats = NDArray[np.float32]
Row = tuple[NDArray[np.int64], Floats]


def terms(title: str, words: str) -> Counter[str]:
    """How often each run of signs and each word stands in a letter."""
    text = _NOISE.sub(" ", fold(f"{title[:200]}\n{title[:200]}\n{words[:LONGEST]}"))
    found = [WORD + piece for piece in pieces(text) if piece != " "]
    for part in text.split():
        found += part
        found += map("".join, zip(part, part[1:], strict=False))
        found += map("".join, zip(part, part[1:], part[2:], strict=False))
    return Counter(found)


@dataclass(frozen=True)
class Vocabulary:
    """Which terms are known, in order, and the weight of each (inverse document frequency)."""

    place: dict[str, int]
    rarity: Floats

    def row(self, title: str, words: str) -> Row:
        """Places and values of a letter; runs and words have length 1 each, whatever the letter's."""
        known = [(at, n, term[0] == WORD) for term, n in terms(title, words).items()
                 if (at := self.place.get(term)) is not None]  # fmt: skip
        places = np.array([at for at, _, _ in known], dtype=np.int64)
        counts = np.array([n for _, n, _ in known], dtype=np.float32)
        words_are = np.array([word for _, _, word in known], dtype=bool)
        values = (1 + np.log(np.maximum(counts, 1))) * self.rarity[places]
        for block in (words_are, ~words_are):
            length = float(np.linalg.norm(values[block]))
            if length:
                values[block] /= length
        return places, values.astype(np.float32)


def vocabulary(texts: Iterable[tuple[str, str]], also: Iterable[tuple[str, str]] = ()) -> Vocabulary:
    """Terms of at least two of the letters, the most frequent first where there are too many.

    Terms of ``also`` (examples of a subject) are known too. Labels play no part in it.
    """
    count, found = 0, Counter[str]()
    for title, words in texts:
        count += 1
        found.update(terms(title, words).keys())
    extra = set(chain.from_iterable(terms(title, words) for title, words in also))
    known = [*found.most_common(), *((term, 0) for term in sorted(extra - found.keys()))]
    kept = [term for term, n in known if n >= LEAST or term in extra]
    if len(kept) > MOST_TERMS:  # examples first: each is there for a reason
        kept = sorted(kept, key=lambda term: term not in extra)[:MOST_TERMS]
    rarity = [math.log((1 + count) / (1 + found[term])) + 1 for term in kept]
    return Vocabulary({term: at for at, term in enumerate(kept)}, np.array(rarity, dtype=np.float32))
