"""What somebody means who types into the search box, under which terms a number is filed, and the excerpt
that shows why a page was found.

The typed text never reaches a query parser: words, quoted phrases and document numbers are read out of it
here, so no input is a syntax error.
Pure: no Django, no clock, no I/O.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from gongkai.ground.language.rules import numbers
from gongkai.ground.language.rules.words import fold, words

MAX_TYPED = 600  # characters of a query that are read; the rest of a pasted page adds nothing
MAX_WORDS = 64
MAX_NUMBER = 80  # characters: nothing longer is a document number
WIDTH, LEAD = 150, 36  # characters of an excerpt, and how many stand before its first marked word
_QUOTED = re.compile(r"[“\"「『]([^“”\"「」『』]+)[”\"」』]")
_LOOSE = re.compile(r"[\s〔〕()\[\]{}【】〖〗﹝﹞<>《》〈〉“”\"'‘’「」『』]+")
END = "¶"  # stands after a title, so that no phrase runs on from there; never a word
TRIED = 5  # of the marked words are looked for to place an excerpt
SALUTATION = re.compile(r"\s*[^。；！？\n：:]{2,120}[：:]\s*(?=\S)")  # 各区人民政府，市人民政府各部门：
_ADDRESSED = re.compile(
    r"(?:政府|部门|单位|机构|企业|委员会|办公室|街道|[局厅委办院部])(?:[（(][^（）()]{1,12}[）)])?[：:]\s*$"
)
_SIGNS = {2: "", 3: "", 10: " ", 13: ""}  # the marker's own signs, and line ends
# Words that stand in almost every document: they must not decide whether one is found.
COMMON = frozenset("的了和与及或在是对为等中将按由并其以于之各有我你他吗") | {"关于", "怎么", "如何", "什么"}


Phrase = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """``words`` should all be there, ``phrases`` (places and words) stand together.

    ``parts`` are the words with the words inside them, for a second try. ``exact`` are filed terms (numbers,
    title), ``fragment`` the code, year and serial of a document number, as far as typed.
    """

    words: tuple[str, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    parts: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    fragment: tuple[str, int | None, int | None] | None = None

    @property
    def empty(self) -> bool:
        return not (self.words or self.phrases or self.exact)


@dataclass(frozen=True, slots=True)
class Filed:
    """The terms of one document's numbers: see ``filed``."""

    exact: tuple[str, ...]
    prefixes: tuple[str, ...]
    ordinals: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """The texts of one publication that its terms are made of; ``rest`` is all but the title."""

    title: str
    number: str
    key: str
    identifier: str
    source_number: str
    rest: str


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one publication, words joined by spaces; ``words`` hold the title twice for its weight."""

    title: str
    words: str
    filed: Filed


def terms_of(sources: Sequence[Source]) -> list[Terms]:
    """The terms of publications. Pure and picklable, so that other processes can do it."""
    found = []
    for one in sources:
        title = " ".join(words(one.title))
        read = f"{title} {END} {title} {END} {' '.join(words(one.rest))}"
        places = filed(one.number, one.key, one.identifier, one.source_number, one.title)
        found.append(Terms(title, read, places))
    return found


def compact(text: str) -> str:
    """A number or title without spaces, brackets and quotation marks, folded: how unreadable ones compare."""
    return _LOOSE.sub("", fold(text))[:200]


def agency(prefix: str) -> str:
    """An issuing code (发文机关代字) as it is compared: 人民政府 and 政府 are one."""
    bare = compact(prefix).replace("中华人民共和国", "").replace("人民政府", "政府")
    return "国务院令" if bare == "国令" else bare


def filed(number: str, key: str, identifier: str, source_number: str, title: str) -> Filed:
    """Under which terms a publication's numbers and title are filed.

    A document number gives its comparison key, the beginnings of its issuing code (two characters or more;
    the whole code ends in ``$``) and its year and serial; joint numbers give all of them.
    """
    whole = numbers.parse(number)
    read = [whole] if whole.readable else [found for found in numbers.find(number) if found.readable]
    exact = {key, compact(number), compact(identifier), compact(source_number), f"title:{compact(title)}"}
    exact.update(numbers.key_of(found) for found in read)
    codes = {agency(found.prefix) for found in read}
    beginnings = {code[:end] for code in codes for end in range(2, len(code) + 1)}
    return Filed(
        exact=tuple(sorted(exact - {"", "title:"})),
        prefixes=tuple(sorted(beginnings | {f"{code}$" for code in codes if code})),
        ordinals=tuple((found.year or 0, found.serial or 0) for found in read),
    )


def read(typed: str) -> Question:
    """Read a typed text. Anything may be typed; what holds nothing to search for gives an empty question."""
    text = typed[:MAX_TYPED].encode("utf-8", "replace").decode().replace("\0", " ").strip()
    phrases = tuple(phrase for found in _QUOTED.findall(text) if (phrase := wholes(words(found))))
    unquoted = _QUOTED.sub(" ", text).strip()
    exact = {f"title:{compact(text)}", compact(unquoted)}
    fragment = None
    if unquoted and len(unquoted) < MAX_NUMBER:
        exact.add(numbers.key(unquoted))
        fragment = numbers.fragments(unquoted)
    return Question(
        words=tuple(dict.fromkeys(word for _, word in wholes(words(unquoted))))[:MAX_WORDS],
        phrases=phrases,
        parts=tuple(dict.fromkeys(words(text)))[:MAX_WORDS],
        exact=tuple(sorted(exact - {"", "title:"})),
        fragment=fragment and (agency(fragment[0]), fragment[1], fragment[2]),
    )


def wholes(found: Sequence[str]) -> Phrase:
    """The longest words with their places, without the words inside them, which stand before them."""
    kept: list[tuple[int, str]] = []
    for place in range(len(found) - 1, -1, -1):
        if not kept or found[place] == kept[-1][1] or found[place] not in kept[-1][1]:
            kept.append((place, found[place]))
    first = kept[-1][0] if kept else 0
    return tuple((place - first, word) for place, word in reversed(kept))


def telling(found: Sequence[str]) -> list[str]:
    """The words that decide: all but the common ones, or all when there are no others."""
    return [word for word in found if word not in COMMON] or list(found)


@dataclass(frozen=True, slots=True)
class Marker:
    """Marks the words of one question in titles and excerpts; made once for all hits of a search."""

    words: tuple[str, ...]
    pattern: re.Pattern[str]

    def mark(self, text: str) -> str:
        """``text`` as HTML, marked words in ``<mark>``, neighbours joined; line ends become spaces."""
        clean = text.translate(_SIGNS)
        marked = self.pattern.sub("\2\\g<0>\3", clean) if self.words else clean
        return escape(marked).replace("\2", "<mark>").replace("\3", "</mark>")

    def excerpt(self, text: str, width: int = WIDTH) -> str:
        """The part of ``text`` with most of the words, as ``mark`` writes it, without the line of address."""
        best = self._best(text, width) if len(text) > width else 0
        address = salutation(text)
        if address and not 0 < best < address:
            text, best = text[address:], max(0, best - address)
        start = max(0, best - LEAD) if len(text) > width else 0
        part = self.mark(text[start : start + width])
        return f"{'…' if start else ''}{part}{'…' if start + width < len(text) else ''}"

    def _best(self, text: str, width: int) -> int:
        """Where the window begins that holds most of the words, tried from each word's first place."""
        best, most, tried = 0, 0, self.words[:TRIED]
        for word in tried:
            position = text.find(word)
            if position < 0:
                continue
            window = text[max(0, position - LEAD) : position - LEAD + width]
            held = sum([other in window for other in tried])
            if held > most:
                best, most = position, held
                if most == len(tried):
                    break
        return best


def salutation(text: str) -> int:
    """How many characters at the beginning only say to whom a document is addressed."""
    found = SALUTATION.match(text)
    return found.end() if found and _ADDRESSED.search(found[0]) else 0


def marker(found: Sequence[str]) -> Marker:
    """Marks these words, the longest first; common ones only when there are no others."""
    longest = tuple(sorted(set(telling(found)), key=lambda word: (-len(word), word)))
    return Marker(longest, re.compile(f"(?:{'|'.join(map(re.escape, longest))})+", re.IGNORECASE))
