"""What an office-automation system hands over: one package of metadata and files, read strictly.

What was decided there (document number, legality opinion, sign-off) is taken as a fact. Nothing is guessed:
a package with a name that is not known, or without the disclosure attribute that 国办发〔2016〕80号 asks of
every document, is refused whole, with every reason at once.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson

from gongkai.ground.attachments.rules import MAX_BYTES
from gongkai.ground.language.rules import numbers
from gongkai.record.catalogue.rules import Disclosure, Kind

from .manuscripts import Content

KEY = re.compile(r"[0-9A-Za-z._:/-]{1,80}")
TEXTS = ("title", "document_number", "mandatory_item", "subject_category", "genre", "summary", "ground",
         "ground_words", "plan", "interprets", "legality", "signed_off")  # fmt: skip
LISTS = ("issuing_bodies", "keywords", "channels")
DAYS = ("made_on", "approved_on", "effective_on", "expires_on")
NAMES = frozenset({"key", "organisation", "kind", "disclosure", "normative", "body", "attachments",
                   *TEXTS, *LISTS, *DAYS})  # fmt: skip
MAX_TEXT, MAX_LIST, MAX_FILES = 2_000, 30, 50
MAX_PACKAGE = 2 * MAX_BYTES  # bytes of one package with everything in it
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class BadPackage(ValueError):
    """The package is refused; ``problems`` are all the reasons, each saying what to change."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("；".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Package:
    """A package as read. ``body`` and ``attachments`` are names of files that came with it."""

    key: str
    organisation: str
    content: Content
    body: str
    attachments: tuple[str, ...]


def read(metadata: bytes | str, files: Mapping[str, bytes]) -> Package:
    """Read the metadata (a JSON object) beside the files that came. Raises BadPackage."""
    try:
        data = orjson.loads(metadata)
    except orjson.JSONDecodeError:
        raise BadPackage(["metadata 不是正确的 JSON，请检查编码（UTF-8）和格式"]) from None
    if not isinstance(data, dict):
        raise BadPackage(["metadata 应为一个 JSON 对象"])
    problems = [f"不认识的字段 {name}，请对照接口说明改正" for name in sorted(set(data) - NAMES)]
    problems += list(_problems(data, files))
    days = {}
    for name in DAYS:
        try:
            days[name] = date.fromisoformat(data[name]) if data.get(name) not in (None, "") else None
        except (TypeError, ValueError):
            problems.append(f"{name} 应写作 2026-03-05")
    if problems:
        raise BadPackage(problems)
    values: dict[str, Any] = {name: data.get(name) or "" for name in TEXTS}
    values |= {name: tuple(data.get(name) or ()) for name in LISTS} | days
    content = Content(
        kind=Kind(data["kind"]),
        disclosure=Disclosure(data["disclosure"]),
        normative=data.get("normative") is True,
        **values,
    )
    attached = tuple(data.get("attachments") or ())
    return Package(data["key"], data["organisation"], content, data.get("body") or "", attached)


def _problems(data: dict[str, Any], files: Mapping[str, bytes]) -> list[str]:
    found = []
    if not isinstance(data.get("key"), str) or not KEY.fullmatch(data["key"]):
        found.append("key 必填：对方系统里这份公文的唯一编号，1 至 80 位字母、数字或 . _ : / -")
    if not isinstance(data.get("organisation"), str) or not data["organisation"]:
        found.append("organisation 必填：公开机构的九位机构代码")
    if data.get("kind") not in list(Kind):
        found.append(f"kind 应为 {'、'.join(Kind)} 之一")
    if data.get("disclosure") not in list(Disclosure):
        found.append(f"disclosure（公开属性）必填，应为 {'、'.join(Disclosure)} 之一")
    elif data["disclosure"] != Disclosure.PROACTIVE and not (data.get("ground") and data.get("ground_words")):
        found.append("不主动公开的，须写明 ground（依据代码）和 ground_words（理由）")
    for name in TEXTS:
        if not isinstance(data.get(name, ""), str) or len(data.get(name, "")) > MAX_TEXT:
            found.append(f"{name} 应为不超过 {MAX_TEXT} 字的文字")
    if CONTROLS.search("".join(_texts(data))):
        found.append("文字里有看不见的控制字符，请删去后重发")
    if not str(data.get("title") or "").strip():
        found.append("title 必填")
    for name in (*LISTS, "attachments"):
        values = data.get(name) or []
        most = MAX_FILES if name == "attachments" else MAX_LIST
        if not isinstance(values, list) or len(values) > most or not all(isinstance(v, str) for v in values):
            found.append(f"{name} 应为最多 {most} 项文字的列表")
    number = data.get("document_number")
    if isinstance(number, str) and number and not numbers.parse(number).readable:
        found.append(f"文号 {number[:40]} 无法识别，请写作 江财〔2026〕6号")
    named = [data.get("body"), *(data["attachments"] if isinstance(data.get("attachments"), list) else [])]
    found += [
        f"没有收到文件 {name}" for name in named if isinstance(name, str) and name and name not in files
    ]
    if data.get("body") and not isinstance(data["body"], str):
        found.append("body 应为正文文件的名称")
    return found


def _texts(data: Mapping[str, Any]) -> Iterator[str]:
    for value in data.values():
        yield from (one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str))


def fingerprint(metadata: bytes | str, files: Mapping[str, bytes]) -> str:
    """Stands for a package: the same metadata, as values, and the same files, whatever their order; hex."""
    values = orjson.dumps(orjson.loads(metadata), option=orjson.OPT_SORT_KEYS)
    parts = [hashlib.sha256(values).hexdigest()]
    parts += [f"{name}\0{hashlib.sha256(files[name]).hexdigest()}" for name in sorted(files)]
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
