"""Whether letters are about the same incident: the same place and the same complaint.

The same complaint elsewhere is another incident, and so is another complaint about the same place. How alike
two letters are is a sum of figures: names and rare words that they share, what their titles share with the
other's text, and what both complain of (``topics.txt``). The weights were fitted to letters judged by hand
(docs/quality.md); a person decides, the program suggests.
"""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from zlib import crc32

import ahocorasick_rs
import numpy as np
import numpy.typing as npt

from gongkai.ground.language.rules.folding import ZERO_WIDTH, fold
from gongkai.ground.language.rules.similarity import NAMES, Read
from gongkai.ground.language.rules.similarity import read_all as read_all
from gongkai.ground.language.rules.similarity_groups import groups
from gongkai.ground.language.rules.similarity_index import CHUNK, Shelf
from gongkai.ground.language.rules.similarity_scoring import compare

FLOOR, THRESHOLD = -2.0, 0.1  # of the sum of figures; measured, see docs/quality.md
HEAD = 200  # characters of a letter in which its complaint is looked for, after the title
_DISTRICT = re.compile("([a-z]\\d{1,2}|[\u4e00-\u9fff]{2})[区县](?!块|间)")
_NO_DISTRICT = re.compile(
    "小区|社区|地区|城区|园区|辖区|郊区|山区|校区|景区|片区|老区|街区|市区|住区|开发区|各区|全区|我区|本区"
)
_ENQUIRY = re.compile("\\W*(?:咨询|请问|问问|询问)")

BIAS = -6.71
WEIGHTS = {
    "whole": 0.65,
    "least": 1.87,
    "most": 2.59,
    "runs": 0.53,
    "breadth": 0.07,
    "longest": -0.59,
    "names": 1.26,
    "kept": 0.95,
    "given": 0.37,
    "rare": 0.53,
    "topics": 0.98,
    "titles": 1.31,
    "common": 0.84,
    "elsewhere": -1.34,
    "enquiry": -1.32,
    "strange": -0.56,
}


@dataclass(frozen=True, slots=True)
class Letter:
    """What is compared of a letter; ``title_topics`` and ``topics`` say of each topic whether it is there."""

    text: Read
    title_topics: npt.NDArray[np.bool_]
    topics: npt.NDArray[np.bool_]
    district: int
    enquiry: bool


def letter(title: str, words: str) -> Letter:
    return letters([(title, words)])[0]


def letters(given: Sequence[tuple[str, str]]) -> list[Letter]:
    """Titles and words read together; cheap enough to be done anew for each candidate (0.1 ms a letter)."""
    texts = read_all(given)
    return [Letter(text, *_subject(*one)) for text, one in zip(texts, given, strict=True)]


def likeness(new: Letter, others: Sequence[Letter]) -> list[float]:
    """For each of the others how surely it is about the same incident, 0 to 1."""
    if not others:
        return []
    marks = _Marks.of(others)
    sums = _sums(new, [other.text for other in others], marks)
    return [1 / (1 + math.exp(-alike)) for alike in np.clip(sums, -30, 30).tolist()]


def joins(new: Letter, members: Sequence[Letter]) -> float:
    """How surely a letter belongs to a case, 0 to 1: against its members on the average, not its nearest."""
    if not members:
        return 0.0
    sums = np.maximum(_sums(new, [member.text for member in members], _Marks.of(members)), FLOOR)
    return 1 / (1 + math.exp(THRESHOLD - float(sums.mean())))


def group(given: Iterable[tuple[str, str]]) -> list[list[int]]:
    """Numbers of the letters (title, words) of one incident, for every incident of two and more."""
    shelf, marks = Shelf(), []
    for chunk in _chunks(given):
        shelf.add(chunk)
        marks.append(_Marks.read(chunk))
    return groups(_edges(shelf, _Marks.joined(marks)), floor=FLOOR, threshold=THRESHOLD) if marks else []


def _edges(shelf: Shelf, marks: "_Marks") -> Iterator[tuple[int, int, float]]:
    for number, text, near, texts in shelf.neighbours():
        one = Letter(text, marks.title[number], marks.whole[number], int(marks.district[number]),
                     bool(marks.enquiry[number]))  # fmt: skip
        sums = _sums(one, texts, marks.at(near))
        for other in np.flatnonzero(sums > FLOOR).tolist():
            yield number, near[other], float(sums[other])


