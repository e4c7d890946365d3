"""The one shape of everything disclosed (政府信息公开条例 arts. 12, 19 to 21); pages that events touch.

Pure: no Django, no clock, no I/O.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gongkai.ground.language.rules.labels import Labelled

MAX_BATCH = 200  # drafts in one call: keeps the write lock under 50 ms (measured)
MAX_REASON = 500
TOMBSTONE = "该信息已依法删除"  # title of a removed publication


class Kind(Labelled):
    """Kinds of publications (体裁大类)."""

    DOCUMENT = "document", "政策文件"
    INTERPRETATION = "interpretation", "政策解读"
    NEWS = "news", "要闻动态"
    NOTICE = "notice", "通知公告"
    TOPIC = "topic", "专题"
    MEETING = "meeting", "会议"
    PERSONNEL = "personnel", "人事信息"
    PLAN = "plan", "规划计划"
    BUDGET = "budget", "财政预决算"
    LICENCE = "licence", "行政许可结果"
    PENALTY = "penalty", "行政处罚结果"
    PROCUREMENT = "procurement", "政府采购"
    PROJECT = "project", "重大项目"
    EMERGENCY = "emergency", "应急信息"
    QUESTION = "question", "问答"
    STATISTICS = "statistics", "统计信息"
    GUIDE = "guide", "公开指南"
    RULE = "rule", "公开制度"
    ANNUAL_REPORT = "annual_report", "公开年报"
    NEGATIVE_LIST = "negative_list", "负面清单"
    CATALOGUE = "catalogue", "主动公开目录"
    LEADER = "leader", "领导信息"
    GAZETTE = "gazette", "政府公报"


class Status(Labelled):
    PUBLISHED = "published", "已公开"
    SUSPENDED = "suspended", "暂停公开"
    WITHDRAWN = "withdrawn", "已撤回"
    REMOVED = "removed", "依法删除"


class ChannelType(Labelled):
    """What a channel shows; the update duty is judged by it (国办秘函〔2019〕19号)."""

    NEWS = "news", "要闻动态"
    NOTICE = "notice", "通知公告"
    POLICY = "policy", "政策文件"
    COLUMN = "column", "政府信息公开"
    RESULT = "result", "结果公开"
    TOPIC = "topic", "专题专栏"
    ORGANISATION = "organisation", "机构专页"


class Validity(Labelled):
    """效力 of a document; other kinds have none."""

    VALID = "valid", "有效"
    PENDING = "pending", "尚未施行"
    AMENDED = "amended", "已修改"
    REPEALED = "repealed", "废止"
    EXPIRED = "expired", "失效"
    LAPSED = "lapsed", "宣布失效"


class Disclosure(Labelled):
    PROACTIVE = "proactive", "主动公开"
    ON_REQUEST = "on_request", "依申请公开"
    WITHHELD = "withheld", "不予公开"


class RelationKind(Labelled):
    INTERPRETS = "interprets", "解读"
    AMENDS = "amends", "修改"
    REPEALS = "repeals", "废止"
    SUPERSEDES = "supersedes", "替代"
    LAPSES = "lapses", "宣布失效"
    CITES = "cites", "引用"
    REPLIES = "replies_to", "答复"
    DERIVED = "derived_from", "来源于"


class RelationState(Labelled):
    """How sure a relation is. FOUND was read from the text by the program and waits for a person."""

    FOUND = "found", "系统识别，待确认"
    CONFIRMED = "confirmed", "已确认"
    REJECTED = "rejected", "已否定"


@dataclass(frozen=True, slots=True)
class Link:
    """An attachment as its source names it. ``size`` in bytes, 0 when not known; ``sha256`` hex or ""."""

    name: str
    url: str
    media_type: str = ""
    size: int = 0
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A relation read from a text. ``target_key``: ``num:<canonical number>``, ``url:<address>`` or
    ``title:<title without book marks>``; ``label`` is the target as written; ``evidence`` the sentence."""

    kind: RelationKind
    target_key: str
    label: str
    evidence: str = ""
    state: RelationState = RelationState.FOUND


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything needed to publish. Text fields are "" when not known, dates None.

    ``mandatory_item`` is the code of an article's item or of one in the publisher's own catalogue.
    ``html`` must already be sanitised (``ground.language.rules.markup.sanitise``), ``text`` its plain text.
    ``published_at`` is aware; ``publisher`` an organisation code; ``channels`` channel codes.
    """

    kind: Kind
    title: str
    publisher: str
    html: str
    text: str
    published_at: datetime
    document_number: str = ""
    issuing_bodies: tuple[str, ...] = ()
    source_index_number: str = ""
    mandatory_item: str = ""
    subject_category: str = ""
    genre: str = ""
    keywords: tuple[str, ...] = ()
    summary: str = ""
    made_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    disclosure: Disclosure = Disclosure.PROACTIVE
    source: str = ""
    source_url: str = ""
    channels: tuple[str, ...] = ()
    attachments: tuple[Link, ...] = ()
    relations: tuple[Found, ...] = ()
    flags: tuple[str, ...] = ()
    migrated: bool = False


class Unpublishable(ValueError):
    """The draft cannot be published as it is; the message says what to change."""


class RuleBroken(ValueError):
    """The publication's state does not allow this step."""


