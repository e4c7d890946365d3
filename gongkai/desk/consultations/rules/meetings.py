"""Hearings, interviews and other dated events of a consultation, and what must be there before they are held.

重大行政决策程序暂行条例 art. 16: the materials of a hearing reach those who take part so many days before
(a row of statutes.toml), and who takes part is made public in advance.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gongkai.ground.language.rules.labels import Labelled

from .phases import RuleBroken

MAX_TITLE, MAX_PLACE, MAX_TEXT = 200, 200, 20_000


class MeetingKind(Labelled):
    HEARING = "hearing", "听证会"
    INTERVIEW = "interview", "在线访谈"
    DISCUSSION = "discussion", "座谈会"
    EXPERTS = "experts", "专家论证会"


@dataclass(frozen=True, slots=True)
class Meeting:
    """``materials`` and ``participants`` are published with it; ``at`` is aware."""

    kind: MeetingKind
    title: str
    at: datetime
    place: str
    materials: str = ""
    participants: str = ""


def must_be_announced_in_time(meeting: Meeting, held_on: date, today: date, days: int) -> None:
    """Refuse to announce what lies in the past, and a hearing without materials or too late for them."""
    for name, text, limit in (
        ("名称", meeting.title, MAX_TITLE),
        ("地点", meeting.place, MAX_PLACE),
    ):
        if not 0 < len(text.strip()) <= limit:
            raise RuleBroken(f"请填写{name}，最多 {limit} 字")
    if max(len(meeting.materials), len(meeting.participants)) > MAX_TEXT:
        raise RuleBroken(f"材料和参加人名单各最多 {MAX_TEXT:,} 字，请精简")
    if held_on < today:
        raise RuleBroken(f"{held_on} 已经过去，请改正日期；已经举行的请直接补充记录")
    if meeting.kind is not MeetingKind.HEARING:
        return
    if not meeting.materials.strip() or not meeting.participants.strip():
        raise RuleBroken("听证会要事先公布听证材料和参加人名单（条例第十六条），请补充")
    if today > held_on - timedelta(days=days):
        first = today + timedelta(days=days)
        raise RuleBroken(f"听证材料应在召开 {days} 日前送达参加人（条例第十六条），最早可以定在 {first}")
