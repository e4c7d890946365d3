"""What two read texts share, in figures from which a room judges whether they are about the same thing."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .similarity import MASK, NAMES, STARTS, UNLISTED, Floats, Pairs, Read, weighed

RUN_CEILING = 10.0  # one long name counts as one thing that is shared, however long it is
RUN_TELLING = 8.0  # from this weight on a run is more than a chance pair


class Shared(NamedTuple):
    """One figure for each text that was compared; all from 0 upward, symmetric.

    ``whole``: cosine of all pairs; ``least`` and ``most``: share of one title that stands in the other text;
    ``runs`` of signs that stand in both, their ``breadth`` for the length of the texts, the ``longest``;
    ``names`` shared, ``kept``: share of a title's unlisted pairs that the other text has, the lesser of both;
    ``given``: unlisted pairs of a title found in the other text, the greater of both; ``rare``: how many.
    """

    whole: Floats
    least: Floats
    most: Floats
    runs: Floats
    breadth: Floats
    longest: Floats
    names: Floats
    kept: Floats
    given: Floats
    rare: Floats


def compare(one: Read, others: Sequence[Read]) -> Shared:
    """``one`` with each of the others at once."""
    if not others:
        return Shared(*(np.zeros(0, np.float32) for _ in Shared._fields))
    sizes = np.array([len(other.pairs) for other in others])
    titles = np.array([other.title for other in others])
    flat = np.concatenate([other.pairs for other in others]) if sizes.sum() else np.zeros(0, np.uint32)
    owner = np.repeat(np.arange(len(others)), sizes)
    place = np.arange(len(flat)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    mine = one.pairs & MASK
    found, hit = _found(mine, flat & MASK)
    theirs = _Side(flat, owner, place < np.repeat(titles, sizes), hit, len(others))
    grid = np.zeros((len(others), max(1, len(mine))), bool)
    grid[owner[hit], found[hit]] = True
    grid = grid[:, : len(mine)]
    count = len(others)
    ours = _Side(
        np.tile(one.pairs, count),
        np.repeat(np.arange(count), len(mine)),
        np.tile(np.arange(len(mine)) < one.title, count),
        grid.ravel(),
        count,
    )
    shorter = np.sqrt(np.maximum(20, np.minimum(np.minimum(sizes, len(mine)), 200)))
    runs = np.minimum(ours.runs, theirs.runs)
    return Shared(
        whole=_part(ours.squares_shared, np.sqrt(ours.squares * theirs.squares)),
        least=np.minimum(ours.title_share, theirs.title_share),
        most=np.maximum(ours.title_share, theirs.title_share),
        runs=runs,
        breadth=(np.minimum(ours.breadth, theirs.breadth) / shorter).astype(np.float32),
        longest=np.minimum(ours.longest, theirs.longest),
        names=np.minimum(ours.names, theirs.names),
        kept=np.minimum(ours.kept, theirs.kept),
        given=np.maximum(ours.given, theirs.given),
        rare=np.minimum(ours.rare, theirs.rare),
    )


class _Side:
    """Sums over one of the two texts, for each pair of texts."""

    def __init__(self, pairs: npt.NDArray[np.uint32], owner: npt.NDArray[np.int64],
                 title: npt.NDArray[np.bool_], hit: npt.NDArray[np.bool_], count: int) -> None:  # fmt: skip
        def total(values: npt.NDArray[np.float32]) -> Floats:
            return np.bincount(owner, values, count).astype(np.float32)

        weights = weighed(pairs)
        unlisted = weights >= UNLISTED
        shared = weights * hit
        self.squares = total(weights * weights)
        self.squares_shared = total(shared * weights)
        self.title_share = _part(total(shared * title), total(weights * title))
        self.rare = total((hit & unlisted).astype(np.float32))
        self.given = total(shared * (title & unlisted))
        self.kept = _part(self.given, total(weights * (title & unlisted)), 0.5)
        self.names = total(shared * ((pairs & NAMES) > 0))
        self.runs, self.breadth, self.longest = self._runs(pairs, owner, shared, hit, count)

    def _runs(self, pairs: npt.NDArray[np.uint32], owner: npt.NDArray[np.int64], shared: Floats,
              hit: npt.NDArray[np.bool_], count: int) -> tuple[Floats, Floats, Floats]:  # fmt: skip
        """How many telling runs stand in both, their weight under a ceiling each, the longest's weight."""
        before = np.zeros(len(hit), bool)
        before[1:] = hit[:-1] & (owner[1:] == owner[:-1])
        begins = hit & (~before | ((pairs & STARTS) > 0))
        firsts = np.flatnonzero(begins)
        if not len(firsts):
            return (np.zeros(count, np.float32),) * 3
        weight = np.add.reduceat(shared, firsts)
        whose = owner[firsts]
        longest = np.zeros(count, np.float32)
        np.maximum.at(longest, whose, weight)
        return (
            np.bincount(whose, weight >= RUN_TELLING, count).astype(np.float32),
            np.bincount(whose, np.minimum(weight, RUN_CEILING), count).astype(np.float32),
            longest,
        )


def _part(part: Floats, whole: Floats, otherwise: float = 0.0) -> Floats:
    return np.where(whole > 0, part / np.where(whole > 0, whole, 1), otherwise).astype(np.float32)


def _found(mine: Pairs, theirs: Pairs) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.bool_]]:
    """For each of theirs: where it stands in mine, and whether it does."""
    if not len(mine):
        return np.zeros(len(theirs), np.intp), np.zeros(len(theirs), bool)
    order = np.argsort(mine)
    nearest = order[np.minimum(np.searchsorted(mine[order], theirs), len(mine) - 1)]
    return nearest, mine[nearest] == theirs