DEFAULT_CHANNELS = {
    Kind.DOCUMENT: "policies",
    Kind.INTERPRETATION: "interpretations",
    Kind.NEWS: "news",
    Kind.NOTICE: "notices",
    Kind.TOPIC: "topics",
    Kind.MEETING: "meetings",
    Kind.PERSONNEL: "personnel",
    Kind.PLAN: "plans",
    Kind.BUDGET: "budgets",
    Kind.LICENCE: "licences",
    Kind.PENALTY: "penalties",
    Kind.PROCUREMENT: "procurement",
    Kind.PROJECT: "projects",
    Kind.EMERGENCY: "emergency",
    Kind.QUESTION: "questions",
    Kind.STATISTICS: "statistics",
    Kind.GUIDE: "guides",
    Kind.RULE: "rules",
    Kind.ANNUAL_REPORT: "annual-reports",
    Kind.NEGATIVE_LIST: "negative-lists",
    Kind.CATALOGUE: "catalogues",
    Kind.LEADER: "leaders",
    Kind.GAZETTE: "gazettes",
}


def default_channel(kind: Kind) -> str:
    """Code of the channel in which a publication stands when its draft names none."""
    return DEFAULT_CHANNELS[kind]


def touched(kind: str, facts: dict[str, Any]) -> set[str]:
    """Tags of the pages that a ledger entry changes; none for entries that are not about publications.

    ``publication:<identifier>``, ``organisation:<code>``, ``channel:<code>``, ``kind:<kind>``, ``latest``,
    ``items:<code>`` where the words of an organisation's own items stand.
    Lists that count the interpretations of a document are changed by those: ``beside_…`` names them.
    """
    if kind.startswith("channel."):
        return {f"channel:{facts['code']}", f"organisation:{facts['owner']}", "channels", "latest"}
    if kind.startswith("organisation."):
        return {f"organisation:{facts['code']}", "organisations"}
    if kind == "items.adopted":
        return {f"organisation:{facts['organisation']}", f"items:{facts['organisation']}"}
    if not kind.startswith("publication."):
        return set()
    tags = {"latest", f"publication:{facts['identifier']}", f"organisation:{facts['publisher']}"}
    tags.update(f"kind:{facts[name]}" for name in ("kind", "was_kind") if name in facts)
    tags.update(f"publication:{identifier}" for identifier in facts.get("related", ()))
    for name in ("channels", "beside_channels"):
        tags.update(f"channel:{code}" for code in facts.get(name, ()))
    for name in ("shown_by", "beside_organisations"):
        tags.update(f"organisation:{code}" for code in facts.get(name, ()))
    return tags