@dataclass(frozen=True, slots=True)
class _Marks:
    """What many letters are about, in columns."""

    title: npt.NDArray[np.bool_]
    whole: npt.NDArray[np.bool_]
    district: npt.NDArray[np.int64]
    enquiry: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, letters: Sequence[Letter]) -> "_Marks":
        return cls(
            np.array([one.title_topics for one in letters]),
            np.array([one.topics for one in letters]),
            np.array([one.district for one in letters]),
            np.array([one.enquiry for one in letters]),
        )

    @classmethod
    def read(cls, letters: Sequence[tuple[str, str]]) -> "_Marks":
        title, whole, district, enquiry = zip(*(_subject(*one) for one in letters), strict=True)
        return cls(np.array(title), np.array(whole), np.array(district), np.array(enquiry))

    @classmethod
    def joined(cls, parts: Sequence["_Marks"]) -> "_Marks":
        return cls(
            np.concatenate([part.title for part in parts]),
            np.concatenate([part.whole for part in parts]),
            np.concatenate([part.district for part in parts]),
            np.concatenate([part.enquiry for part in parts]),
        )

    def at(self, numbers: Sequence[int]) -> "_Marks":
        chosen = np.asarray(numbers)
        return _Marks(self.title[chosen], self.whole[chosen], self.district[chosen], self.enquiry[chosen])


def figures(one: Letter, texts: Sequence[Read], marks: _Marks) -> dict[str, npt.NDArray[np.float32]]:
    """All figures for one letter with each of the others."""
    shared = compare(one.text, texts)
    both = (marks.whole & one.topics).sum(1)
    either = (marks.whole | one.topics).sum(1)
    mine, theirs = one.title_topics.sum(), marks.title.sum(1)
    of_mine = _share((marks.whole & one.title_topics).sum(1), np.full(len(texts), mine))
    of_theirs = _share((marks.title & one.topics).sum(1), theirs)
    strange = _named(one.text) & np.array([_named(text) for text in texts])
    elsewhere = (marks.district > 0) & (one.district > 0) & (marks.district != one.district)
    return {
        "whole": shared.whole,
        "least": shared.least,
        "most": shared.most,
        "runs": np.log1p(shared.runs),
        "breadth": shared.breadth,
        "longest": np.minimum(shared.longest, 60) / 30,
        "names": np.minimum(shared.names, 40) / 30,
        "kept": shared.kept,
        "given": np.minimum(shared.given, 60) / 30,
        "rare": np.log1p(shared.rare),
        "topics": _share(both, either, 0.3),
        "titles": (of_mine + of_theirs) / 2,
        "common": np.minimum(both, 4) / 4,
        "elsewhere": elsewhere.astype(np.float32),
        "enquiry": (marks.enquiry | one.enquiry).astype(np.float32),
        "strange": np.array(strange & (shared.names <= 0), np.float32),
    }


def _named(text: Read) -> bool:
    """Whether the title names a place or a firm."""
    return bool((text.pairs[: text.title] & NAMES).any())


def _sums(one: Letter, texts: Sequence[Read], marks: _Marks) -> npt.NDArray[np.float32]:
    known = figures(one, texts, marks)
    sums = np.full(len(texts), BIAS, np.float32)
    for name, weight in WEIGHTS.items():
        sums += known[name] * np.float32(weight)
    return sums


def _share(
    part: npt.NDArray[np.int64], whole: npt.NDArray[np.int64], otherwise: float = 0.5
) -> npt.NDArray[np.float32]:
    return np.where(whole > 0, part / np.maximum(whole, 1), otherwise).astype(np.float32)


def _subject(title: str, words: str) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_], int, bool]:
    """Topics of the title, of title and beginning, the district named in the title (0: none), an enquiry."""
    finder, owners, count = _topics()
    head = fold(title[: HEAD * 2]).replace(ZERO_WIDTH, "")
    body = fold(words[: HEAD * 2]).replace(ZERO_WIDTH, "")[:HEAD]
    in_title, everywhere = np.zeros(count, bool), np.zeros(count, bool)
    whole = f"{head}\n{body}".encode("utf-8", "replace").decode()  # half a surrogate pair stays one sign
    for pattern, _, end in finder.find_matches_as_indexes(whole, overlapping=True):
        everywhere[owners[pattern]] = True
        if end <= len(head):
            in_title[owners[pattern]] = True
    district = _DISTRICT.search(_NO_DISTRICT.sub("，", head))
    return in_title, everywhere, crc32(district[0].encode()) if district else 0, bool(_ENQUIRY.match(head))


@cache
def _topics() -> tuple[ahocorasick_rs.AhoCorasick, list[list[int]], int]:
    """The finder of topic words, for each word the numbers of its topics, and how many topics there are."""
    lines = (files(__package__) / "topics.txt").read_text("utf-8").split("\n")
    listed = [line.split()[1:] for line in lines if line.strip()]
    words = sorted({word for line in listed for word in line})
    owners = [[number for number, line in enumerate(listed) if word in line] for word in words]
    return ahocorasick_rs.AhoCorasick(words), owners, len(listed)


def _chunks(given: Iterable[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    chunk: list[tuple[str, str]] = []
    for one in given:
        chunk.append((one[0], one[1]))
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
