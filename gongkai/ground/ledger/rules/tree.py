"""The Merkle tree of RFC 9162 (section 2.1) and its tiles (C2SP tlog-tiles, height 8).

Pure arithmetic over hashes of 32 bytes. ``Node`` gives the hash of the perfect subtree of 2**level leaves
that starts at leaf ``position * 2**level``.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

HEIGHT = 8
WIDTH = 1 << HEIGHT
HASH = 32
EMPTY = hashlib.sha256(b"").digest()

Node = Callable[[int, int], bytes]


def leaf_hash(data: bytes) -> bytes:
    """RFC 9162 section 2.1.1: SHA-256(0x00 || data)."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """RFC 9162 section 2.1.1: SHA-256(0x01 || left || right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class TileHashes:
    """The hashes of a tile: ``level`` and ``number`` as in C2SP tlog-tiles, up to 256 hashes joined."""

    level: int
    number: int
    hashes: bytes


@dataclass(slots=True)
class Frontier:
    """The right edge of a growing tree: bounded memory, one hash a leaf, the root at any moment.

    ``peaks`` are the perfect subtrees of the present size, largest first; ``partial`` the unfinished
    tile of each level.
    """

    size: int = 0
    peaks: list[bytes] = field(default_factory=list)
    partial: list[list[bytes]] = field(default_factory=lambda: [[]])

    @classmethod
    def restore(cls, size: int, partial: list[list[bytes]]) -> "Frontier":
        """The edge at ``size`` from the unfinished tiles, level 0 first."""
        peaks = []
        for hashes in reversed(partial):
            start = 0
            for bit in range(HEIGHT - 1, -1, -1):
                if len(hashes) >> bit & 1:
                    peaks.append(perfect(hashes[start : start + (1 << bit)]))
                    start += 1 << bit
        return cls(size, peaks, partial)

    def append(self, leaf: bytes) -> list[TileHashes]:
        """Take one leaf hash in; returns the tiles it completes (mostly none)."""
        done: list[TileHashes] = []
        self.partial[0].append(leaf)
        node, level = leaf, 0
        while self.size >> level & 1:
            node = node_hash(self.peaks.pop(), node)
            level += 1
            if level % HEIGHT == 0:
                low = level // HEIGHT - 1
                done.append(TileHashes(low, self.size >> level, b"".join(self.partial[low])))
                self.partial[low] = []
                if low + 1 == len(self.partial):
                    self.partial.append([])
                self.partial[low + 1].append(node)
        self.peaks.append(node)
        self.size += 1
        return done

    def unfinished(self) -> Iterator[TileHashes]:
        """The partial tiles that hold anything."""
        for level, hashes in enumerate(self.partial):
            if hashes:
                yield TileHashes(level, self.size >> HEIGHT * (level + 1), b"".join(hashes))

    def root(self) -> bytes:
        if not self.peaks:
            return EMPTY
        node = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            node = node_hash(peak, node)
        return node


def perfect(hashes: list[bytes]) -> bytes:
    """Root over a power of two of hashes."""
    while len(hashes) > 1:
        hashes = [node_hash(hashes[i], hashes[i + 1]) for i in range(0, len(hashes), 2)]
    return hashes[0]


def subtree(start: int, end: int, node: Node) -> bytes:
    """MTH(D[start:end]) for the ranges that RFC 9162's recursions visit."""
    count = end - start
    if count == 0:
        return EMPTY
    if count & (count - 1) == 0:
        level = count.bit_length() - 1
        return node(level, start >> level)
    middle = start + _split(count)
    return node_hash(subtree(start, middle, node), subtree(middle, end, node))


def inclusion(index: int, size: int, node: Node) -> list[bytes]:
    """RFC 9162 section 2.1.3.1: the audit path of leaf ``index`` in the tree of ``size``, leaf side first."""
    if not 0 <= index < size:
        raise ValueError(f"序号 {index} 不在 {size} 条之内")
    path: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(subtree(middle, end, node))
            end = middle
        else:
            path.append(subtree(start, middle, node))
            start = middle
    return path[::-1]


def consistency(old: int, new: int, node: Node) -> list[bytes]:
    """RFC 9162 section 2.1.4.1: that the tree of ``new`` leaves begins with the tree of ``old``."""
    if not 0 < old <= new:
        raise ValueError(f"从 {old} 条到 {new} 条没有一致性证明")
    path: list[bytes] = []
    start, end, known = 0, new, True
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            path.append(subtree(middle, end, node))
            end = middle
        else:
            path.append(subtree(start, middle, node))
            start, known = middle, False
    if not known:
        path.append(subtree(start, end, node))
    return path[::-1]


def _split(count: int) -> int:
    """The largest power of two below ``count``."""
    return 1 << (count - 1).bit_length() - 1


def levels(size: int) -> int:
    """How many levels of tiles a tree of ``size`` leaves has (at least one)."""
    count = 1
    while size >> HEIGHT * count:
        count += 1
    return count
