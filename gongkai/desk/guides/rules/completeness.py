"""What a guide lacks: the eight key elements by which guides are judged, and the others people ask for. Pure.

政府网站与政务新媒体检查指标 (国办秘函〔2019〕19号), 单项否决「服务不实用」: the elements are 事项名称、
设定依据、申请条件、办理材料、办理地点、办理时间、联系电话、办理流程; five items that lack four kinds or
more fail a site, and so does a site with fewer than five items of which every one does.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.ground.language.rules.labels import Labelled

from .shape import Shape

LACKING_KINDS = 4  # kinds of elements that a guide lacks, to count as useless
USELESS_ITEMS = 5  # such guides that fail a site
# What is written where nothing is known; a person who reads it has still to ask.
_EMPTY = re.compile(
    r"(无|暂无|没有|略|空|待定|待补充|不详|详?见(窗口|现场|大厅|官网|网站|附件|公告)+|同上|/|-|—|\.|。)*"
)


class Element(Labelled):
    """The eight key elements; each value is the name of its field."""

    TITLE = "title", "事项名称"
    STATUTES = "statutes", "设定依据"
    CONDITIONS = "conditions", "申请条件"
    MATERIALS = "materials", "办理材料"
    PLACES = "places", "办理地点"
    HOURS = "hours", "办理时间"
    TELEPHONES = "telephones", "联系电话"
    STEPS = "steps", "办理流程"


# Beside the eight: what a visit can founder on.
OTHERS = (
    "code", "item_type", "authority", "serves", "promised", "fee", "channels", "result", "complaint",
)  # fmt: skip


def said(text: str) -> bool:
    """Whether a text says anything: 无, 略 and 详见窗口 do not."""
    return not _EMPTY.fullmatch("".join(text.split()))


def has(shape: Shape, name: str) -> bool:
    """Whether a field of the guide says anything."""
    value = getattr(shape, name)
    if name == "materials":
        return any(said(row.name) for row in value) or said(shape.no_materials)
    if name == "steps":
        return any(said(row.name) or said(row.words) for row in value)
    if name == "statutes":
        return any(said(row.law) for row in value)
    if isinstance(value, str):
        return said(value)
    return bool(value)


def lacking(shape: Shape) -> list[Element]:
    """Which of the eight are missing."""
    return [element for element in Element if not has(shape, element)]


def others(shape: Shape) -> list[str]:
    """Which of the other fields are missing, by name."""
    return [name for name in OTHERS if not has(shape, name)]


def useless(shape: Shape) -> bool:
    """Whether the guide counts towards 服务不实用."""
    return len(lacking(shape)) >= LACKING_KINDS


@dataclass(frozen=True, slots=True)
class Standing:
    """How the guides of one organisation stand: ``lacking`` counts those that lack four kinds or more."""

    guides: int
    lacking: int

    @property
    def fails(self) -> bool:
        """服务不实用 (2) and (3): five such guides, or fewer than five of which every one is."""
        if self.lacking >= USELESS_ITEMS:
            return True
        return 0 < self.guides < USELESS_ITEMS and self.lacking == self.guides


def standing(missing: Iterable[int]) -> Standing:
    """From how many of the eight each guide lacks."""
    counts = list(missing)
    return Standing(len(counts), sum(count >= LACKING_KINDS for count in counts))
