"""Checking what the ledger proves: the side of RFC 9162 that needs neither its rows nor its tiles.

Pure: no Django, no clock, no I/O.
"""

import re
from collections.abc import Sequence

from .tree import node_hash

HASH = re.compile(r"[0-9a-f]{64}")  # one spelling only: a proof with another is another proof


class ProofBroken(ValueError):
    """The proof does not lead where it says."""


def hashes(texts: Sequence[object]) -> list[bytes]:
    """Node hashes from their one spelling, small hex."""
    if any(not isinstance(text, str) or not HASH.fullmatch(text) for text in texts):
        raise ProofBroken("证明里有一项不是 64 位小写十六进制的哈希")
    return [bytes.fromhex(str(text)) for text in texts]


def inclusion_root(index: int, size: int, leaf: bytes, path: Sequence[bytes]) -> bytes:
    """RFC 9162 section 2.1.3.2: the root that a leaf hash and its audit path lead to."""
    if not 0 <= index < size:
        raise ProofBroken(f"第 {index} 条不在 {size} 条的存证里")
    fn, sn, node = index, size - 1, leaf
    for part in path:
        if sn == 0:
            raise ProofBroken("包含证明比存证树还长")
        if fn & 1 or fn == sn:
            node = node_hash(part, node)
            fn, sn = _up(fn, sn)
        else:
            node = node_hash(node, part)
        fn, sn = fn >> 1, sn >> 1
    if sn != 0:
        raise ProofBroken("包含证明不够长")
    return node


def must_continue(old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]) -> None:
    """RFC 9162 section 2.1.4.2: raise ProofBroken unless the tree of ``new`` begins with that of ``old``."""
    if not 0 < old <= new:
        raise ProofBroken(f"{new} 条的存证不可能是 {old} 条的延续")
    if old == new:
        if path or old_root != new_root:
            raise ProofBroken("同样条数的两棵存证树不同")
        return
    parts = [old_root, *path] if old & (old - 1) == 0 else list(path)
    if not parts:
        raise ProofBroken("一致性证明是空的")
    fn, sn = old - 1, new - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    before = after = parts[0]
    for part in parts[1:]:
        if sn == 0:
            raise ProofBroken("一致性证明太长")
        if fn & 1 or fn == sn:
            before, after = node_hash(part, before), node_hash(part, after)
            fn, sn = _up(fn, sn)
        else:
            after = node_hash(after, part)
        fn, sn = fn >> 1, sn >> 1
    if sn != 0:
        raise ProofBroken("一致性证明不够长")
    if before != old_root:
        raise ProofBroken("较早的检查点不是现在这棵存证树的开头：历史被改写过")
    if after != new_root:
        raise ProofBroken("一致性证明没有到达签过名的树根")


def _up(fn: int, sn: int) -> tuple[int, int]:
    """Past the levels at which the node stands alone at the right edge."""
    while fn & 1 == 0 and fn != 0:
        fn, sn = fn >> 1, sn >> 1
    return fn, sn
