"""What a comment is: words about a clause, a stance, and how surely its writer is a person of their own.

A person has one voice on a clause. Who says something else later has changed their mind: the later words
stand in place of the earlier, and are counted once. So two tabs, or a second thought, are never two voices.
"""

import re
import unicodedata
from dataclasses import dataclass

import orjson

from gongkai.ground.language.rules.labels import Labelled

MAX_WORDS = 2_000
MAX_NAME, MAX_CONTACT = 60, 120
FEWEST = 2  # letters or figures: a row of pictures is no opinion that anybody could answer
MARKS_KEPT = 2  # combining marks on one letter; more are there to cover other people's words
# Invisible, or turning the direction of what follows: nothing that a reader could see is lost with them.
UNSEEN = re.compile(
    "[\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\ufffb]"
)
BLANK = re.compile(r"\n{3,}")


class Stance(Labelled):
    SUPPORT = "support", "赞成"
    OPPOSE = "oppose", "不赞成"
    AMEND = "amend", "提出修改意见"


class Level(Labelled):
    """How the writer was verified: an OpenID account, a telephone that answered a code, or not at all."""

    ACCOUNT = "account", "实名账号"
    PHONE = "phone", "验证手机"
    UNVERIFIED = "unverified", "未核实身份"


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks, as far as it is known: a level, and what tells this person from others at that level."""

    level: Level
    subject: str


@dataclass(frozen=True, slots=True)
class Comment:
    """What the form sends. Name and contact are sealed, and may be left out."""

    words: str
    stance: Stance = Stance.AMEND
    name: str = ""
    contact: str = ""

    def pack(self) -> bytes:
        """What is sealed: the words as written, and who wrote them."""
        return orjson.dumps({"words": self.words, "name": self.name, "contact": self.contact})


def unpack(packed: bytes) -> Comment:
    known = orjson.loads(packed)
    return Comment(known["words"], name=known["name"], contact=known["contact"])


def readable(text: str) -> str:
    """The words without what only a machine sees: direction and zero-width signs, controls, piled marks."""
    text = UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = unicodedata.normalize("NFC", text.encode("utf-8", "ignore").decode())
    kept: list[str] = []
    marks = 0
    for sign in text:
        kind = unicodedata.category(sign)
        marks = marks + 1 if kind in ("Mn", "Me") else 0
        if marks > MARKS_KEPT or (kind in ("Cc", "Cs", "Co", "Cn") and sign != "\n"):
            if sign == "\t":
                kept.append(" ")
            continue
        kept.append(sign)
    lines = "".join(kept).split("\n")
    return BLANK.sub("\n\n", "\n".join(line.strip() for line in lines)).strip()


def problems(comment: Comment) -> dict[str, str]:
    """What is wrong, field by field, with what to do; {} when it can be taken."""
    found = {}
    letters = sum(unicodedata.category(sign)[0] in "LN" for sign in comment.words)
    if not comment.words:
        found["words"] = "请写明意见"
    elif len(comment.words) > MAX_WORDS:
        found["words"] = (
            f"一条意见最多 {MAX_WORDS:,} 字，现有 {len(comment.words):,} 字，请精简，或者按条款分别提出"
        )
    elif letters < FEWEST:
        found["words"] = "请用文字写明意见，只有符号或者表情无法答复"
    if len(comment.name) > MAX_NAME:
        found["name"] = f"称呼最多 {MAX_NAME} 字"
    if len(comment.contact) > MAX_CONTACT:
        found["contact"] = f"联系方式最多 {MAX_CONTACT} 字"
    return found
