"""A version of an organisation's catalogue (主动公开基本目录) as a list: codes, differences, one digest.

Pure: no Django, no clock, no I/O.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace

import orjson

from gongkai.ground.language.rules.labels import Labelled

from . import items, limits

MAX_ITEMS = 2_000  # in one organisation's catalogue: practice has hundreds
LENGTHS = {
    "group": 100, "title": 200, "content": 2_000, "basis": 2_000, "limit_text": 300, "limit_rule": 40,
    "body": 200, "way": 40, "media": 300, "channel": 60, "audience": 200, "level": 40,
}  # fmt: skip
LABELS = {
    "code": "编码", "group": "一级事项", "title": "二级事项", "content": "公开内容", "basis": "公开依据",
    "limit_text": "公开时限", "limit_rule": "时限规则", "body": "公开主体", "way": "公开方式",
    "media": "公开渠道和载体", "channel": "栏目", "audience": "公开对象", "level": "公开层级",
}  # fmt: skip


class CatalogueState(Labelled):
    """Where a version of a catalogue stands."""

    PROPOSED = "proposed", "待确认"
    ADOPTED = "adopted", "已采用"
    REFUSED = "refused", "已退回"


@dataclass(frozen=True, slots=True)
class NewItem:
    """An item as it shall stand. ``code`` is "20.7" (a serial is then given) or one given before.

    ``limit_text`` is as written, ``limit_rule`` its meaning (``limits.read``); ``channel`` a channel's code.
    """

    code: str
    title: str
    group: str = ""
    content: str = ""
    basis: str = ""
    limit_text: str = ""
    limit_rule: str = ""
    body: str = ""
    way: str = "主动"
    media: str = ""
    channel: str = ""
    audience: str = "全社会"
    level: str = ""


NAMES = tuple(field.name for field in fields(NewItem))


class BadList(ValueError):
    """The list cannot become a catalogue; the message says which item and what to change."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Codes that come, go and change; ``changed`` names the columns of each."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: dict[str, tuple[str, ...]]

    @property
    def empty(self) -> bool:
        return not (self.added or self.removed or self.changed)


def problem(item: NewItem) -> str:
    """What is wrong with an item, in words; "" when nothing is."""
    if not items.known(item.code):
        return f"编码“{item.code}”不对应条例第二十条、第二十一条的任何一项"
    if not item.title.strip():
        return "缺少事项名称"
    for name, most in LENGTHS.items():
        if len(getattr(item, name)) > most:
            return f"{LABELS[name]}超过 {most} 字，请缩短"
    if any("\0" in getattr(item, name) for name in NAMES):
        return "含有空字符（NUL），请清理"
    try:
        limits.read(item.limit_rule)
    except limits.BadLimit as wrong:
        return str(wrong)
    return ""


def coded(new: Sequence[NewItem], current: Sequence[NewItem], highest: Mapping[str, int]) -> list[NewItem]:
    """The list with every code complete: kept where the item stands already, else the next serial.

    ``highest`` is the last serial given out under each article, in any version. Raises BadList.
    """
    if len(new) > MAX_ITEMS:
        raise BadList(f"一份目录最多 {MAX_ITEMS} 项，现有 {len(new)} 项，请合并或分单位编制")
    for place, item in enumerate(new, 1):
        if wrong := problem(item):
            raise BadList(f"第 {place} 项“{item.title[:30]}”：{wrong}")
    taken = Counter(item.code for item in new if items.own(item.code))
    if twice := next((code for code, count in taken.items() if count > 1), ""):
        raise BadList(f"编码 {twice} 出现不止一次，请核对")
    serials = defaultdict(int, highest)
    for code in taken:
        if _serial(code) > serials[items.article(code)]:
            raise BadList(f"编码 {code} 没有发给过本单位，请留空，由系统编号")
    known = _known(current, taken)
    complete = []
    for item in new:
        if not items.own(item.code):
            article = items.article(item.code)
            code = next((known.pop(key) for key in _keys(item) if key in known), "")
            if code in taken:
                code = ""
            if not code:
                serials[article] += 1
                code = f"{article}.{serials[article]}"
            taken[code] += 1
            item = replace(item, code=code)
        complete.append(item)
    return complete


def merged(current: Sequence[NewItem], new: Sequence[NewItem]) -> list[NewItem]:
    """The present list with the new items: in the place of what they name already, else behind it."""
    known = _known(current, {})
    replaced: dict[str, NewItem] = {}
    added = []
    for item in new:
        code = item.code if items.own(item.code) else next((known[k] for k in _keys(item) if k in known), "")
        if code and code not in replaced:
            replaced[code] = replace(item, code=code)
        else:
            added.append(item)
    kept = [replaced.pop(item.code, item) for item in current]
    return [*kept, *replaced.values(), *added]


def _known(current: Iterable[NewItem], taken: Mapping[str, int]) -> dict[tuple[str, ...], str]:
    """Codes of present items by what names them; what names two of them names none."""
    found: dict[tuple[str, ...], str] = {}
    for item in current:
        for key in _keys(item):
            found[key] = "" if key in found or item.code in taken else item.code
    return {key: code for key, code in found.items() if code}


def _keys(item: NewItem) -> tuple[tuple[str, ...], ...]:
    named = items.article(item.code), item.group, item.title
    return (*named, item.content), named


def _serial(code: str) -> int:
    return int(code.rpartition(".")[2])


def difference(old: Sequence[NewItem], new: Sequence[NewItem]) -> Difference:
    """What the step from one version to the next changes."""
    before, after = ({item.code: item for item in some} for some in (old, new))
    changed = {
        code: names
        for code in after.keys() & before.keys()
        if (names := tuple(n for n in NAMES if getattr(before[code], n) != getattr(after[code], n)))
    }
    return Difference(
        tuple(code for code in after if code not in before),
        tuple(code for code in before if code not in after),
        {code: changed[code] for code in after if code in changed},
    )


def dump(some: Iterable[NewItem]) -> str:
    """A list as JSON, the same bytes for the same list."""
    return orjson.dumps([asdict(item) for item in some], option=orjson.OPT_SORT_KEYS).decode()


def load(text: str) -> list[NewItem]:
    return [NewItem(**row) for row in orjson.loads(text)]


def digest(some: Iterable[NewItem]) -> str:
    """Stands for a version in the ledger, which holds no words; hex."""
    return hashlib.sha256(dump(some).encode()).hexdigest()


def starting(kind: str, body: str) -> list[NewItem]:
    """A first catalogue from arts. 20 and 21 for an organisation of this kind, named ``body``."""
    return [
        NewItem(
            code=item.code,
            title=item.title[: LENGTHS["title"]],
            basis=item.article,
            limit_text=START_LIMITS.get(item.code, GENERAL)[0],
            limit_rule=START_LIMITS.get(item.code, GENERAL)[1],
            body=body,
            media="政府网站",
        )
        for item in items.binding(kind)
    ]


GENERAL = "按《政府信息公开条例》第二十六条规定的期限", limits.GENERAL
START_LIMITS = {"20.7": ("按《预算法》第十四条规定的期限", "budget")}
