"""Telephones in a text, set apart so that a phone can call them."""

import re
from dataclasses import dataclass

from gongkai.desk.guides.rules.soundness import telephones


@dataclass(frozen=True, slots=True)
class Piece:
    """Words, and the number to dial in them or ""."""

    words: str
    number: str = ""


def dialled(text: str) -> list[Piece]:
    """A text with its telephones set apart, so that a phone can call them."""
    pieces, rest = [], text
    for number in telephones(text):
        before, found, after = rest.partition(number)
        if not found:
            continue
        pieces += [Piece(before), Piece(number, dial(number))] if before else [Piece(number, dial(number))]
        rest = after
    return [*pieces, Piece(rest)] if rest else pieces


def dial(number: str) -> str:
    """Only digits; an extension after 转 or a second dash is dialled by hand."""
    main = re.split(r"转|(?<=\d{7})-", number)[0]
    return "".join(sign for sign in main if sign.isdigit())
