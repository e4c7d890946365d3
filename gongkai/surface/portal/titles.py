"""Titles as HTML that break at a line's end between words only, and never inside a document number.

``<wbr>`` stands where a word ends; the style sheet forbids every other break (``word-break: keep-all``).
For headings and lists only: page tags and browser titles take the bare text.
"""

import re
from functools import lru_cache
from html import escape, unescape

from django.utils.safestring import SafeString, mark_safe

from gongkai.ground.language.rules import numbers, words

BREAK = "<wbr>"
LONGEST = 300  # characters that are cut into words; a longer text is no title
CLINGS = frozenset("的了等和与及")  # words that may end a line and do not begin one
HAN = re.compile(r"[\u3400-\u9fff]{2}")
SPAN = re.compile(r"\d+[—–~～-]\d+年?")  # 2026—2028年
SIGN = re.compile(r"<[^>]*>|&[^;\s]{1,10};|[^<&]+|.", re.S)


def unbroken(value: str) -> SafeString:
    """A title, plain or already marked up by the search engine."""
    return mark_safe(marked_up(value) if isinstance(value, SafeString) else plain(str(value)))


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Escaped, its document numbers in ``span.num``, its words kept whole."""
    ends = breaks(text)
    whole = [(number.start, number.start + len(number.text)) for number in numbers.find(text)]
    whole += [found.span() for found in SPAN.finditer(text)]
    out, at = [], 0
    for start, end in sorted(whole):
        if start >= at:
            out.append(opened(text, at, start, ends))
            out.append(f'<span class="num">{escape(text[start:end])}</span>')
            at = end
    return "".join([*out, opened(text, at, len(text), ends)])


@lru_cache(maxsize=4096)
def marked_up(html: str) -> str:
    """The same for escaped text with tags in it; the tags stay."""
    tokens = SIGN.findall(html)
    ends = breaks("".join(unescape(token) for token in tokens if not is_tag(token)))
    out, at = [], 0
    for token in tokens:
        if is_tag(token):
            out.append(token)
            continue
        text = unescape(token)
        out.append(opened(text, 0, len(text), frozenset(end - at for end in ends)))
        at += len(text)
    return "".join(out)


def is_tag(token: str) -> bool:
    return token.startswith("<") and len(token) > 1


def opened(text: str, start: int, end: int, ends: frozenset[int]) -> str:
    """``text[start:end]`` escaped, with a break at each of ``ends`` inside or at its close."""
    places = sorted(place for place in ends if start < place <= end)
    out, at = [], start
    for place in places:
        out += [escape(text[at:place]), BREAK]
        at = place
    return "".join([*out, escape(text[at:end])])


@lru_cache(maxsize=8192)  # the same titles are found by many questions
def breaks(text: str) -> frozenset[int]:
    """Where a line may end: between two Chinese words; signs and figures keep the browser's own rules.

    A single character stays with what follows it, a particle with what stands before it.
    """
    if len(text) > LONGEST:
        return frozenset()
    places, at, before = set(), 0, ""
    for piece in words.pieces(text):
        whole = len(before) > 1 or before in CLINGS
        if whole and piece not in CLINGS and HAN.fullmatch(before[-1:] + piece[0]):
            places.add(at)
        at += len(piece)
        before = piece
    return frozenset(places)
