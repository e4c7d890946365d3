"""RFC 9162 arithmetic against the definition itself, published roots, and an independent checker."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.ground.ledger.rules import tree
from tools import check_proof

# The eight leaves of the Certificate Transparency reference tests, and their roots at sizes 0 to 8.
LEAVES = [bytes.fromhex(text) for text in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
)]  # fmt: skip
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def mth(leaves: list[bytes]) -> bytes:
    """RFC 9162 section 2.1.1, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return hashlib.sha256(b"\x01" + mth(leaves[:k]) + mth(leaves[k:])).digest()


def nodes(leaves: list[bytes]) -> tree.Node:
    return lambda level, position: mth(leaves[position << level : (position + 1) << level])


def some(size: int) -> list[bytes]:
    return [str(n).encode() for n in range(size)]


@pytest.mark.parametrize("size", range(9))
def test_published_roots(size):
    frontier = tree.Frontier()
    for leaf in LEAVES[:size]:
        frontier.append(tree.leaf_hash(leaf))
    assert frontier.root().hex() == ROOTS[size] == mth(LEAVES[:size]).hex()
    assert tree.subtree(0, size, nodes(LEAVES)).hex() == ROOTS[size]


def test_published_paths():
    """Certificate Transparency reference tests: audit paths and consistency proofs of the same tree."""
    node = nodes(LEAVES)
    assert [part.hex() for part in tree.inclusion(5, 8, node)] == [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]
    assert [part.hex() for part in tree.consistency(6, 8, node)] == [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]


@given(st.integers(1, 70), st.data())
def test_inclusion_leads_to_the_root_and_nothing_else_does(size, data):
    leaves = some(size)
    index = data.draw(st.integers(0, size - 1))
    path = tree.inclusion(index, size, nodes(leaves))
    leaf = tree.leaf_hash(leaves[index])
    assert check_proof.inclusion_root(index, size, leaf, path) == mth(leaves)
    assert check_proof.inclusion_root(index, size, tree.leaf_hash(b"other"), path) != mth(leaves)
    for damaged in (path[:-1], [*path, bytes(32)]):
        if damaged != path:
            with pytest.raises(check_proof.Wrong):
                check_proof.inclusion_root(index, size, leaf, damaged)


@given(st.integers(1, 70), st.data())
def test_consistency_holds_for_growth_and_for_nothing_else(new, data):
    old = data.draw(st.integers(1, new))
    leaves = some(new)
    path = tree.consistency(old, new, nodes(leaves))
    check_proof.check_consistency(old, new, mth(leaves[:old]), mth(leaves), path)
    rewritten = [b"other", *leaves[1:old]]
    with pytest.raises(check_proof.Wrong):
        check_proof.check_consistency(old, new, mth(rewritten), mth(leaves), path)


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_no_inclusion_outside_the_tree(index, size):
    with pytest.raises(ValueError, match="序号"):
        tree.inclusion(index, size, nodes(LEAVES))


@pytest.mark.parametrize(("old", "new"), [(0, 3), (4, 3), (-1, 1)])
def test_no_consistency_outside_the_tree(old, new):
    with pytest.raises(ValueError, match="一致性"):
        tree.consistency(old, new, nodes(LEAVES))


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 511, 512, 1000, 65_535, 65_536, 65_537, 66_000])
def test_a_frontier_restored_from_tiles_goes_on_as_if_never_stopped(size):
    leaves = [tree.leaf_hash(str(n).encode()) for n in range(size)]
    whole, tiles = tree.Frontier(), {}
    for leaf in leaves:
        tiles.update({(full.level, full.number): full.hashes for full in whole.append(leaf)})
    tiles.update({(part.level, part.number): part.hashes for part in whole.unfinished()})
    partial = []
    for level in range(tree.levels(size)):
        number, width = divmod(size >> 8 * level, 256)
        joined = tiles.get((level, number), b"") if width else b""
        assert len(joined) == 32 * width
        partial.append([joined[i : i + 32] for i in range(0, len(joined), 32)])
    again = tree.Frontier.restore(size, partial)
    assert again.root() == whole.root()
    for leaf in leaves[:300]:
        assert again.append(leaf) == whole.append(leaf)
    assert again.root() == whole.root()


def test_tiles_follow_tlog_tiles():
    """A tile of level 1 holds the roots of the full tiles of level 0."""
    frontier, full = tree.Frontier(), []
    leaves = some(512)
    for leaf in leaves:
        full += frontier.append(tree.leaf_hash(leaf))
    assert [(tile.level, tile.number, len(tile.hashes)) for tile in full] == [(0, 0, 8192), (0, 1, 8192)]
    assert list(frontier.unfinished()) == [
        tree.TileHashes(1, 0, mth(leaves[:256]) + mth(leaves[256:])),
    ]
