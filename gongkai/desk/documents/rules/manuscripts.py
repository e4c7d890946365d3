"""稿件: what a drafter writes, the states it passes, how much review it needs, what it becomes."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from typing import Any

import orjson

from gongkai.ground.language.rules import difference, markup
from gongkai.ground.language.rules.labels import Labelled
from gongkai.record.catalogue.rules import Disclosure, Draft, Found, Kind, Link, RelationKind, RelationState
from gongkai.record.editorial.rules.profiles import Profile

from .relations import read_relations

MAX_HTML = 2_000_000  # characters of one body; the longest real document has a tenth of it
GONE = "（已依法清除）"  # in place of words that the law removed
MAX_FILES = 50
DATES = ("made_on", "approved_on", "effective_on", "expires_on")
TUPLES = ("issuing_bodies", "keywords", "channels")
EMERGENCY = "应急发布"  # the flag of a publication that was reviewed only afterwards


class Status(Labelled):
    DRAFTING = "drafting", "起草中"
    REVIEWING = "reviewing", "审核中"
    RETURNED = "returned", "已退回"
    APPROVED = "approved", "待发布"
    PUBLISHED = "published", "已公开"
    KEPT = "kept", "存档不公开"
    ABANDONED = "abandoned", "已作废"
    PURGED = "purged", "已依法清除"


EDITABLE = frozenset({Status.DRAFTING, Status.RETURNED})
OVER = (Status.PUBLISHED, Status.KEPT, Status.ABANDONED, Status.PURGED)
# What departments put out daily; everything else is policy or major content.
ROUTINE = frozenset({Kind.NEWS, Kind.NOTICE, Kind.TOPIC, Kind.MEETING, Kind.QUESTION})


class RuleBroken(ValueError):
    """The manuscript does not allow this step; the message says why and what to do."""


class Conflict(RuleBroken):
    """Somebody saved another revision meanwhile; ``revision`` is theirs."""

    def __init__(self, message: str, revision: int) -> None:
        super().__init__(message)
        self.revision = revision


@dataclass(frozen=True, slots=True)
class Content:
    """Everything a drafter writes; one revision keeps it whole. "" and None where not (yet) known.

    ``ground`` is the code of a ground for not disclosing (条例 arts. 14 to 16), ``ground_words`` its reasons;
    ``plan`` the plan of interpretation that goes up with the document (三同步). What an office-automation
    system established (``legality``, ``signed_off``) is kept as told and not repeated here.
    """

    kind: Kind
    title: str = ""
    html: str = ""
    document_number: str = ""
    issuing_bodies: tuple[str, ...] = ()
    mandatory_item: str = ""
    subject_category: str = ""
    genre: str = ""
    keywords: tuple[str, ...] = ()
    summary: str = ""
    made_on: date | None = None
    approved_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    disclosure: str = ""
    ground: str = ""
    ground_words: str = ""
    channels: tuple[str, ...] = ()
    normative: bool = False
    plan: str = ""
    interprets: str = ""
    source: str = ""
    legality: str = ""
    signed_off: str = ""
    change_note: str = ""


LABELS = {
    "kind": "种类", "title": "标题", "document_number": "文号", "issuing_bodies": "发文机关",
    "mandatory_item": "公开事项", "subject_category": "主题分类", "genre": "体裁", "keywords": "关键词",
    "summary": "内容概述", "made_on": "成文日期", "approved_on": "批准日期", "effective_on": "施行日期",
    "expires_on": "有效期至", "disclosure": "公开属性", "ground": "不公开依据", "ground_words": "不公开理由",
    "channels": "栏目", "normative": "规范性文件", "plan": "解读方案", "interprets": "解读的文件",
    "source": "来源", "legality": "合法性审核意见", "signed_off": "签发", "change_note": "更新说明",
}  # fmt: skip


def pack(content: Content) -> str:
    """Canonical JSON of everything but the body, which has its own column."""
    values = asdict(content)
    del values["html"]
    return orjson.dumps(values, option=orjson.OPT_SORT_KEYS).decode()


def unpack(packed: str, html: str, kind: Kind = Kind.DOCUMENT) -> Content:
    """The content that ``pack`` wrote; names that a later release added take their defaults.

    Of what the law removed only an empty content is left.
    """
    if not packed:
        return Content(kind, title=GONE)
    data: dict[str, Any] = orjson.loads(packed)
    known = {field.name for field in fields(Content)}
    return _content({name: value for name, value in data.items() if name in known}, html)


def _content(values: dict[str, Any], html: str) -> Content:
    """A content from plain values: dates as ISO text, lists, codes."""
    days = {name: date.fromisoformat(values[name]) if values.get(name) else None for name in DATES}
    lists = {name: tuple(values.get(name) or ()) for name in TUPLES}
    return Content(html=html, **values | days | lists | {"kind": Kind(values["kind"])})


def cleaned(content: Content) -> Content:
    """The content as it is kept: body sanitised, white space trimmed. RuleBroken for what is too much."""
    if len(content.html) > MAX_HTML:
        raise RuleBroken(f"正文超过 {MAX_HTML // 10_000} 万字，请改用附件，或拆成几份")
    if markup.too_deep(content.html):
        raise RuleBroken("正文的嵌套层次过深，请清除格式后重新粘贴")
    values: dict[str, Any] = {
        name: " ".join(value.replace("\0", "").split())
        for name, value in asdict(content).items()
        if isinstance(value, str) and name not in ("kind", "html", "summary", "plan", "ground_words")
    }
    return replace(content, html=markup.sanitise(content.html), **values)


def profile_of(content: Content, *, established: bool = False) -> Profile:
    """Which review the content needs. A legality opinion that another system ``established`` is a fact."""
    if content.kind is Kind.DOCUMENT and content.normative and not (established and content.legality):
        return Profile.NORMATIVE
    return Profile.ROUTINE if content.kind in ROUTINE else Profile.MAJOR


def stated(content: Content) -> dict[str, Any]:
    """Every field but the body under its label, as people read it."""
    told: dict[str, Any] = {}
    for name, label in LABELS.items():
        value = getattr(content, name)
        if name == "disclosure" and value:
            value = Disclosure(value)
        told[label] = value.label if isinstance(value, Labelled) else value
    return told


def differing(before: Content, after: Content) -> list[tuple[str, str, str]]:
    """(label, before, after) of every field but the body that two contents do not share."""
    return difference.metadata(stated(before), stated(after))


def to_draft(
    content: Content,
    *,
    publisher: str,
    published_at: datetime,
    files: Iterable[Link] = (),
    emergency: bool = False,
    interprets: str = "",
    instead_of: Draft | None = None,
) -> Draft:
    """The draft that the catalogue publishes, with the relations that the text states.

    What no form shows goes on from the version that it takes the place of: where it was imported from, and
    attachments that lie elsewhere.
    """
    text = markup.plain(content.html)
    explaining, before = content.kind is Kind.INTERPRETATION, instead_of
    stated: tuple[Found, ...] = ()
    if explaining and (key := interprets or content.interprets):
        form = "id" if "/" in key else "num"
        stated = (
            Found(RelationKind.INTERPRETS, f"{form}:{key}", key, "起草时指明", RelationState.CONFIRMED),
        )
    read = read_relations(
        content.title, text, own_number=content.document_number, explaining=explaining and not stated
    )
    elsewhere = [link for link in before.attachments if not link.sha256] if before else []
    return Draft(
        kind=content.kind,
        title=content.title,
        publisher=publisher,
        html=content.html,
        text=text,
        published_at=published_at,
        document_number=content.document_number,
        issuing_bodies=content.issuing_bodies,
        mandatory_item=content.mandatory_item,
        subject_category=content.subject_category,
        genre=content.genre,
        keywords=content.keywords,
        summary=content.summary,
        made_on=content.made_on,
        effective_on=content.effective_on,
        expires_on=content.expires_on,
        disclosure=Disclosure(content.disclosure or Disclosure.PROACTIVE),
        source=content.source,
        channels=content.channels,
        attachments=(*files, *elsewhere),
        relations=(*stated, *read),
        flags=(EMERGENCY,) if emergency else (),
        source_url=before.source_url if before else "",
        source_index_number=before.source_index_number if before else "",
        migrated=before.migrated if before else False,
    )


def from_version(metadata: dict[str, Any], html: str) -> Content:
    """The content of something public, to be changed and published anew."""
    names = {field.name for field in fields(Content)} - {"change_note", "html"}
    return _content({name: value for name, value in metadata.items() if name in names}, html)
