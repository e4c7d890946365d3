"""What is sealed opens with its key, for its own row, unaltered, and not otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.ground.sealing import rules


@given(st.binary(max_size=300), st.text(max_size=20))
def test_what_is_sealed_opens_again(content, about):
    key = rules.new_key()
    assert rules.unseal(key, rules.seal(key, content, about), about) == content


def test_another_key_another_row_or_another_byte_opens_nothing():
    key = rules.new_key()
    sealed = rules.seal(key, "李四".encode(), "case/1")
    for name, with_, what in (
        ("case/2", key, sealed),
        ("case/1", rules.new_key(), sealed),
        ("case/1", key, sealed[:-1] + bytes([sealed[-1] ^ 1])),
        ("case/1", key, b""),
    ):
        with pytest.raises(rules.Unreadable, match="读不出来"):
            rules.unseal(with_, what, name)


def test_the_same_words_are_sealed_differently_each_time():
    key = rules.new_key()
    assert rules.seal(key, b"x", "a") != rules.seal(key, b"x", "a")


def test_digests_depend_on_the_secret_and_the_kind():
    assert rules.digest("a", "person", "x") == rules.digest("a", "person", "x")
    assert (
        len(
            {
                rules.digest("a", "person", "x"),
                rules.digest("b", "person", "x"),
                rules.digest("a", "code", "x"),
            }
        )
        == 3
    )
