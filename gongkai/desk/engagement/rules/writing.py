"""What somebody writes: the letter as written and who wrote it, cleaned of what nobody sees. Pure.

A link or a script is text like any other; whoever shows it escapes it.
"""

import json
import re
import unicodedata
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

MAX_TITLE, MAX_LINE = 100, 200  # characters: bounds of a form, not law
MAX_WORDS = 10_000  # characters of a letter; the longest of 9,000 real ones has 3,100
LETTERS = 2  # of a script, at least: a row of pictures says nothing that could be answered
MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True, slots=True)
class Writing:
    """One letter as it was written. ``place`` is where the matter is, in words; ``public`` whether the writer
    agrees that it is published, masked, with its answer."""

    title: str = ""
    words: str = ""
    place: str = ""
    name: str = ""
    telephone: str = ""
    email: str = ""
    address: str = ""
    public: bool = False

    def pack(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False).encode()


NAMES = frozenset(one.name for one in fields(Writing))
SHORT = ("title", "place", "name", "telephone", "email", "address")


def unpack(content: bytes) -> Writing:
    known = json.loads(content)
    return Writing(**{name: known[name] for name in NAMES & known.keys()})


def person(writing: Writing) -> dict[str, str]:
    """Label to words of what tells who wrote."""
    return {
        "姓名": writing.name,
        "电话": writing.telephone,
        "电子邮箱": writing.email,
        "通信地址": writing.address,
    }


def clean(text: str) -> str:
    """A text without NUL and other controls, zero-width signs, and those that turn the direction of writing;
    lines end with one newline."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return "".join(
        sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in HIDDEN
    ).strip()


HIDDEN = frozenset({"Cc", "Cf", "Cs", "Cn"})


def cleaned(writing: Writing) -> Writing:
    """A writing as it may be kept: lines on one line, words with their paragraphs."""
    lines: dict[str, Any] = {name: " ".join(clean(getattr(writing, name)).split()) for name in SHORT}
    return replace(writing, words=clean(writing.words), **lines)


def problems(writing: Writing, *, spoken: bool = False) -> dict[str, str]:
    """Field to what is wrong with it, in words for the writer; {} when it can be taken.

    Asked of a cleaned writing. One that was told to staff may lack a way to reach the writer.
    """
    found: dict[str, str] = {}
    for name, limit in (
        ("title", MAX_TITLE),
        *((name, MAX_LINE) for name in SHORT[1:]),
        ("words", MAX_WORDS),
    ):
        length = len(getattr(writing, name))
        if length > limit:
            found[name] = f"最多 {limit:,} 字，现有 {length:,} 字，请精简；材料可以作为附件"
    for name, label in (("title", "标题"), ("words", "内容")):
        text = getattr(writing, name)
        if not text:
            found.setdefault(name, f"请填写{label}")
        elif _letters(text) < LETTERS:
            found.setdefault(name, f"{label}里没有文字，请用文字写明要反映的事")
    if writing.email and not MAIL.fullmatch(writing.email):
        found.setdefault("email", "电子邮箱的写法不正确")
    if not spoken and not (writing.telephone or writing.email):
        found.setdefault("telephone", "电话、电子邮箱至少填写一项，便于联系您")
    return found


def _letters(text: str) -> int:
    return sum(unicodedata.category(sign)[0] == "L" for sign in text)
