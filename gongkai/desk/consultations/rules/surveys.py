"""A survey (问卷调查) as it is written: kinds of questions, its states, and what it still lacks. Pure.

A question is known by its place: nothing moves once a survey goes to review. The limits are practice, not
law; the month for the result is law's and stands in ``statutes.toml`` (``consultation_result``).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from gongkai.ground.deadlines.rules.periods import Calendar, months_later
from gongkai.ground.deadlines.rules.statutes import Statute
from gongkai.ground.language.rules.labels import Labelled

MAX_TITLE, MAX_INTRODUCTION, MAX_WORDS, MAX_OPTION = 120, 3_000, 200, 100  # characters
MAX_QUESTIONS, MAX_OPTIONS, LEAST_OPTIONS = 40, 20, 2
MAX_CONCLUSION, MAX_REASON = 5_000, 300
LONGEST = timedelta(days=366)
SCALE = range(1, 6)
BEFORE = (10, 5, 2, 0)  # working days before the last day on which people are reminded: practice


class Kind(Labelled):
    """How a question is answered."""

    SINGLE = "single", "单选"
    MULTIPLE = "multiple", "多选"
    SCALE = "scale", "打分（1 至 5 分）"
    TEXT = "text", "简短文字"


class State(Labelled):
    DRAFTING = "drafting", "起草中"
    REVIEWING = "reviewing", "审核中"
    APPROVED = "approved", "待开放"
    OPEN = "open", "进行中"
    CLOSED = "closed", "待公布结果"
    REPORTED = "reported", "结果已公布"
    ABANDONED = "abandoned", "已取消"


class Level(Labelled):
    """How sure it is that one person answers once."""

    ACCOUNT = "account", "实名账号"
    TELEPHONE = "telephone", "手机号验证"
    UNVERIFIED = "unverified", "未核验"


class TextState(Labelled):
    """What a person decided about words that somebody wrote into a survey."""

    WAITING = "waiting", "待查看"
    RELEASED = "released", "可以公开"
    WITHHELD = "withheld", "不公开"


class RuleBroken(ValueError):
    """The survey does not allow this step; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Question:
    """``most`` is how many options may be chosen of a MULTIPLE one, 0 for any number."""

    kind: Kind
    words: str
    options: tuple[str, ...] = ()
    required: bool = True
    most: int = 0

    @property
    def chosen(self) -> bool:
        """Whether it is answered by choosing, and can be counted."""
        return self.kind is not Kind.TEXT

    @property
    def answers(self) -> tuple[str, ...]:
        """What can be chosen, in order; the first is number one."""
        return tuple(f"{mark} 分" for mark in SCALE) if self.kind is Kind.SCALE else self.options


@dataclass(frozen=True, slots=True)
class Content:
    """What is written of a survey; moments are aware, None while not set."""

    title: str
    introduction: str = ""
    questions: tuple[Question, ...] = ()
    opens_at: datetime | None = None
    closes_at: datetime | None = None


def pack(questions: Iterable[Question]) -> str:
    """As the row keeps them."""
    return json.dumps([asdict(one) for one in questions], ensure_ascii=False)


def unpack(text: str) -> tuple[Question, ...]:
    rows = json.loads(text)
    return tuple(
        Question(**{**row, "kind": Kind(row["kind"]), "options": tuple(row["options"])}) for row in rows
    )


def tidy(content: Content) -> Content:
    """Without what no database takes and what nobody sees; options that say nothing fall away."""
    questions = tuple(
        Question(
            one.kind,
            _line(one.words),
            tuple(option for option in map(_line, one.options) if option)
            if one.kind in (Kind.SINGLE, Kind.MULTIPLE)
            else (),
            one.required,
            one.most if one.kind is Kind.MULTIPLE else 0,
        )
        for one in content.questions
    )
    introduction = content.introduction.replace("\0", "").replace("\r\n", "\n").strip()
    return Content(_line(content.title), introduction, questions, content.opens_at, content.closes_at)


