"""Counting a survey fairly: who answered a question is its whole; what was counted apart is said. Pure.

Shares have one decimal and, where one option is chosen, add up to exactly 100 (largest remainder). There is
no confidence interval on purpose: who answers a survey chose to, so that it is no random sample, and an
interval would promise what nobody can know.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .surveys import Kind, Level, Question

LEAST = 30  # answers: below, the result says that it is small; practice
SMALL = "参与人数少于 {least} 人，比例只作参考。"
NO_SAMPLE = "参加调查是自愿的，不是随机抽样：比例只说明参加的人，不能推算全体市民。"
THOUSAND = 1_000


@dataclass(frozen=True, slots=True)
class Given:
    """One stored answer. ``quick`` is answered faster than anybody reads."""

    level: str
    quick: bool
    choices: Mapping[int, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Line:
    """An option: how many chose it, and their share of who answered in tenths of a per cent."""

    label: str
    number: int
    tenths: int
    by_level: tuple[int, ...] = ()

    @property
    def share(self) -> str:
        return f"{self.tenths // 10}.{self.tenths % 10}%"


@dataclass(frozen=True, slots=True)
class Counted:
    """A question's result; ``mean`` is that of a scale, in hundredths, None of other kinds."""

    place: int
    question: Question
    answered: int
    lines: tuple[Line, ...]
    mean: int | None = None

    @property
    def small(self) -> bool:
        return self.answered < LEAST

    @property
    def mean_said(self) -> str:
        """The mean of a scale in words, "" of other questions and of none."""
        return "" if self.mean is None else f"平均 {self.mean // 100}.{self.mean % 100:02d} 分"


@dataclass(frozen=True, slots=True)
class Result:
    """``total`` is what is counted, ``quick`` what is counted apart; ``levels`` the counted by level."""

    total: int
    quick: int
    levels: tuple[tuple[Level, int], ...]
    questions: tuple[Counted, ...]

    @property
    def small(self) -> bool:
        return self.total < LEAST


def count(questions: Sequence[Question], given: Iterable[Given]) -> Result:
    """The result of every question that is answered by choosing."""
    levels: Counter[str] = Counter()
    answered: Counter[int] = Counter()
    chosen: Counter[tuple[int, int, str]] = Counter()
    quick = 0
    for one in given:
        if one.quick:
            quick += 1
            continue
        levels[one.level] += 1
        for place, picked in one.choices.items():
            answered[place] += 1
            for number in picked:
                chosen[place, number, one.level] += 1
    known = tuple((level, levels[level]) for level in Level)
    return Result(
        sum(levels.values()),
        quick,
        known,
        tuple(
            _counted(place, question, answered[place], chosen)
            for place, question in enumerate(questions, 1)
            if question.chosen
        ),
    )


def shares(numbers: Sequence[int]) -> list[int]:
    """Shares of their sum in tenths of a per cent, which add up to 1,000: the largest remainders are rounded
    up, of equal ones the first."""
    whole = sum(numbers)
    if not whole:
        return [0] * len(numbers)
    parts = [divmod(number * THOUSAND, whole) for number in numbers]
    left = THOUSAND - sum(part for part, _ in parts)
    first = sorted(range(len(numbers)), key=lambda place: (-parts[place][1], place))[:left]
    return [part + (place in first) for place, (part, _) in enumerate(parts)]


def _counted(place: int, question: Question, answered: int, chosen: Counter[tuple[int, int, str]]) -> Counted:
    levels = [
        tuple(chosen[place, number, level] for level in Level) for number, _ in enumerate(question.answers, 1)
    ]
    numbers = [sum(split) for split in levels]
    if question.kind is Kind.MULTIPLE:
        tenths = [
            (2 * number * THOUSAND + answered) // (2 * answered) if answered else 0 for number in numbers
        ]
    else:
        tenths = shares(numbers)
    lines = tuple(
        Line(label, number, share, split)
        for label, number, share, split in zip(question.answers, numbers, tenths, levels, strict=True)
    )
    return Counted(place, question, answered, lines, _mean(question, numbers, answered))


def _mean(question: Question, numbers: Sequence[int], answered: int) -> int | None:
    if question.kind is not Kind.SCALE or not answered:
        return None
    total = sum(mark * number for mark, number in enumerate(numbers, 1))
    return (2 * total * 100 + answered) // (2 * answered)
