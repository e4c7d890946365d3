"""One-to-one folding of written forms, so that an offset in the folded text is an offset in the source."""

import unicodedata

ZERO_WIDTH = "\u200b"
_SPACES = (
    "\t\v\f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\xad"


def _table() -> dict[int, str]:
    """NFKC for the characters whose folding is one character, spaces to one space, invisible to U+200B."""
    table = {ord(c): " " for c in _SPACES}
    table |= {ord(c): ZERO_WIDTH for c in _INVISIBLE}
    table |= {0x2028: "\n", 0x2029: "\n"}
    blocks = [(0xFF01, 0xFF5F), (0xFFE0, 0xFFE7), (0x2E80, 0x2FE0), (0xF900, 0xFB00), (0x2460, 0x2474)]
    for first, last in blocks:
        for code in range(first, last):
            folded = unicodedata.normalize("NFKC", chr(code))
            if len(folded) == 1 and folded != chr(code):
                table[code] = folded
    for code in range(0x2460, 0x2474):
        table.pop(code, None)  # ① is an item mark, not the digit 1
    return table


FOLDING = _table()


def level(text: str) -> str:
    """Full-width letters, digits and signs become half-width, odd spaces a space; same length, case kept.

    `level(text)[i]` is the folded form of `text[i]`, so positions found in one hold in the other.
    """
    return text.translate(FOLDING)


def fold(text: str) -> str:
    """`level`, and lower case; same length."""
    levelled = level(text)
    lower = levelled.lower()
    return lower if len(lower) == len(levelled) else "".join(c.lower()[:1] for c in levelled)
