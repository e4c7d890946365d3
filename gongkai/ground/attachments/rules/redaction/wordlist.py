"""Which places of a text are one of the words to remove, however they are written.

Text and words are compared by their compatibility form (NFKC) in small letters without invisible signs. Space
and new lines may stand between Chinese characters; between other letters a new line with a hyphen before it.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property
from urllib.parse import unquote

from gongkai.ground.attachments.rules import Refused

from . import MARK

BREAK = "\ue000"  # stands between paragraphs and cells; only LONG words reach across
APART = "\ue001"  # stands between texts that have nothing to do with one another: no word reaches across
LONG = 4  # characters: a shorter word across a paragraph's end is chance, as “…开张” and “三、”
FUZZY = 5  # characters from which OCR may be wrong in one
MOST_WORDS, LONGEST = 1_000, 200  # in a list; practice
MOST_BYTES = 1_000_000
SURE_BYTES, FEW_BYTES = 6, 4  # what does not occur by chance in compressed bytes; in text
_NUMBER = 6  # digits from which a number may be written in groups
_HAN = r"\u2e80-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_IS_HAN = re.compile(f"[{_HAN}]")
# Radicals that some fonts of PDFs give in place of the characters, and that NFKC leaves alone.
_RADICALS = str.maketrans(
    "⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻤⻥⻦⻧⻨⻩⻬⻮⻰",
    "民西见角贝车长门青韦页风飞食马鬼鱼鸟卤麦黄齐齿龙",
)
_ESCAPED = re.compile(rf"[^\s\"'<>{APART}]*%[0-9A-Fa-f]{{2}}[^\s\"'<>{APART}]*")  # part of an address
NO_WORDS = "词表里没有一个词；请每行写一个要去掉的词，再运行一次"
NOT_TEXT = "词表不是 UTF-8 文本；请用记事本另存为 UTF-8 编码后再用"
TOO_MANY = f"词表过大：最多 {MOST_WORDS} 个词，每个词最多 {LONGEST} 字；请分几次处理"
ONLY_SIGNS = "词表第 {} 行没有文字或数字，不能作为要去掉的词；请写出完整的词"
ONE_LETTER = "词表第 {} 行只有一个字母或数字，会遮去几乎全部内容；请写出完整的词"
MARKED = f"词表第 {{}} 行带有遮盖标记“{MARK[0]}”，不能作为要去掉的词；请删去这个符号"


def folded(text: str) -> tuple[str, list[int]]:
    """A text as it is compared, and for each of its characters the place in ``text`` that it came from."""
    signs: list[str] = []
    origins: list[int] = []
    for place, sign in enumerate(text):
        if sign == BREAK or "!" <= sign <= "~":
            forms = sign.lower()
        else:
            forms = unicodedata.normalize("NFKC", sign.translate(_RADICALS)).lower()
        for form in forms:
            if unicodedata.category(form) not in ("Cf", "Mn") and form != "\0":
                signs.append(form)
                origins.append(place)
    return "".join(signs), origins


def read_words(data: bytes) -> tuple[str, ...]:
    """The words of a list, one a line; Refused with the line that cannot be one."""
    if len(data) > MOST_BYTES:
        raise Refused(TOO_MANY)
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as wrong:
        raise Refused(NOT_TEXT) from wrong
    words: dict[str, None] = {}
    for number, line in enumerate(lines, 1):
        word = line.strip("\ufeff\0 \t\u3000")
        if not word:
            continue
        checked(word, number)
        words[word] = None
    if not words:
        raise Refused(NO_WORDS)
    if len(words) > MOST_WORDS:
        raise Refused(TOO_MANY)
    return tuple(words)


def checked(word: str, number: int) -> str:
    """The word, when it can be one to remove."""
    bare = re.sub(r"\s", "", folded(word)[0])
    if len(word) > LONGEST:
        raise Refused(TOO_MANY)
    if MARK[0] in bare:
        raise Refused(MARKED.format(number))
    if not any(sign.isalnum() for sign in bare):
        raise Refused(ONLY_SIGNS.format(number))
    if len(bare) == 1 and not _IS_HAN.match(bare):
        raise Refused(ONE_LETTER.format(number))
    return word


def _between(one: str, other: str, *, spaced: bool, number: bool, long: bool) -> str:
    """What may stand between two characters of a word that follow one another."""
    space = rf"[\s{BREAK}]*" if long else r"\s*"
    if spaced or _IS_HAN.match(one) or _IS_HAN.match(other):
        return space
    if number and one.isdigit() and other.isdigit():
        return rf"[\s{BREAK}-]*"
    return rf"(?:-?[^\S\n\r]*[\n\r]{space})?" if long else ""


def _pattern(word: str) -> tuple[list[str], list[str]]:
    """The characters of a word as patterns, and what may stand behind each."""
    text = re.sub(r"\s+", " ", folded(word)[0]).strip()
    bare = [(sign, text[at - 1 : at] == " ") for at, sign in enumerate(text) if sign != " "]
    number = sum(sign.isdigit() for sign, _ in bare) >= _NUMBER
    gaps = [
        _between(one, other, spaced=spaced, number=number, long=len(bare) >= LONG)
        for (one, _), (other, spaced) in zip(bare, bare[1:], strict=False)
    ]
    return [re.escape(sign) for sign, _ in bare], [*gaps, ""]


class Words:
    """The words to remove."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(checked(word, number) for number, word in enumerate(words, 1))
        self._exact = []
        self._fuzzy = []
        for word in self.words:
            signs, gaps = _pattern(word)
            self._exact.append(re.compile("".join(map("".join, zip(signs, gaps, strict=True)))))
            near = []
            for wrong in range(len(signs)) if len(signs) >= FUZZY else ():
                told = [rf"[^\s{BREAK}]" if at == wrong else sign for at, sign in enumerate(signs)]
                near.append("".join(map("".join, zip(told, gaps, strict=True))))
            if near:
                self._fuzzy.append(re.compile("|".join(near)))
        self.met: set[str] = set()  # the words that were found somewhere

    def spans(self, text: str, *, fuzzy: bool = False) -> list[tuple[int, int]]:
        """Where words stand: from and to, in order, apart. ``fuzzy`` forgives OCR one character."""
        low, origins = folded(text)
        found = []
        for word, pattern in zip(self.words, self._exact, strict=True):
            for match in pattern.finditer(low):
                self.met.add(word)
                found.append((origins[match.start()], origins[match.end() - 1] + 1))
        for pattern in self._fuzzy if fuzzy else ():
            found += [
                (origins[match.start()], origins[match.end() - 1] + 1) for match in pattern.finditer(low)
            ]
        found += [one.span() for one in _ESCAPED.finditer(text) if self._escaped(one[0])]
        return merged(found)

    def _escaped(self, address: str) -> bool:
        """Whether an address spells a word in escapes."""
        return any(
            pattern.search(folded(unquote(address, encoding, "replace"))[0])
            for encoding in ("utf-8", "gb18030")
            for pattern in self._exact
        )

    def cut(self, text: str) -> str:
        """The text with the mark in place of every word."""
        kept, at = [], 0
        for start, end in self.spans(text):
            kept += [text[at:start], MARK]
            at = end
        return "".join([*kept, text[at:]])

    def in_text(self, text: str) -> bool:
        """Whether any word stands in ``text``; a search that only looks, and counts nothing as met."""
        low = folded(text)[0]
        return any(pattern.search(low) for pattern in self._exact) or any(
            self._escaped(one[0]) for one in _ESCAPED.finditer(text)
        )

    def in_any(self, texts: Iterable[str]) -> bool:
        """Whether any word stands in one of the texts; all at once, for there may be many of both."""
        return self.in_text(APART.join(texts))

    @cached_property
    def telling(self) -> "Words | None":
        """Those that cannot be a key word of a file format: by other signs than letters, or a long number."""
        chosen = [one for one in self.words if not _is_syntax(one)]
        if not chosen:
            return None
        telling = Words(chosen)
        telling.met = self.met
        return telling

    def in_bytes(self, data: bytes, *, sure: bool) -> bool:
        """Whether a word stands in raw bytes in any usual coding. ``sure``: bytes that look like chance."""
        low = data.lower()
        least = SURE_BYTES if sure else FEW_BYTES
        return any(len(form) >= least and form in low for form in self._forms)

    @cached_property
    def _forms(self) -> tuple[bytes, ...]:
        forms: set[bytes] = set()
        for word in self.telling.words if self.telling else ():
            for text in {word, unicodedata.normalize("NFKC", word)}:
                wide = text.encode("utf-16-be")
                forms |= {text.encode(), wide, text.encode("utf-16-le"), text.encode("gb18030")}
                forms |= {wide.hex().encode(), "".join(f"&#{ord(sign)};" for sign in text).encode()}
                forms |= {b"".join(b"%%%02x" % byte for byte in text.encode())}
        return tuple(sorted(form.lower() for form in forms))


def _is_syntax(word: str) -> bool:
    """Whether a word could be one that the format itself uses: “Page”, “center”, “12”."""
    bare = re.sub(r"\s", "", folded(word)[0])
    return bare.isascii() and (bare.isalpha() or len(bare) < _NUMBER)


def merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that overlap made one."""
    apart: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart
