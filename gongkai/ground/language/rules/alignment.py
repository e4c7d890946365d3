"""Which items of two sequences belong together: equal ones first, then the most alike; in bounded time.

Equal items are found by those that stand once on either side (patience), again between them, and exactly
only in short gaps; sequences that share nothing cost one look at a set. Nothing grows with the square.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence

Pairs = list[tuple[int, int]]
LEVELS = 8  # how often a gap is divided again by what stands once in it
EXACT = 900  # a gap of so many comparisons (30 items on either side) is solved exactly
BAND = 10  # unequal items are compared with those at most so far from their own place


def equal(old: Sequence[Hashable], new: Sequence[Hashable]) -> Pairs:
    """Positions of equal items that keep their order, rising on both sides."""
    found: Pairs = []
    gaps = [(0, len(old), 0, len(new), LEVELS)]
    while gaps:
        a, b, c, d, level = gaps.pop()
        while a < b and c < d and old[a] == new[c]:
            found.append((a, c))
            a, c = a + 1, c + 1
        while a < b and c < d and old[b - 1] == new[d - 1]:
            b, d = b - 1, d - 1
            found.append((b, d))
        if a == b or c == d or set(old[a:b]).isdisjoint(new[c:d]):
            continue
        short = (b - a) * (d - c) <= EXACT
        anchors = _shared(old[a:b], new[c:d], once=not short)
        found += [(a + i, c + j) for i, j in anchors]
        if not short and anchors and level:
            starts = [(a, c), *((a + i + 1, c + j + 1) for i, j in anchors)]
            ends = [*((a + i, c + j) for i, j in anchors), (b, d)]
            gaps += [(i, k, j, m, level - 1) for (i, j), (k, m) in zip(starts, ends, strict=True)]
    return sorted(found)


def alike(old: int, new: int, likeness: Callable[[int, int], float]) -> Pairs:
    """The pairs of ``old`` and ``new`` items that are most alike together; no two cross, none has likeness 0.
    Only items near the same relative place are compared."""
    candidates = []
    for i in range(old):
        middle = i * new // old
        for j in range(max(0, middle - BAND), min(new, middle + BAND + 1)):
            if weight := likeness(i, j):
                candidates.append((i, j, weight))
    return rising(candidates)


def _shared(old: Sequence[Hashable], new: Sequence[Hashable], *, once: bool) -> Pairs:
    """Equal items in the longest order common to both; ``once``: only those that stand once on each side."""
    places: dict[Hashable, list[int]] = {}
    for j, item in enumerate(new):
        places.setdefault(item, []).append(j)
    if once:
        here = Counter(old)
        places = {item: js for item, js in places.items() if len(js) == 1 and here[item] == 1}
    return rising((i, j, 1.0) for i, item in enumerate(old) for j in places.get(item, ()))


def rising(candidates: Iterable[tuple[int, int, float]]) -> Pairs:
    """The heaviest chain of (i, j, weight), given by rising i, in which both i and j rise."""
    given = sorted(candidates, key=lambda pair: (pair[0], -pair[1]))
    size = max((j for _, j, _ in given), default=-1) + 1
    heaviest: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)  # Fenwick tree: best chain below j
    before = []
    for index, (_, j, weight) in enumerate(given):
        best, at = (0.0, -1), j
        while at > 0:
            best = max(best, heaviest[at])
            at &= at - 1
        before.append(best[1])
        reached, at = (best[0] + weight, index), j + 1
        while at <= size:
            heaviest[at] = max(heaviest[at], reached)
            at += at & -at
    chain, at = [], size
    last = (0.0, -1)
    while at > 0:
        last = max(last, heaviest[at])
        at &= at - 1
    index = last[1]
    while index >= 0:
        chain.append(given[index][:2])
        index = before[index]
    return chain[::-1]
