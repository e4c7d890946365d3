"""Whether short comments say the same: the same matter, and the same wish about it.

Two comments that differ only in the number they speak of, or of which one asks for more and the other for
less, are written alike and say different things. So the numbers that a comment begins with are its matter,
and what it wants done is compared by itself. The weights were fitted to pairs judged by hand
(docs/quality.md); a person decides which groups stand.
"""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from .folding import ZERO_WIDTH, fold
from .similarity import TITLE, Floats, Read, read_all
from .similarity_groups import groups
from .similarity_index import CHUNK, Shelf
from .similarity_scoring import compare

FLOOR, THRESHOLD = -2.0, 0.5
OTHER_MATTER = -8.0
BIAS = -8.11
WEIGHTS = {
    "whole": -0.26,
    "most": 3.80,
    "rare": 1.79,
    "names": 0.45,
    "numbers": 3.59,
    "wishes": 0.39,
    "contrary": -2.96,
}
WISHES = tuple(
    line.split()
    for line in """
增加 增设 加站 加一站 增站 新增 加密 站位
减少 缩减 压缩
延长 延伸 延至
缩短 截线 缩线
提高 上调 涨
降低 下调 降价
取消 撤销 撤出 删除 删去 废除
保留 恢复 不要
反对 不同意 不赞成 禁止
支持 赞成 允许
合并 整合
分段 拆分 分为
更换 换车 换成 更名 改名 改号 路号 线路号
新开 开通 新辟 开行
调整 微调 优化 改走 改由
""".strip().split("\n")
)
_NUMBER = re.compile("[a-z]*\\d+(?![\\d区县市])|[一二三四五六七八九十]+(?=[号期条款项])")
_LISTED = re.compile("[路号条款项线快车公交专第、,，和与及\\s]{1,6}")
_CITY = re.compile("(?:[a-z]|(?![城全我本超夜门上都各大])[\u4e00-\u9fff]{2})市")
_SIGNS = re.compile("[^0-9a-z\u3400-\u9fff]+")
_READ = 2_000  # characters of a comment


@dataclass(frozen=True, slots=True)
class _Marks:
    """The numbers a comment speaks of first, all of them, what it wants done, the city that it names."""

    matter: frozenset[str]
    numbers: frozenset[str]
    wishes: frozenset[int]
    city: str


def likeness(words: str, others: Sequence[str]) -> list[float]:
    """For each of the others how surely it says the same, 0 to 1; for a comment that comes in."""
    plain, texts = _plain(words), [_plain(other) for other in others]
    read = read_all([(text[:TITLE], text[TITLE:]) for text in [plain, *texts]])
    sums = _sums(_marks(plain), read[0], read[1:], [_marks(text) for text in texts])
    key, keys = _SIGNS.sub("", plain), [_SIGNS.sub("", text) for text in texts]
    return [
        1.0 if key and key == other else 1 / (1 + math.exp(THRESHOLD - alike))
        for other, alike in zip(keys, sums.tolist(), strict=True)
    ]


def group(comments: Iterable[str]) -> list[list[int]]:
    """Numbers of the comments that say the same, for every group of two and more; by their first member."""
    texts, members = _distinct(comments)
    shelf, marks = Shelf(), []
    for start in range(0, len(texts), CHUNK):
        chunk = texts[start : start + CHUNK]
        shelf.add([(text[:TITLE], text[TITLE:]) for text in chunk])
        marks += [_marks(text) for text in chunk]
    found = groups(_edges(shelf, marks), floor=FLOOR, threshold=THRESHOLD)
    grouped = {number for group in found for number in group}
    found += [[number] for number in range(len(texts)) if number not in grouped]
    whole = (sorted(n for number in group for n in members[number]) for group in found)
    return sorted(group for group in whole if len(group) > 1)


def _distinct(comments: Iterable[str]) -> tuple[list[str], list[list[int]]]:
    """Each wording once, with the numbers of those who wrote it, whatever signs stand between its words.
    Comments without a word are left out."""
    texts: list[str] = []
    members: list[list[int]] = []
    known: dict[str, int] = {}
    for number, words in enumerate(comments):
        plain = _plain(words)
        key = _SIGNS.sub("", plain)
        if key and key not in known:
            known[key] = len(texts)
            texts.append(plain)
            members.append([])
        if key:
            members[known[key]].append(number)
    return texts, members


def _edges(shelf: Shelf, marks: Sequence["_Marks"]) -> Iterator[tuple[int, int, float]]:
    for number, text, near, texts in shelf.neighbours():
        sums = _sums(marks[number], text, texts, [marks[other] for other in near])
        for other in np.flatnonzero(sums > FLOOR).tolist():
            yield number, near[other], float(sums[other])


def _sums(one: "_Marks", text: Read, texts: Sequence[Read], marks: Sequence["_Marks"]) -> Floats:
    """How alike; OTHER_MATTER where the numbers that the comments begin with have nothing in common."""
    known = figures(one, text, texts, marks)
    sums = np.full(len(texts), BIAS, np.float32)
    for name, weight in WEIGHTS.items():
        sums += known[name] * np.float32(weight)
    return np.where(known["numbers"] > 0, sums, np.float32(OTHER_MATTER))


def figures(one: "_Marks", text: Read, texts: Sequence[Read], marks: Sequence["_Marks"]) -> dict[str, Floats]:
    """All figures of one comment with each of the others."""
    shared = compare(text, texts)
    wishes = [(len(one.wishes & other.wishes), len(one.wishes | other.wishes)) for other in marks]
    numbers = [_numbers(one, other) for other in marks]
    contrary = [bool(one.wishes and other.wishes) and not both
                for other, (both, _) in zip(marks, wishes, strict=True)]  # fmt: skip
    return {
        "whole": shared.whole,
        "most": shared.most,
        "rare": np.log1p(shared.rare),
        "names": np.minimum(shared.names, 40) / 30,
        "numbers": np.array(numbers, np.float32),
        "wishes": np.array([both / either if either else 0.5 for both, either in wishes], np.float32),
        "contrary": np.array(contrary, np.float32),
    }


def _numbers(one: "_Marks", other: "_Marks") -> float:
    """How far two comments speak of the same numbers, from 0 (of others, or of another city) to 1."""
    if one.city and other.city and one.city != other.city:
        return 0.0
    if not one.matter or not other.matter:
        return 0.7 if not one.matter and not other.matter else 0.3
    if one.matter == other.matter:
        return 1.0
    return 0.4 if one.matter & other.numbers or other.matter & one.numbers else 0.0


def _plain(words: str) -> str:
    return fold(words[:_READ]).replace(ZERO_WIDTH, "")


def _marks(plain: str) -> "_Marks":
    found = list(_NUMBER.finditer(plain))
    matter = [found[0].group()] if found else []
    for before, after in zip(found, found[1:], strict=False):
        if not _LISTED.fullmatch(plain[before.end() : after.start()]):
            break
        matter.append(after.group())
    wishes = (number for number, words in enumerate(WISHES) if any(word in plain for word in words))
    city = _CITY.search(plain)
    return _Marks(
        frozenset(matter),
        frozenset(one.group() for one in found),
        frozenset(wishes),
        city.group() if city else "",
    )
