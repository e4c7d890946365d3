"""What somebody answered: read from a form, every problem said at its field, and nothing guessed. Pure.

``q3`` is the field of the third question; its values are numbers of options. Words keep no control signs and
nothing that turns the direction of writing.
"""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .surveys import Kind, Question

MAX_TEXT = 500  # characters of a text answer
SECOND_A_QUESTION = 1  # practice: who reads a question and chooses needs longer
FEWEST_SECONDS = 3
KEPT_SIGNS = {"\n"}


@dataclass(frozen=True, slots=True)
class Answers:
    """By the question's place from one: the numbers of the chosen options, and the words."""

    choices: dict[int, tuple[int, ...]] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)

    @property
    def number(self) -> int:
        return len(self.choices) + len(self.texts)


def parse(questions: Sequence[Question], sent: Mapping[str, Sequence[str]]) -> tuple[Answers, dict[str, str]]:
    """The answers, and what is wrong by field ("" for the whole form); answers hold only when nothing is."""
    choices: dict[int, tuple[int, ...]] = {}
    texts: dict[int, str] = {}
    wrong: dict[str, str] = {}
    for place, question in enumerate(questions, 1):
        name, values = f"q{place}", [value for value in sent.get(f"q{place}", ()) if value.strip()]
        if question.kind is Kind.TEXT:
            words = clean("\n".join(values))
            if len(words) > MAX_TEXT:
                wrong[name] = f"最多 {MAX_TEXT} 字，现有 {len(words)} 字"
            elif words:
                texts[place] = words
            elif question.required:
                wrong[name] = "请填写这一题"
            continue
        picked = {_number(value, len(question.answers)) for value in values}
        if 0 in picked:
            wrong[name] = "没有这个选项，请重新选择"
        elif not picked and question.required:
            wrong[name] = "请回答这一题"
        elif problem := _too_many(question, len(picked)):
            wrong[name] = problem
        elif picked:
            choices[place] = tuple(sorted(picked))
    if not wrong and not choices and not texts:
        wrong[""] = "还没有回答任何一题"
    return Answers(choices, texts), wrong


def pack(choices: Mapping[int, Sequence[int]]) -> str:
    """As the row keeps chosen options: the same choices are always the same text."""
    return json.dumps({str(place): list(picked) for place, picked in sorted(choices.items())})


def too_quick(answered: int, seconds: float) -> bool:
    """Whether nobody could have read so many questions in that time: counted apart, never thrown away."""
    return seconds < max(FEWEST_SECONDS, answered * SECOND_A_QUESTION)


def clean(text: str) -> str:
    """Words as they may be kept: no controls, nothing invisible that turns or hides what stands beside it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in text if c in KEPT_SIGNS or unicodedata.category(c)[0] != "C").strip()


def _number(value: str, most: int) -> int:
    """An option's number as sent; 0 for what is none."""
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 4 else 0
    return number if 1 <= number <= most else 0


def _too_many(question: Question, picked: int) -> str:
    if question.kind is not Kind.MULTIPLE:
        return "这一题只能选一项" if picked > 1 else ""
    return (
        f"最多选 {question.most} 项，您选了 {picked} 项" if question.most and picked > question.most else ""
    )
