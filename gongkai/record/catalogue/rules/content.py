"""What a version is made of: checks of a draft, its canonical form, keys and digest.

The digest is SHA-256 over canonical JSON (sorted keys, no white space, UTF-8) of
``{"html", "identifier", "metadata", "number", "text"}``. Everything but the identifier is known before the
write lock is taken, so ``prepare`` does all that can be done outside it.
Pure: no Django, no clock, no I/O.
"""

import hashlib
import re
from dataclasses import asdict, dataclass, fields, replace
from typing import Any
from urllib.parse import urlsplit

import orjson

from gongkai.ground.language.rules import numbers

from . import Draft, Found, Unpublishable, items

MAX_TITLE, MAX_NUMBER, MAX_BODIES, MAX_CATEGORY, MAX_ITEM = 500, 120, 500, 120, 12
MAX_KEY, MAX_LABEL, MAX_EVIDENCE, MAX_ADDRESS = 300, 300, 600, 500
BODY = ("html", "text")
FIELDS = tuple(field.name for field in fields(Draft) if field.name not in BODY)
JOINT = "、"
MARKS = re.compile(r"[\s《》〈〉“”\"'‘’]+")
FOLD = str.maketrans("（）〔〕［］【】，：；", "()[][][],:;")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A draft with all that can be computed before its identifier is known; can be sent between processes.

    ``html`` and ``text`` are JSON; ``keys`` are the target keys that other publications may know this one by.
    """

    draft: Draft
    number_key: str
    title_key: str
    metadata: str
    html: bytes
    text: bytes
    note: str = ""
    address: str = ""
    keys: tuple[str, ...] = ()

    def digest(self, identifier: str, number: int) -> str:
        """The content digest of version ``number`` of ``identifier``, hex."""
        return _digest(self.html, identifier, self.metadata.encode(), number, self.text)


def _digest(html: bytes, identifier: str, metadata: bytes, number: int, text: bytes) -> str:
    name, count = orjson.dumps(identifier), str(number).encode()
    whole = b'{"html":%b,"identifier":%b,"metadata":%b,"number":%b,"text":%b}'
    return hashlib.sha256(whole % (html, name, metadata, count, text)).hexdigest()


def digest(identifier: str, number: int, metadata: str, html: str, text: str) -> str:
    """Recompute a version's digest from its stored columns, byte for byte."""
    raw = metadata.encode("utf-8", "surrogateescape")
    return _digest(orjson.dumps(html), identifier, raw, number, orjson.dumps(text))


def check(draft: Draft) -> list[str]:
    """What makes a draft unpublishable, in words for the person who must mend it; [] when nothing does."""
    problems = []
    if not draft.title.strip():
        problems.append("缺少标题")
    if draft.published_at.tzinfo is None:
        problems.append("发布时间缺少时区")
    limits = {
        "标题": (draft.title, MAX_TITLE),
        "文号": (draft.document_number, MAX_NUMBER),
        "发文机关": (JOINT.join(draft.issuing_bodies), MAX_BODIES),
        "主题分类": (draft.subject_category, MAX_CATEGORY),
        "法定公开事项": (draft.mandatory_item, MAX_ITEM),
    }
    for label, (value, limit) in limits.items():
        if len(value) > limit:
            problems.append(f"{label}超过 {limit} 字，请缩短")
    if not draft.migrated and draft.mandatory_item and not items.known(draft.mandatory_item):
        problems.append(f"法定公开事项“{draft.mandatory_item[:MAX_ITEM]}”不存在，请从本单位的公开目录中选择")
    for value in (draft.html, draft.text, draft.title, draft.summary, draft.document_number):
        if "\0" in value:
            problems.append("含有空字符（NUL），请清理后再发布")
            break
    return problems


