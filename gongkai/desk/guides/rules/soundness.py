"""What is wrong in a guide as it stands: a telephone that is none, hours that end before they begin. Pure.

Grave problems stop a guide on its way to review: whoever follows it would stand before a closed door. The
others are shown to whoever writes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from . import limits
from .completeness import Element, has, lacking
from .lives import EVENTS
from .shape import LABELS, Channel, Serves, Shape

_SEPARATED = re.compile(r"[、，,；;/|\n]|\s{2,}|(?<=\d)\s+(?=[(（]?0)")
_LANDLINE = r"(\(?0\d{2,3}\)?[- ]?)?[2-9]\d{2,3}[- ]?\d{4}([-转 ]+\d{1,6})?"
_SERVICE = r"(400|800)[- ]?\d{3,4}[- ]?\d{3,4}|1\d{4}|1[012]\d|9\d{4}"
_TELEPHONE = re.compile(f"(?:{_LANDLINE}|{_SERVICE})")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_NUMBER = re.compile(r"[\d(][\d()\- 转]*\d")
_TIME = re.compile(r"(\d{1,2})\s*[:：时点]\s*(\d{1,2})?")
_SPAN = re.compile(
    r"(\d{1,2})\s*[:：]\s*(\d{2})\s*(?:-|—|–|－|~|～|至|到)+\s*(?:次日|第二天)?\s*(\d{1,2})\s*[:：]\s*(\d{2})"
)
_CODE = re.compile(r"[0-9A-Za-z\-]{6,60}")
_FREE = re.compile(r"不收费|免费|无收费|^否$|^无$")
MIN_CONDITIONS = 4  # characters: fewer cannot say who may apply
KNOWN = {"serves": dict(Serves.choices()), "channels": dict(Channel.choices()), "events": EVENTS}


@dataclass(frozen=True, slots=True)
class Problem:
    """``field`` is a name of the shape; ``grave`` ones must be mended before review."""

    field: str
    message: str
    grave: bool = True

    @property
    def label(self) -> str:
        return LABELS[self.field]


def problems(shape: Shape) -> list[Problem]:
    """Everything that is wrong, in the order of the form; what is merely missing is not told here."""
    found = [
        *_title(shape),
        *_choices(shape),
        *_hours(shape),
        *_numbers("telephones", shape.telephones),
        *_limits(shape),
        *_fee(shape),
        *_online(shape),
        *_rows(shape),
        *_numbers("complaint", shape.complaint),
    ]
    order = list(LABELS)
    return sorted(found, key=lambda one: order.index(one.field))


def hindering(shape: Shape) -> list[str]:
    """Why a guide cannot go to review, in words: what is missing of the eight, and what is grave."""
    missing = "、".join(element.label for element in lacking(shape))
    grave = [f"{one.label}：{one.message}" for one in problems(shape) if one.grave]
    return ([f"还缺 {missing}"] if missing else []) + grave


def telephones(text: str) -> list[str]:
    """The numbers of a text that can be dialled, as written."""
    return [one for part in _SEPARATED.split(text) if (one := _dialled(part))]


def _dialled(part: str) -> str:
    found = _TELEPHONE.search(part) or _MOBILE.search(part)
    return found.group().strip() if found else ""


def _title(shape: Shape) -> Iterator[Problem]:
    if shape.code and not _CODE.fullmatch(shape.code):
        yield Problem("code", "实施编码只有数字和字母，请照省级目录抄写")
    if shape.conditions and len(shape.conditions) < MIN_CONDITIONS and has(shape, "conditions"):
        yield Problem("conditions", "太短，请写明谁可以办、要具备什么", grave=False)


def _choices(shape: Shape) -> Iterator[Problem]:
    for name, known in KNOWN.items():
        if strange := [one for one in getattr(shape, name) if one not in known]:
            yield Problem(name, f"没有“{strange[0]}”这一项，请从列表中选择")


def _hours(shape: Shape) -> Iterator[Problem]:
    if not has(shape, Element.HOURS):
        return
    if not re.search(r"\d|全天|全年|随时", shape.hours):
        yield Problem("hours", "没有写几点到几点，例如：周一至周五 9:00-12:00，14:00-17:00")
    for hour, minute in _TIME.findall(shape.hours):
        if int(hour) > 24 or int(minute or 0) > 59:
            yield Problem("hours", f"没有 {hour}:{minute or '00'} 这个时间，请核对")
            return
    for first, one, last, other in _SPAN.findall(shape.hours):
        night = "次日" in shape.hours or "第二天" in shape.hours
        if (int(first), int(one)) >= (int(last), int(other)) and not night:
            yield Problem("hours", f"{first}:{one} 到 {last}:{other}，结束早于开始，请核对")


def _numbers(name: str, text: str) -> Iterator[Problem]:
    """Each number of the text, and that there is one."""
    if not text or not has(Shape(telephones=text), "telephones"):
        return
    for part in _SEPARATED.split(text):
        for number in _NUMBER.findall(_MOBILE.sub("", part)):
            if not _TELEPHONE.fullmatch(number.strip()):
                yield Problem(name, f"“{number}”不像电话号码，请写成区号-号码，例如 027-65601234")
    if not any(map(_dialled, _SEPARATED.split(text))):
        yield Problem(name, "没有可以拨打的号码")
    if _MOBILE.search(text):
        yield Problem(name, "是手机号码：如属个人，请换成办公电话或热线", grave=False)


def _limits(shape: Shape) -> Iterator[Problem]:
    read = {name: limits.read(getattr(shape, name)) for name in ("statutory", "promised")}
    for name, limit in read.items():
        if getattr(shape, name) and limit is None and has(shape, name):
            yield Problem(name, "没有写多少天，例如：20 个工作日；当场能办的写“当场办结”", grave=False)
        if limit is not None and limit.unit and not limit.amount:
            yield Problem(name, "不能是 0 天，当场能办的请写“当场办结”")
    law, promise = read["statutory"], read["promised"]
    if law and promise and law.unit and promise.days > law.days:
        yield Problem("promised", "比法定办结时限还长，请核对")


def _fee(shape: Shape) -> Iterator[Problem]:
    charged = has(shape, "fee") and not _FREE.search(shape.fee)
    if charged and not has(shape, "fee_basis"):
        yield Problem("fee_basis", "要收费，但没有写收费依据")


def _online(shape: Shape) -> Iterator[Problem]:
    if not shape.online:
        if Channel.ONLINE in shape.channels:
            yield Problem("online", "写明可以网上办理，但没有网上办理地址", grave=False)
        return
    try:
        address = urlsplit(shape.online)
        host = address.hostname or ""
    except ValueError:
        address, host = urlsplit(""), ""
    if address.scheme not in ("http", "https") or "." not in host or address.username:
        yield Problem("online", "不是完整的网址，请从 https:// 开始抄写")
    elif address.scheme == "http":
        yield Problem("online", "是 http 地址，填写的内容会明文传送，请换成 https://")


def _rows(shape: Shape) -> Iterator[Problem]:
    names = [row.name for row in shape.materials]
    if twice := {name for name in names if name and names.count(name) > 1}:
        yield Problem("materials", f"“{sorted(twice)[0]}”列了两次，请合并或写明区别")
    if any(not row.name for row in shape.materials):
        yield Problem("materials", "有一行没有材料名称")
    if any(not row.law for row in shape.statutes):
        yield Problem("statutes", "有一行没有法律法规名称")
    elif any(not row.article for row in shape.statutes):
        yield Problem("statutes", "有一行没有写条款，请写到第几条", grave=False)
    if any(not (row.name or row.words) for row in shape.steps):
        yield Problem("steps", "有一行没有写做什么")
    if any(not row.question or not row.answer for row in shape.questions):
        yield Problem("questions", "每一行都要有问题和解答")


def mobile(number: str) -> bool:
    """Whether a number is a mobile telephone's."""
    return bool(_MOBILE.fullmatch(number.strip()))
