"""Correcting one's own record (条例 art. 41): what the person says and proves, and how it ends. Pure.

The organ with the power to correct corrects and tells the person; without it, it passes the matter on or says
who has it. Art. 41 sets no period.
"""

import json
from dataclasses import asdict, dataclass, fields

from gongkai.ground.language.rules.labels import Labelled

from .forms import MAX_LINE, MAX_WORDS, Identity, unfit

ARTICLE = "条例第四十一条"


class State(Labelled):
    RECEIVED = "received", "办理中"
    CORRECTED = "corrected", "已更正"
    TRANSFERRED = "transferred", "已转送"
    REFUSED = "refused", "不予更正"
    DESTROYED = "destroyed", "已销毁"


ENDS = (State.CORRECTED, State.TRANSFERRED, State.REFUSED)


@dataclass(frozen=True, slots=True)
class Claim:
    """Whose record, which, what is wrong with it, what it should say, and what proves it."""

    name: str = ""
    identity: str = ""
    identity_number: str = ""
    contact: str = ""
    record: str = ""
    wrong: str = ""
    right: str = ""
    evidence: str = ""

    def pack(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False).encode()


LABELS = {
    "name": "姓名或者名称",
    "identity": "证件种类",
    "identity_number": "证件号码",
    "contact": "联系方式",
    "record": "哪一份政府信息",
    "wrong": "哪里记录不准确",
    "right": "应当怎样记录",
    "evidence": "有什么证据",
}
MISSING = {
    "name": "请填写姓名或者名称",
    "identity": "请选择证件种类",
    "identity_number": "请填写证件号码",
    "contact": "请填写联系方式",
    "record": "请写明是哪一份政府信息",
    "wrong": "请写明哪里记录不准确",
    "right": "请写明应当怎样记录",
    "evidence": "请写明有什么证据",
}
LONG = ("wrong", "right", "evidence")


def unpack(content: bytes) -> Claim:
    known = json.loads(content)
    return Claim(**{one.name: known[one.name] for one in fields(Claim) if one.name in known})


def problems(claim: Claim) -> dict[str, str]:
    """Field to what is wrong with it; {} when art. 41 is met: the own record, and evidence that it is
    wrong."""
    found: dict[str, str] = {}
    for name, missing in MISSING.items():
        text, limit = getattr(claim, name), MAX_WORDS if name in LONG else MAX_LINE
        if not text.strip():
            found[name] = missing
        elif wrong := unfit(text, limit):
            found[name] = wrong
    if claim.identity not in {one.value for one in Identity}:
        found["identity"] = MISSING["identity"]
    return found