def prepare(draft: Draft, *, note: str = "") -> Prepared:
    """Canonical metadata and keys of a draft. ``note`` is the public change note of a new version.

    A draft that names no mandatory item hangs on that of its kind; what was imported stays as it was read.

    Raises Unpublishable when ``check`` finds a problem or a text cannot be written as UTF-8.
    """
    if problems := check(draft):
        raise Unpublishable("；".join(problems))
    if not draft.migrated and not draft.mandatory_item:
        draft = replace(draft, mandatory_item=items.default(draft.kind))
    if draft.relations:
        kept = {
            (found.kind, found.target_key): found
            for found in map(fitted, draft.relations)
            if found.target_key
        }
        draft = replace(draft, relations=tuple(kept.values()))
    values: dict[str, Any] = {name: getattr(draft, name) for name in FIELDS} | {"change_note": note}
    values["published_at"] = draft.published_at.isoformat()
    values["attachments"] = [asdict(link) for link in draft.attachments]
    values["relations"] = [asdict(found) for found in draft.relations]
    try:
        metadata = orjson.dumps(values, option=orjson.OPT_SORT_KEYS).decode()
        if "\\u0000" in metadata:
            raise Unpublishable("元数据含有空字符（NUL），请清理后再发布")
        html, text = orjson.dumps(draft.html), orjson.dumps(draft.text)
    except orjson.JSONEncodeError as broken:
        raise Unpublishable(f"文字无法编码为 UTF-8，请检查来源的字符编码（{broken}）") from broken
    old = address(draft.source_url) if draft.source_url else ""
    key = numbers.key(draft.document_number)[:MAX_NUMBER] if draft.document_number else ""
    known = {"title": plain_title(draft.title), "num": key, "url": old}
    keys = tuple(f"{form}:{rest}"[:MAX_KEY] for form, rest in known.items() if rest)
    return Prepared(draft, key, title_key(draft.title), metadata, html, text, note, old, keys)


def fitted(found: Found) -> Found:
    """A found relation with its key in the one spelling that is compared, cut to the columns' lengths."""
    return replace(
        found,
        target_key=target_key(found.target_key),
        label=found.label[:MAX_LABEL],
        evidence=found.evidence[:MAX_EVIDENCE],
    )


def target_key(key: str) -> str:
    """``num:``, ``url:`` or ``title:`` with the rest normalised; "" when nothing can be compared."""
    form, _, rest = key.partition(":")
    if form == "num":
        rest = numbers.key(rest)
    elif form == "url":
        rest = address(rest)
    elif form == "title":
        rest = plain_title(rest)
    return f"{form}:{rest}"[:MAX_KEY] if rest else ""


def plain_title(title: str) -> str:
    """A title as compared: without book and quotation marks or white space, brackets folded."""
    return MARKS.sub("", title).translate(FOLD)


def title_key(title: str) -> str:
    """Sixteen hex digits standing for a title as compared (an index over whole titles would be large)."""
    plain = plain_title(title)[: MAX_KEY - len("title:")]
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def address(url: str) -> str:
    """A web address as compared: host in small letters, path and query; no scheme, port or fragment."""
    try:
        parts = urlsplit(url.strip() if "//" in url else "//" + url.strip())
        host = (parts.hostname or "").lower()
    except ValueError:
        return ""
    path = parts.path or "/"
    return (host + path + (f"?{parts.query}" if parts.query else ""))[:MAX_ADDRESS]


def local_part(key: str) -> str:
    """The path and query of an ``address``: what an old site's visitor asks the new host for."""
    slash = key.find("/")
    return key[slash:] if slash >= 0 else ""


def relation_digest(kind: str, target_key: str, label: str, evidence: str) -> str:
    """Stands for a relation in the ledger, which holds no words; hex."""
    body = orjson.dumps([kind, target_key, label, evidence])
    return hashlib.sha256(body).hexdigest()


def reason_digest(reason: str) -> str:
    """Stands for a public reason in the ledger, which holds no words; hex."""
    return hashlib.sha256(reason.encode("utf-8", "surrogatepass")).hexdigest()
