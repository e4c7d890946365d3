"""What became of a group of comments, and what must be decided before a result can be published.

重大行政决策程序暂行条例 arts. 29 and 32: how the opinions were used is explained. Here every group has its
outcome and its reason, and every comment a group: nothing is passed over in silence.
"""

from dataclasses import dataclass

from gongkai.ground.language.rules.labels import Labelled

from .phases import RuleBroken

MAX_GROUP_TITLE, MAX_WHY = 200, 2_000
NAMED = 5  # groups that a refusal names


class Outcome(Labelled):
    ADOPTED = "adopted", "采纳"
    PARTLY = "partly", "部分采纳"
    NOT_ADOPTED = "not_adopted", "不采纳"


@dataclass(frozen=True, slots=True)
class Open:
    """What still stands in the way of a result: comments without a group, groups nobody has looked at, and
    groups without an outcome, by their titles; each with how many."""

    ungrouped: int
    suggested: int
    undecided: tuple[str, ...]
    undecided_count: int

    @property
    def any(self) -> bool:
        return bool(self.ungrouped or self.suggested or self.undecided_count)


def must_be_answered(left: Open) -> None:
    """Refuse to go on while one comment or group has no answer."""
    said = []
    if left.ungrouped:
        said.append(f"{left.ungrouped:,} 条意见还没有归组")
    if left.suggested:
        said.append(f"{left.suggested:,} 组是系统建议的，还没有人确认")
    if left.undecided_count:
        names = "、".join(f"“{title}”" for title in left.undecided[:NAMED])
        more = f"等 {left.undecided_count:,} 组" if left.undecided_count > NAMED else ""
        said.append(f"{names}{more}还没有写明采纳情况")
    if said:
        raise RuleBroken("；".join(said) + "。每一组意见都要写明采纳、部分采纳或者不采纳及理由，才能公布结果")


def reason(why: str) -> str:
    """The reason for an outcome, tidied. Raises RuleBroken when there is none."""
    why = why.replace("\0", "").strip()
    if not why:
        raise RuleBroken("请写明理由：采纳在哪里，或者为什么不采纳，公众会看到")
    if len(why) > MAX_WHY:
        raise RuleBroken(f"理由最多 {MAX_WHY:,} 字，请精简")
    return why


def title(text: str) -> str:
    """The title of a group, tidied. Raises RuleBroken when there is none."""
    text = " ".join(text.replace("\0", "").split())
    if not text:
        raise RuleBroken("请写明这组意见的要点，例如“延长早晚高峰的公交运营时间”")
    if len(text) > MAX_GROUP_TITLE:
        raise RuleBroken(f"要点最多 {MAX_GROUP_TITLE} 字，请精简")
    return text
