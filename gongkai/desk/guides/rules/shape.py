"""A service guide as data: everything that a person who has something to do must know. Pure.

The names are those of the national list of a service item's elements (政务服务事项基本要素), which provincial
catalogues use: an item that comes from there and a guide that is written here have the same shape.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

import orjson

from gongkai.ground.language.rules.labels import Labelled

MAX_WORDS = 5_000  # characters of one long text; the longest condition that was seen has a third of it
MAX_LINE = 500
MAX_TITLE = 200
MAX_ROWS = 80  # materials, steps, statutes or questions of one guide
MAX_CODE = 60


class RuleBroken(ValueError):
    """The guide does not allow this step; the message says why and what to do."""


class Serves(Labelled):
    """Whom a service is for (服务对象)."""

    PERSON = "person", "个人"
    ENTERPRISE = "enterprise", "企业和其他组织"


class Channel(Labelled):
    """How it can be done (办理形式)."""

    WINDOW = "window", "窗口办理"
    ONLINE = "online", "网上办理"
    MOBILE = "mobile", "手机办理"
    MAIL = "mail", "邮寄办理"
    MACHINE = "machine", "自助终端"


@dataclass(frozen=True, slots=True)
class Statute:
    """One basis (设定依据): a law and its article."""

    law: str = ""
    number: str = ""
    article: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """One thing to bring. ``copies`` in words (原件 1 份、复印件 1 份), ``need`` 必要, 非必要 or 可容缺."""

    name: str = ""
    source: str = ""
    copies: str = ""
    need: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way (办理流程), who does it and how long that takes, in words."""

    name: str = ""
    words: str = ""
    limit: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One frequent question."""

    question: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """A guide; "" and () where not (yet) known. ``events`` are codes of rules.lives, ``themes`` plain words.

    ``no_materials`` says in words that nothing need be brought, which is not the same as no answer.
    ``statutory`` and ``promised`` are limits in words (20 个工作日, 当场办结).
    """

    title: str = ""
    code: str = ""
    basic_code: str = ""
    item_type: str = ""
    authority: str = ""
    serves: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    summary: str = ""
    statutes: tuple[Statute, ...] = ()
    conditions: str = ""
    materials: tuple[Material, ...] = ()
    no_materials: str = ""
    places: str = ""
    hours: str = ""
    telephones: str = ""
    steps: tuple[Step, ...] = ()
    statutory: str = ""
    promised: str = ""
    visits: str = ""
    fee: str = ""
    fee_basis: str = ""
    channels: tuple[str, ...] = ()
    online: str = ""
    result: str = ""
    questions: tuple[Question, ...] = ()
    complaint: str = ""
    notes: str = ""


ROWS: dict[str, type[Any]] = {
    "statutes": Statute,
    "materials": Material,
    "steps": Step,
    "questions": Question,
}
CHOSEN = ("serves", "events", "themes", "channels")
LONG = ("summary", "conditions", "no_materials", "places", "hours", "fee", "fee_basis", "result", "notes")
LABELS = {
    "title": "事项名称", "code": "实施编码", "basic_code": "基本编码", "item_type": "事项类型",
    "authority": "实施主体", "serves": "服务对象", "events": "人生大事", "themes": "主题",
    "summary": "一句话说明", "statutes": "设定依据", "conditions": "申请条件", "materials": "办理材料",
    "no_materials": "无需材料的说明", "places": "办理地点", "hours": "办理时间", "telephones": "联系电话",
    "steps": "办理流程", "statutory": "法定办结时限", "promised": "承诺办结时限", "visits": "到现场次数",
    "fee": "收费标准", "fee_basis": "收费依据", "channels": "办理形式", "online": "网上办理地址",
    "result": "办理结果", "questions": "常见问题", "complaint": "监督投诉电话", "notes": "其他说明",
}  # fmt: skip
ROW_LABELS = {
    "statutes": {"law": "法律法规名称", "number": "文号", "article": "条款", "words": "条文内容"},
    "materials": {
        "name": "材料名称", "source": "来源渠道", "copies": "份数和形式", "need": "必要性",
        "note": "填报须知",
    },
    "steps": {"name": "环节", "words": "说明", "limit": "时限"},
    "questions": {"question": "问题", "answer": "解答"},
}  # fmt: skip


def pack(shape: Shape) -> str:
    """Canonical JSON."""
    return orjson.dumps(asdict(shape), option=orjson.OPT_SORT_KEYS).decode()


def unpack(packed: str) -> Shape:
    """What ``pack`` wrote; names that a later release added take their defaults. "" is an empty guide."""
    return of(orjson.loads(packed)) if packed else Shape()


def of(values: Mapping[str, Any]) -> Shape:
    """A shape from plain values: texts, lists of texts, and rows as mappings."""
    known = {field.name for field in fields(Shape)}
    taken: dict[str, Any] = {name: value for name, value in values.items() if name in known}
    for name in CHOSEN:
        taken[name] = tuple(taken.get(name) or ())
    for name, kind in ROWS.items():
        columns = {field.name for field in fields(kind)}
        taken[name] = tuple(
            kind(**{column: str(value) for column, value in row.items() if column in columns})
            for row in taken.get(name) or ()
        )
    return Shape(**taken)


def cleaned(shape: Shape) -> Shape:
    """The shape as it is kept: white space trimmed, empty rows gone, each choice once. RuleBroken, naming the
    field, for what is too much."""
    values: dict[str, Any] = {}
    for name, value in asdict(shape).items():
        if name in ROWS:
            values[name] = _rows(name, getattr(shape, name))
        elif name in CHOSEN:
            chosen = dict.fromkeys(line for one in value if (line := _line(one)))
            values[name] = tuple(one[:MAX_LINE] for one in list(chosen)[:MAX_ROWS])
        elif name in LONG:
            values[name] = _fits(LABELS[name], _words(value), MAX_WORDS)
        else:
            values[name] = _fits(LABELS[name], _line(value), _most(name))
    return replace(shape, **values)


def _most(name: str) -> int:
    return {"title": MAX_TITLE, "code": MAX_CODE, "basic_code": MAX_CODE}.get(name, MAX_LINE)


def _rows(name: str, rows: tuple[Any, ...]) -> tuple[Any, ...]:
    kept = []
    for row in rows:
        label = LABELS[name]
        texts = {key: _fits(label, _words(text), MAX_WORDS) for key, text in asdict(row).items()}
        if any(texts.values()):
            kept.append(ROWS[name](**texts))
    if len(kept) > MAX_ROWS:
        raise RuleBroken(f"{LABELS[name]}最多 {MAX_ROWS} 行，请合并相近的内容，或拆成几份指南")
    return tuple(kept)


def _fits(label: str, text: str, most: int) -> str:
    if len(text) > most:
        raise RuleBroken(f"{label}最多 {most} 字，现在有 {len(text)} 字，请精简")
    return text


def _line(text: str) -> str:
    return " ".join(_printable(text).split())


def _words(text: str) -> str:
    """Paragraphs, each trimmed, without empty ones."""
    lines = (" ".join(line.split()) for line in _printable(text).splitlines())
    return "\n".join(line for line in lines if line)


def _printable(text: str) -> str:
    """Without NUL, which no database takes, and without halves of characters, which no page can show."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode()
