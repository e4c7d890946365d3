"""What two read texts share, in figures from which a room judges whether they are about the same thing."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .similarity import MASK, NAMES, STARTS, UNLISTED, Floats, Pairs, Read, weighed

Flags = npt.NDArray[np.bool_]

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
    count = len(others)
    sizes = np.array([len(other.pairs) for other in others])
    flat = np.concatenate([other.pairs for other in others])
    owner = np.repeat(np.arange(count), sizes)
    first = np.repeat(np.cumsum(sizes) - sizes, sizes)
    in_title = np.arange(len(flat)) - first < np.repeat([other.title for other in others], sizes)
    mine = one.pairs & MASK
    found, hit = _found(mine, flat & MASK)
    places = np.flatnonzero(hit)
    theirs = _Side(flat[places], owner[places], in_title[places], places, _Sums(flat, owner, in_title, count))
    order = np.lexsort((found[places], owner[places]))
    spots = found[places][order]
    own = np.arange(len(mine)) < one.title
    alone = _Sums(one.pairs, np.zeros(len(mine), np.int64), own, 1)
    ours = _Side(one.pairs[spots], owner[places][order], own[spots], spots, alone.repeated(count))
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


class _Sums:
    """What each text holds altogether, whether shared or not."""

    def __init__(self, pairs: Pairs, owner: npt.NDArray[np.int64], title: Flags, count: int) -> None:
        weights = weighed(pairs)
        self.count = count
        self.squares = np.bincount(owner, weights * weights, count).astype(np.float32)
        self.titles = np.bincount(owner, weights * title, count).astype(np.float32)
        self.title_names = np.bincount(owner, weights * (title & (weights >= UNLISTED)), count).astype(
            np.float32
        )

    def repeated(self, count: int) -> "_Sums":
        """The same for each of ``count`` comparisons."""
        self.count = count
        self.squares, self.titles, self.title_names = (
            np.repeat(sums, count) for sums in (self.squares, self.titles, self.title_names)
        )
        return self


class _Side:
    """Sums over the pairs of one of the two texts that stand in the other, for each comparison: ``owner``,
    rising, and ``places``, rising within it."""

    def __init__(self, pairs: Pairs, owner: npt.NDArray[np.int64], title: Flags,
                 places: npt.NDArray[np.int64], sums: _Sums) -> None:  # fmt: skip
        def total(values: npt.NDArray[np.float32] | Flags) -> Floats:
            return np.bincount(owner, values, sums.count).astype(np.float32)

        weights = weighed(pairs)
        unlisted = weights >= UNLISTED
        self.squares = sums.squares
        self.squares_shared = total(weights * weights)
        self.title_share = _part(total(weights * title), sums.titles)
        self.rare = total(unlisted)
        self.given = total(weights * (title & unlisted))
        self.kept = _part(self.given, sums.title_names, 0.5)
        self.names = total(weights * ((pairs & NAMES) > 0))
        self.runs, self.breadth, self.longest = self._runs(pairs, owner, weights, places, sums.count)

    def _runs(self, pairs: Pairs, owner: npt.NDArray[np.int64], weights: Floats,
              places: npt.NDArray[np.int64], count: int) -> tuple[Floats, Floats, Floats]:  # fmt: skip
        """How many telling runs stand in both, their weight under a ceiling each, the longest's weight."""
        if not len(pairs):
            return (np.zeros(count, np.float32),) * 3
        begins = np.ones(len(pairs), bool)
        begins[1:] = (np.diff(places) != 1) | (np.diff(owner) != 0) | ((pairs[1:] & STARTS) > 0)
        firsts = np.flatnonzero(begins)
        weight = np.add.reduceat(weights, firsts)
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
