"""Short Chinese texts read into pairs of neighbouring signs, to be compared by the hundred thousand.

A pair that most letters hold says little, one that stands in no list of common pairs says much: names of
estates, roads and firms are such. ``common_pairs.txt`` lists pairs of general letters by their weight, so
that one text can be weighed without all others at hand, and a matter that a thousand people write about
stays as telling as one that two do. Runs of letters and digits count as one sign: 481路 is not 48路.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from zlib import crc32

import numpy as np
import numpy.typing as npt

from .folding import ZERO_WIDTH, fold

Pairs = npt.NDArray[np.uint32]
Floats = npt.NDArray[np.float32]

BITS = 22
SIZE = 1 << BITS
MASK = np.uint32(SIZE - 1)
STARTS = np.uint32(1 << 30)  # the pair before it in the text is not the one before it here
NAMES = np.uint32(1 << 31)  # the pair leads up to the last sign of a place's or a firm's name
UNLISTED = 6.5  # weight of a pair that is in no list
DULL = 1.0  # pairs up to this weight are not kept: nearly every letter has them
NAME_END = "区园城苑湾府郡路街巷桥站村镇乡校院司厦店盘线"
NAME_REACH = 4  # signs before such an end that may belong to the name
TITLE, BODY = 80, 260  # signs that are read; what a letter is about stands at its beginning
READ_AHEAD = 3_000  # characters of a body that are looked at to find them
KEYS = 16  # per text
KEY_MASK = np.uint32(0x7FFFFFFF)  # fits a signed column of 32 bits
_PRIVATE, _PRIVATES = 0xE000, 0x1900
_ALNUM = re.compile("[0-9a-z]+")


@dataclass(frozen=True, slots=True)
class Read:
    """The telling pairs of one text, each once, in order, the first ``title`` of them from its title; and the
    keys by which a text about the same thing is found: it shares some of them."""

    pairs: Pairs
    title: int
    keys: Pairs


def read(title: str, body: str) -> Read:
    return read_all([(title, body)])[0]


def read_all(texts: Sequence[tuple[str, str]]) -> list[Read]:
    """Titles and bodies, some ten thousand at a time; reading them together is much quicker than singly."""
    if not texts:
        return []
    titles = [_signs(title, TITLE, TITLE * 8) for title, _ in texts]
    wholes = [
        f"{title}\n{_signs(body, BODY, READ_AHEAD)}\n" for title, (_, body) in zip(titles, texts, strict=True)
    ]
    points = np.frombuffer("".join(wholes).encode("utf-32-le", "surrogatepass"), np.uint32)
    sizes = np.array([len(whole) for whole in wholes])
    owners = np.repeat(np.arange(len(wholes), dtype=np.int64), sizes)[:-1]
    in_title = (
        np.arange(len(points) - 1)
        < np.repeat(np.cumsum(sizes) - sizes + [len(t) for t in titles], sizes)[:-1]
    )
    signs = _is_sign(points)
    ids = _hashed(points[:-1], points[1:]) & MASK
    weights = weighed(ids)
    kept = signs[:-1] & signs[1:] & (weights > DULL)
    named = kept & (weights >= UNLISTED) & _named(points, signs)
    places = np.flatnonzero(kept)
    _, first = np.unique((owners[places] << BITS) | ids[places], return_index=True)
    chosen = places[np.sort(first)]
    starts = np.ones(len(chosen), bool)
    starts[1:] = np.diff(chosen) != 1
    pairs = (
        ids[chosen] | np.where(starts, STARTS, np.uint32(0)) | np.where(named[chosen], NAMES, np.uint32(0))
    )
    ends = np.searchsorted(owners[chosen], np.arange(len(wholes) + 1))
    ahead = np.concatenate([[0], np.cumsum(in_title[chosen])])
    keys = _keys(ids, weights + 2 * named + 3 * in_title, kept, owners, len(wholes))
    return [
        Read(pairs[start:end], int(ahead[end] - ahead[start]), keys[number])
        for number, (start, end) in enumerate(zip(ends[:-1], ends[1:], strict=True))
    ]


def weighed(ids: Pairs) -> Floats:
    """The weight of each pair, from 0 to UNLISTED."""
    weights: Floats = _weights()[ids & MASK]
    return weights


def _signs(text: str, size: int, ahead: int) -> str:
    """Folded, without invisible signs, each run of letters and digits as one; ``size`` signs at most."""
    folded = fold(text[:ahead]).replace(ZERO_WIDTH, "").replace("\n", " ")
    return _ALNUM.sub(lambda run: chr(_PRIVATE + crc32(run[0].encode()) % _PRIVATES), folded)[:size]


def _is_sign(points: Pairs) -> npt.NDArray[np.bool_]:
    han = ((points >= 0x3400) & (points <= 0x9FFF)) | ((points >= 0x20000) & (points <= 0x323AF))
    return han | ((points >= _PRIVATE) & (points < _PRIVATE + _PRIVATES))


def _hashed(left: Pairs, right: Pairs) -> Pairs:
    mixed: Pairs = left * np.uint32(0x9E3779B1) ^ right * np.uint32(0x85EBCA6B)
    mixed = (mixed ^ (mixed >> np.uint32(15))) * np.uint32(0x2C1B3C6D)
    mixed ^= mixed >> np.uint32(13)
    return mixed


def _named(points: Pairs, signs: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Pairs that stand at most NAME_REACH signs before the end of a name, nothing but signs between."""
    ends = np.isin(points, np.frombuffer(NAME_END.encode("utf-32-le"), np.uint32))
    near = np.zeros(len(points) - 1, bool)
    open_ = signs.copy()
    for reach in range(1, min(NAME_REACH, len(points) - 1) + 1):
        open_[:-reach] &= signs[reach:]
        near[: len(points) - reach] |= open_[:-reach] & ends[reach:]
    return near


def _keys(
    ids: Pairs, scores: Floats, kept: npt.NDArray[np.bool_], owners: npt.NDArray[np.int64], count: int
) -> list[Pairs]:
    """Three signs in a row, hashed; of each text the KEYS most telling, titles and names before the rest."""
    both = np.flatnonzero(kept[:-1] & kept[1:])
    keys = _hashed(ids[both], ids[both + 1]) & KEY_MASK
    worth = scores[both] + scores[both + 1]
    order = np.lexsort((-worth, owners[both]))
    ends = np.searchsorted(owners[both][order], np.arange(count + 1))
    sorted_keys = keys[order]
    return [
        np.unique(sorted_keys[start : min(end, start + KEYS)])
        for start, end in zip(ends[:-1], ends[1:], strict=True)
    ]


@cache
def _weights() -> Floats:
    weights = np.full(SIZE, UNLISTED, np.float32)
    for weight, listed in _listed():
        points = np.frombuffer(listed.encode("utf-32-le"), np.uint32)
        ids = _hashed(points[::2], points[1::2]) & MASK
        weights[ids] = np.minimum(weights[ids], np.float32(weight))
    return weights


def _listed() -> Iterable[tuple[float, str]]:
    for line in (files(__package__) / "common_pairs.txt").read_text("utf-8").split("\n"):
        weight, _, listed = line.partition(" ")
        if listed:
            yield float(weight), listed
