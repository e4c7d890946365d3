"""Whether a line tells who somebody is whose name, number or address is known. Pure.

Compared by letters and digits alone, so that a blank or a full-width digit hides nothing.
"""

import unicodedata
from collections.abc import Mapping

FEWEST_LETTERS, FEWEST_DIGITS = 2, 5  # characters, practice: shorter ones stand in any line by chance


def plain(text: str) -> str:
    """Letters and digits alone, however they were typed."""
    normal = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in normal if unicodedata.category(sign)[0] in "LN")


def told(text: str, person: Mapping[str, str]) -> str:
    """The label of what a text tells of a person (label to words), "" when it tells nothing."""
    line = plain(text)
    return next(
        (label for label, words in person.items() if long_enough(plain(words)) and plain(words) in line), ""
    )


def long_enough(known: str) -> bool:
    """Whether plain words are long enough to mean somebody where they stand."""
    return len(known) >= (FEWEST_DIGITS if known.isascii() else FEWEST_LETTERS)
