"""Which texts are worth comparing: those that share telling keys; never every text with every other.

A batch is a ``Shelf``. A running program keeps the same keys (``Read.keys``, at most KEYS each, 31 bits) in a
table with an index on the key: the newest ``LATEST`` rows of each key of a new text, counted by text, give
its candidates on either database.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from .similarity import Pairs, Read, read_all

LATEST = (
    24  # earlier texts that are looked at for one key: bounds the work on a matter of ten thousand letters
)
CANDIDATES = 10  # texts one text is compared with
CHUNK = 8_192  # texts that are read together

Numbers = npt.NDArray[np.int32]


class Shelf:
    """Texts in the order in which they came, packed; some 600 bytes each."""

    def __init__(self) -> None:
        self._pairs: list[Pairs] = []
        self._sizes: list[npt.NDArray[np.int64]] = []
        self._keys: list[Pairs] = []
        self._counts: list[npt.NDArray[np.int64]] = []
        self._titles: list[Numbers] = []
        self.size = 0

    def add(self, texts: Sequence[tuple[str, str]]) -> None:
        """Titles and bodies, in chunks of about CHUNK."""
        read = read_all(texts)
        if not read:
            return
        self._pairs.append(np.concatenate([one.pairs for one in read]))
        self._sizes.append(np.array([len(one.pairs) for one in read]))
        self._keys.append(np.concatenate([one.keys for one in read]))
        self._counts.append(np.array([len(one.keys) for one in read]))
        self._titles.append(np.array([one.title for one in read], np.int32))
        self.size += len(read)

    def neighbours(self) -> Iterator[tuple[int, Read, list[int], list[Read]]]:
        """For each text with any: its number, itself, and the earlier texts that share most keys with it."""
        if not self.size:
            return
        pairs, keys = np.concatenate(self._pairs), np.concatenate(self._keys)
        titles = np.concatenate(self._titles)
        self._pairs, self._keys = [pairs], [keys]
        ends = _ends(self._sizes)
        key_ends = _ends(self._counts)
        holders = np.repeat(np.arange(self.size, dtype=np.int32), np.diff(key_ends))
        order = np.argsort(keys, kind="stable")
        held = holders[order]
        sorted_keys = keys[order]
        place = np.empty(len(order), np.int32)
        place[order] = np.arange(len(order), dtype=np.int32)
        first = np.searchsorted(sorted_keys, sorted_keys).astype(np.int32)
        del order, sorted_keys, holders

        def text(number: int) -> Read:
            return Read(pairs[ends[number] : ends[number + 1]], int(titles[number]), NO_KEYS)

        for number in range(self.size):
            spots = place[key_ends[number] : key_ends[number + 1]]
            ranges = [held[max(first[spot], spot - LATEST) : spot] for spot in spots.tolist()]
            near = candidates(ranges)
            if near:
                yield number, text(number), near, [text(other) for other in near]


NO_KEYS: Pairs = np.zeros(0, np.uint32)


def candidates(rows: Iterable[npt.NDArray[np.int32] | Sequence[int]]) -> list[int]:
    """Those found under most keys, the later first among equals; ``rows`` holds one list for each key."""
    counts: Counter[int] = Counter()
    for found in rows:
        counts.update(found.tolist() if isinstance(found, np.ndarray) else found)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], -item[0]))
    return [number for number, _ in ranked[:CANDIDATES]]


def _ends(sizes: list[npt.NDArray[np.int64]]) -> npt.NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(np.concatenate(sizes))])
