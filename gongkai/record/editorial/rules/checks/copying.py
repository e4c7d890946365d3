"""How much of an interpretation is the document over again, and how hard it is to read.

An interpretation explains: background, what changes, for whom, how (RULES §6). One whose sentences stand in
the document itself explains nothing. Titles in 《》 and short formulae are not counted: every interpretation
has them. The thresholds come from practice, measured on real pairs (docs/quality.md).
"""

import re
from collections import defaultdict
from dataclasses import dataclass

from ..findings import Finding, Severity

SHORTEST_RUN = 13  # signs that must stand together in both to count as copied; formulae are shorter
COPIED_SHARE = 0.6  # of the counted signs: more is repeating
SHARE_NOTED = 0.4
LONGEST_RUN = 200  # signs in one piece: a whole paragraph taken over
MIN_LENGTH = 60  # signs; too little to judge
LONG_SENTENCE = 60  # signs
HARD_SHARE = 0.5  # of the sentences are long
HARD_MEAN = 55  # signs a sentence on average
CANDIDATES = 32  # places of one beginning that are tried: bounds the work on repeating tables

_TITLE = re.compile("《[^《》]{1,80}》")
_SIGN = re.compile(r"[0-9A-Za-z\u3400-\u9fff]")
_SENTENCE = re.compile("[。！？!?\n]+")


@dataclass(frozen=True, slots=True)
class Block:
    """A run that stands in both texts, in characters of the interpretation and of the document."""

    start: int
    end: int
    source_start: int
    source_end: int
    signs: int


@dataclass(frozen=True, slots=True)
class Copying:
    """``share`` of the interpretation's signs that stand in the document, the longest run, and all runs."""

    counted: int
    share: float
    longest: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """Signs a sentence on average, and the share of sentences longer than LONG_SENTENCE."""

    sentences: int
    mean: float
    long_share: float


def compare(interpretation: str, document: str) -> Copying:
    """Runs of at least SHORTEST_RUN signs that stand in both, left to right."""
    signs, places = _signs(interpretation, leave_titles=True)
    source, source_places = _signs(document, leave_titles=False)
    counted = sum(sign != "\0" for sign in signs)
    grams: dict[str, list[int]] = defaultdict(list)
    for place in range(len(source) - SHORTEST_RUN + 1):
        known = grams[source[place : place + SHORTEST_RUN]]
        if len(known) < CANDIDATES:
            known.append(place)
    blocks, place = [], 0
    while place <= len(signs) - SHORTEST_RUN:
        starts = grams.get(signs[place : place + SHORTEST_RUN])
        if not starts:
            place += 1
            continue
        length, start = max((_run(signs, place, source, start), start) for start in starts)
        blocks.append(
            Block(
                places[place],
                places[place + length - 1] + 1,
                source_places[start],
                source_places[start + length - 1] + 1,
                length,
            )
        )
        place += length
    copied = sum(block.signs for block in blocks)
    longest = max((block.signs for block in blocks), default=0)
    return Copying(counted, copied / counted if counted else 0.0, longest, tuple(blocks))


def read(text: str) -> Reading:
    """How long the sentences are; a line without an end is one."""
    lengths = [len(_SIGN.findall(sentence)) for sentence in _SENTENCE.split(text)]
    lengths = [length for length in lengths if length > 3]
    if not lengths:
        return Reading(0, 0.0, 0.0)
    long = sum(length > LONG_SENTENCE for length in lengths)
    return Reading(len(lengths), sum(lengths) / len(lengths), long / len(lengths))


def copying(interpretation: str, document: str) -> list[Finding]:
    """Whether the interpretation repeats what it should explain, and whether it can be read."""
    found, shown = [], compare(interpretation, document)
    if shown.counted >= MIN_LENGTH:
        percent = f"{shown.share:.0%}的文字与文件原文相同，最长一处 {shown.longest} 字"
        if shown.share >= COPIED_SHARE:
            found.append(_finding("share", Severity.BLOCKING, percent, COPIED))
        elif shown.share >= SHARE_NOTED or shown.longest >= LONGEST_RUN:
            found.append(_finding("share", Severity.WARNING, percent, PARTLY))
    return [*found, *readability(interpretation)]


def readability(text: str) -> list[Finding]:
    """A note where half of the sentences are long."""
    reading = read(text)
    if reading.sentences < 5 or (reading.long_share < HARD_SHARE and reading.mean < HARD_MEAN):
        return []
    told = f"平均每句 {reading.mean:.0f} 字，{reading.long_share:.0%}的句子超过 {LONG_SENTENCE} 字"
    return [_finding("readability", Severity.NOTE, told, "请把长句拆短，用群众听得懂的话说明。")]


COPIED = "解读主要是照抄文件，请说明背景、新旧差异、适用对象和办理方式；左右对照可看到相同之处。"
PARTLY = "解读有较多文字与文件相同，请核对是否说清了背景、变化和怎么办；左右对照可看到相同之处。"


def _finding(check: str, severity: Severity, text: str, advice: str) -> Finding:
    return Finding(f"interpretation.{check}", severity, "解读正文", text, advice, exact=check)


def _signs(text: str, *, leave_titles: bool) -> tuple[str, list[int]]:
    """Letters, digits and Han without punctuation, and where each stands; a title counts as a break."""
    skipped = [found.span() for found in _TITLE.finditer(text)] if leave_titles else []
    signs, places, title = [], [], 0
    for found in _SIGN.finditer(text):
        place = found.start()
        while title < len(skipped) and skipped[title][1] <= place:
            title += 1
            signs.append("\0")
            places.append(place)
        if title < len(skipped) and skipped[title][0] <= place:
            continue
        signs.append(found.group())
        places.append(place)
    return "".join(signs), places


def _run(signs: str, place: int, source: str, start: int) -> int:
    length = SHORTEST_RUN
    while (
        place + length < len(signs)
        and start + length < len(source)
        and signs[place + length] == source[start + length]
    ):
        length += 1
    return length
