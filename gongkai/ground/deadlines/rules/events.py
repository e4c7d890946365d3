"""What can happen to a disclosure request as far as its clock is concerned, and its day of receipt.

Pure. A history is a list of events in the order of their days; `clock.py` says what it comes to and which
step the law does not allow.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from .periods import NoDeadline

LONGEST_HISTORY = 1_000  # events in one case: a guard against mistyped input, not law


class Illegal(NoDeadline):
    """A step that the law does not allow; ``article`` is where it says so."""

    def __init__(self, article: str, message: str) -> None:
        super().__init__(f"{message}（{article}）")
        self.article = article


class Channel(StrEnum):
    """How a request came in: it decides the day of receipt (条例 art. 31)."""

    IN_PERSON = "in_person"
    SIGNED_MAIL = "signed_mail"
    ORDINARY_MAIL = "ordinary_mail"
    INTERNET = "internet"
    FAX = "fax"
    ORAL = "oral"


class Step(StrEnum):
    """One thing that happened."""

    RECEIVED = "received"
    CORRECTION_NOTICE = "correction_notice"
    CORRECTED = "corrected"
    CONSULTED = "consulted"
    DELIVERED = "delivered"
    ANSWERED = "answered"
    EXTENDED = "extended"
    FEE_NOTICE = "fee_notice"
    PAID = "paid"
    DELAYED = "delayed"
    REPLIED = "replied"
    WITHDRAWN = "withdrawn"
    ABANDONED = "abandoned"


LABELS = {
    Step.RECEIVED: "收到申请",
    Step.CORRECTION_NOTICE: "告知补正",
    Step.CORRECTED: "收到补正",
    Step.CONSULTED: "发出征求意见函",
    Step.DELIVERED: "征求意见函送达",
    Step.ANSWERED: "收到意见",
    Step.EXTENDED: "延长答复期限",
    Step.FEE_NOTICE: "送达收费通知",
    Step.PAID: "缴费",
    Step.DELAYED: "确定延迟答复的期限",
    Step.REPLIED: "答复",
    Step.WITHDRAWN: "申请人撤回",
    Step.ABANDONED: "视为放弃",
}


class Party(StrEnum):
    """Who is asked: silence of the one is no consent, silence of the other is."""

    THIRD_PARTY = "third_party"
    JOINT_ORGAN = "joint_organ"


@dataclass(frozen=True, slots=True)
class Event:
    """One step on one day.

    ``days`` is a correction's period, an extension or a delay, in working days; ``reference`` ties the
    letter of a consultation to its delivery and its answer; ``consent`` says that the head of the disclosure
    office agreed to an extension, or whoever was asked to disclosure; ``excused`` that a late correction had
    a good reason.
    """

    step: Step
    on: date
    days: int = 0
    reference: str = ""
    party: Party = Party.THIRD_PARTY
    consent: bool = False
    excused: bool = False


def received_on(channel: Channel, submitted: date, confirmed: date | None = None) -> date | None:
    """The day a request counts as received (art. 31); None while it waits to be confirmed.

    In person and oral: the day it was made. Mail that is signed for: that day. Ordinary mail, the internet
    and the office's fax: the day both sides confirmed it.
    """
    if confirmed is not None and confirmed < submitted:
        raise Illegal("条例第三十一条", f"确认日 {confirmed} 早于提交日 {submitted}")
    if channel in (Channel.IN_PERSON, Channel.ORAL, Channel.SIGNED_MAIL):
        return submitted
    return confirmed


def read(rows: Iterable[Mapping[str, Any]]) -> list[Event]:
    """Events of a file: objects with ``step``, ``on`` and the fields of Event that the step needs.

    Raises NoDeadline where one is not understood; the message names its place.
    """
    if not isinstance(rows, list) or not 0 < len(rows) <= LONGEST_HISTORY:
        raise NoDeadline(f"经过应当是 1 到 {LONGEST_HISTORY} 项的列表")
    return [_event(place, row) for place, row in enumerate(rows, start=1)]


def _event(place: int, row: Mapping[str, Any]) -> Event:
    if not isinstance(row, dict):
        raise NoDeadline(f"第 {place} 项应当是 {{“step”: …, “on”: …}}")
    unknown = set(row) - {"step", "on", "days", "reference", "party", "consent", "excused"}
    if unknown:
        raise NoDeadline(f"第 {place} 项有不认识的字段：{'、'.join(sorted(map(str, unknown)))}")
    try:
        step, on = Step(str(row.get("step"))), date.fromisoformat(str(row.get("on")))
        party = Party(str(row.get("party", Party.THIRD_PARTY)))
    except ValueError as error:
        steps = "、".join(Step)
        raise NoDeadline(
            f"第 {place} 项不能识别（{error}）；step 可以是 {steps}，on 写作 2026-09-24"
        ) from None
    days, flags = row.get("days", 0), (row.get("consent", False), row.get("excused", False))
    if type(days) is not int or any(type(flag) is not bool for flag in flags):
        raise NoDeadline(f"第 {place} 项：days 应当是整数，consent、excused 应当是 true 或 false")
    return Event(step, on, days, str(row.get("reference", "")), party, *flags)
