"""Seals of rows: HMACs that only the holder of the ledger's secret can make.

They are what names the exact row when somebody rewrites a row together with every hash stored beside it.
"""

from .notes import Keys


def recorded(keys: Keys, leaf: str, person: object = None) -> str:
    """Of an entry that waits for its index: nobody but the program put it there, and this person acted."""
    return keys.seal(b"recorded", *_parts(leaf, person))


def sequenced(keys: Keys, index: int, leaf: str, person: object = None) -> str:
    """Of an entry in its place of the tree."""
    return keys.seal(b"sequenced", str(index).encode(), *_parts(leaf, person))


def _parts(leaf: str, person: object) -> list[bytes]:
    """The leaf, and who acted where that is known; whatever a damaged row holds there fits no other seal."""
    parts = [leaf.encode("utf-8", "surrogateescape")]
    return parts if person is None else [*parts, str(person).encode("utf-8", "surrogateescape")]


def stated(keys: Keys, number: int, size: int, *texts: str) -> str:
    """Of a checkpoint row: its root, note and instant follow as texts."""
    parts = [text.encode("utf-8", "surrogateescape") for text in texts]
    return keys.seal(b"stated", str(number).encode(), str(size).encode(), *parts)
