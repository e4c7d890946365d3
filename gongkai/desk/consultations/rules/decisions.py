"""Kinds of decision that are put to the public before they are made, and how long each stays open.

重大行政决策程序暂行条例 arts. 14 and 15, 规章制定程序条例, and the local rule on normative documents. The
numbers are rows of ``ground/deadlines/statutes.toml``; here stands which kind asks for which.
"""

from gongkai.ground.language.rules.labels import Labelled

from .phases import RuleBroken

MAX_DAYS = 366  # a mistyped period is caught
MAX_REASON = 500


class Decision(Labelled):
    """What the draft is to become. MARKET is a normative document that bears closely on enterprises."""

    MAJOR = "major", "重大行政决策"
    RULE = "rule", "政府规章"
    NORMATIVE = "normative", "行政规范性文件"
    MARKET = "market", "涉及市场主体的行政规范性文件"
    TOPICS = "topics", "公开征集决策事项"


# The statutory row that holds the minimum; no rule lays one down for the collecting of topics.
MINIMUM: dict[Decision, str] = {
    Decision.MAJOR: "consultation_major",
    Decision.RULE: "consultation_rule",
    Decision.NORMATIVE: "consultation_normative",
    Decision.MARKET: "consultation_market",
}


def must_be_long_enough(days: int, minimum: int, reason: str) -> None:
    """Refuse a period below the minimum (0 for none) unless its reason is there to be published (art. 15)."""
    if not 1 <= days <= MAX_DAYS:
        raise RuleBroken(f"征集期限应在 1 到 {MAX_DAYS} 日之间，现为 {days} 日")
    if days < minimum and not reason.strip():
        raise RuleBroken(f"征集期限一般不少于 {minimum} 日；因紧急等情况缩短的，请写明理由，理由会随草案公布")
    if len(reason) > MAX_REASON:
        raise RuleBroken(f"缩短期限的理由最多 {MAX_REASON} 字，请精简")
