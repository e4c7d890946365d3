"""Seals differ by what they seal, where it stands, and who holds the secret."""

from gongkai.ground.ledger.rules import notes, seals

OWN = notes.keys(b"\x01" * 32, "a")
LEAF = "ab" * 32


def test_seals_bind_everything():
    made = [
        seals.recorded(OWN, LEAF),
        seals.sequenced(OWN, 0, LEAF),
        seals.sequenced(OWN, 1, LEAF),
        seals.sequenced(OWN, 1, "cd" * 32),
        seals.sequenced(notes.keys(b"\x02" * 32, "a"), 1, LEAF),
        seals.stated(OWN, 0, 12, "a", "b", "c"),
        seals.stated(OWN, 0, 12, "ab", "", "c"),
        seals.stated(OWN, 1, 12, "a", "b", "c"),
        seals.stated(OWN, 0, 1, "2a", "b", "c"),
    ]
    assert len(set(made)) == len(made) and {len(seal) for seal in made} == {64}
    assert seals.sequenced(OWN, 1, LEAF) == made[2]
