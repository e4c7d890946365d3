"""The checking side of RFC 9162 agrees with the proving side at every place of every small tree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.ground.ledger.rules import tree
from gongkai.ground.ledger.rules.proofs import ProofBroken, hashes, inclusion_root, must_continue

from .test_tree import mth, nodes, some

SIZES = range(1, 20)


@pytest.mark.parametrize("size", SIZES)
def test_every_entry_leads_to_the_root_and_from_no_other_place(size):
    leaves, root = some(size), mth(some(size))
    for index in range(size):
        path = tree.inclusion(index, size, nodes(leaves))
        assert inclusion_root(index, size, tree.leaf_hash(leaves[index]), path) == root
        for other in range(-1, size + 2):
            if other != index:
                assert not leads(other, size, leaves[index], path, root)
        for wrong in (path[:-1], [*path, b"\x00" * 32]):
            assert wrong == path or not leads(index, size, leaves[index], wrong, root)


def leads(index, size, leaf, path, root):
    try:
        return inclusion_root(index, size, tree.leaf_hash(leaf), path) == root
    except ProofBroken:
        return False


@pytest.mark.parametrize("new", SIZES)
def test_every_older_tree_is_the_beginning_and_no_other_is(new):
    leaves = some(new)
    for old in range(1, new + 1):
        path = tree.consistency(old, new, nodes(leaves))
        must_continue(old, new, mth(leaves[:old]), mth(leaves), path)
        for wrong in ([*path, b"\x00" * 32], path[:-1] if path else [b"\x01" * 32]):
            with pytest.raises(ProofBroken):
                must_continue(old, new, mth(leaves[:old]), mth(leaves), wrong)
        with pytest.raises(ProofBroken):
            must_continue(old, new, b"\x02" * 32, mth(leaves), path)
        with pytest.raises(ProofBroken):
            must_continue(old, new, mth(leaves[:old]), b"\x02" * 32, path)


@pytest.mark.parametrize(("old", "new"), [(0, 3), (4, 3), (-1, 1)])
def test_a_tree_that_shrank_is_no_continuation(old, new):
    with pytest.raises(ProofBroken):
        must_continue(old, new, b"", b"", [])


@given(st.binary(min_size=32, max_size=32))
def test_a_hash_has_one_spelling(value):
    assert hashes([value.hex()]) == [value]
    for wrong in (value.hex().upper(), value.hex() + " ", value.hex()[:-1], 7, None):
        if wrong != value.hex():
            with pytest.raises(ProofBroken):
                hashes([wrong])