def too_much(content: Content) -> list[str]:
    """What is too long to be kept even as a draft."""
    found = []
    if len(content.title) > MAX_TITLE:
        found.append(f"标题最多 {MAX_TITLE} 字，现有 {len(content.title)} 字")
    if len(content.introduction) > MAX_INTRODUCTION:
        found.append(f"说明最多 {MAX_INTRODUCTION:,} 字，请精简")
    if len(content.questions) > MAX_QUESTIONS:
        found.append(f"最多 {MAX_QUESTIONS} 题，题目太多没有人答得完")
    for place, one in enumerate(content.questions, 1):
        if len(one.words) > MAX_WORDS:
            found.append(f"第 {place} 题最多 {MAX_WORDS} 字，请精简")
        if len(one.options) > MAX_OPTIONS or any(len(option) > MAX_OPTION for option in one.options):
            found.append(f"第 {place} 题最多 {MAX_OPTIONS} 个选项，每个最多 {MAX_OPTION} 字")
    return found


def lacking(content: Content, now: datetime) -> list[str]:
    """What must be mended before it can go to review, each with its place."""
    found = [] if content.title else ["请写标题"]
    if not content.introduction:
        found.append("请写说明：为什么调查、结果用在哪里")
    found += _period(content, now)
    if not content.questions:
        found.append("请至少加一道题")
    elif not any(one.chosen for one in content.questions):
        found.append("请至少有一道选择题或者打分题，结果才能统计")
    for place, one in enumerate(content.questions, 1):
        found += [f"第 {place} 题：{words}" for words in _wrong(one)]
    return found


def result_due(closed_on: date, statute: Statute) -> date:
    """The last day for the result of a survey that ended on a day (征集调查的结果)."""
    return months_later(closed_on, statute.value)


def reminds(today: date, due: date, days: Calendar) -> bool:
    """Whether people are reminded on a day: at certain distances on working days, and weekly when late."""
    if today > due:
        return (today - due).days % 7 == 1
    return days.working(today) and days.working_days(today, due) in BEFORE


def changed(before: Sequence[Question], do: str) -> tuple[Question, ...]:
    """Questions after one button of the editor: ``add``, ``up-2``, ``down-2``, ``remove-2`` (places from
    one). What does not fit changes nothing."""
    rows, (act, _, text) = list(before), do.partition("-")
    at = int(text) - 1 if text.isascii() and text.isdigit() and len(text) < 4 else -1
    if act == "add" and len(rows) < MAX_QUESTIONS:
        rows.append(Question(Kind.SINGLE, ""))
    elif act == "remove" and 0 <= at < len(rows):
        del rows[at]
    elif act in MOVES and 0 <= at < len(rows) and 0 <= at + MOVES[act] < len(rows):
        rows.insert(at + MOVES[act], rows.pop(at))
    return tuple(rows)


MOVES: Mapping[str, int] = {"up": -1, "down": 1}


def _period(content: Content, now: datetime) -> list[str]:
    if content.opens_at is None or content.closes_at is None:
        return ["请填写开放和截止的时间"]
    if content.closes_at <= content.opens_at:
        return ["截止时间应当晚于开放时间"]
    if content.closes_at <= now:
        return ["截止时间已经过了，请改到以后"]
    if content.closes_at - content.opens_at > LONGEST:
        return ["开放时间最长一年，请核对年份"]
    return []


def _wrong(one: Question) -> list[str]:
    found = [] if one.words else ["请写题目"]
    if one.kind in (Kind.SINGLE, Kind.MULTIPLE):
        if len(one.options) < LEAST_OPTIONS:
            found.append(f"至少要有 {LEAST_OPTIONS} 个选项，一行一个")
        if len(set(one.options)) < len(one.options):
            found.append("有重复的选项，请合并")
    if one.most and not 2 <= one.most <= len(one.options):
        found.append(f"最多可选的项数应在 2 到 {len(one.options)} 之间，留空表示不限")
    return found


def _line(text: str) -> str:
    return " ".join(text.replace("\0", "").split())
