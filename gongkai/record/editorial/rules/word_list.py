"""The word list as people keep it: what an entry must be, and its table for spreadsheets."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from gongkai.ground.language.rules.cells import harmless, unquoted
from gongkai.ground.language.rules.labels import Labelled

from .checks.vocabulary import Category, Word
from .findings import Severity
from .reviewing import RuleBroken

LONGEST, LONGEST_INSTEAD, LONGEST_SOURCE = 40, 100, 200
COLUMNS = ("词语", "改为", "类别", "程度", "除外词语", "依据")
BETWEEN = "、"  # right words of one entry, in a cell
MAX_ROWS = 20_000
L = TypeVar("L", bound=Labelled)


class Act(Labelled):
    """What was done to the list."""

    FOUNDED = "founded", "载入初始词表"
    ADDED = "added", "新增"
    CHANGED = "changed", "修改"
    RETIRED = "retired", "停用"
    REVIVED = "revived", "恢复"


@dataclass(frozen=True, slots=True)
class Rejected:
    """A line of a table that is no entry, and why."""

    line: int
    reason: str


def sound(word: Word) -> Word:
    """The entry, trimmed. Raises RuleBroken where it could not be looked for or would not help."""
    text, instead, source = word.word.strip(), word.instead.strip(), word.source.strip()
    unless = tuple(dict.fromkeys(fine.strip() for fine in word.unless if fine.strip()))
    if not 2 <= len(text) <= LONGEST or any(sign in text for sign in "\n\r\t\0"):
        raise RuleBroken(f"词语应为 2 至 {LONGEST} 个字，不含换行")
    if not any(sign.isalnum() for sign in text):
        raise RuleBroken("词语不能全是标点")
    if not instead or len(instead) > LONGEST_INSTEAD or "\0" in instead + source:
        raise RuleBroken(f"请填写改为什么（不超过 {LONGEST_INSTEAD} 字）；没有替换的写“（删去）”")
    if instead == text:
        raise RuleBroken("“改为”与词语相同")
    if len(source) > LONGEST_SOURCE:
        raise RuleBroken(f"依据不超过 {LONGEST_SOURCE} 字")
    for fine in unless:
        if text not in fine or fine == text or len(fine) > LONGEST:
            raise RuleBroken(f"除外词语“{fine[:20]}”应包含“{text}”，且更长、不超过 {LONGEST} 字")
    return Word(text, instead, Category(word.category), Severity(word.severity), unless, source)


def written(words: Iterable[Word]) -> str:
    """The list as CSV, with a mark that spreadsheets know as UTF-8."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(COLUMNS)
    for word in words:
        cells = (word.word, word.instead, word.category.label, word.severity.label,
                 BETWEEN.join(word.unless), word.source)  # fmt: skip
        table.writerow([harmless(cell) for cell in cells])
    return "\ufeff" + out.getvalue()


def read(text: str) -> tuple[list[Word], list[Rejected]]:
    """Entries of a CSV with these columns in any order; labels or their English names. Raises RuleBroken
    for a table without the two first columns or of more than MAX_ROWS lines."""
    table = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    missing = [name for name in COLUMNS[:2] if name not in (table.fieldnames or ())]
    if missing:
        raise RuleBroken(f"表头缺少“{'、'.join(missing)}”，应为：{'、'.join(COLUMNS)}")
    words, rejected = [], []
    for line, row in enumerate(table, start=2):
        if line > MAX_ROWS:
            raise RuleBroken(f"一次最多导入 {MAX_ROWS} 条，请分开导入")
        cells = {name: unquoted((row.get(name) or "").strip()) for name in COLUMNS}
        try:
            words.append(_entry(cells))
        except ValueError as wrong:
            rejected.append(Rejected(line, str(wrong)))
    return words, rejected


def _entry(cells: dict[str, str]) -> Word:
    return sound(
        Word(
            cells["词语"],
            cells["改为"],
            _named(Category, cells["类别"] or Category.OWN, "类别"),
            _named(Severity, cells["程度"] or Severity.WARNING, "程度"),
            tuple(cells["除外词语"].split(BETWEEN)) if cells["除外词语"] else (),
            cells["依据"],
        )
    )


def _named(kind: type[L], said: str, what: str) -> L:
    for member in kind:
        if said in (member.value, member.label):
            return member
    raise RuleBroken(f"{what}“{said[:20]}”不认识，可填：{'、'.join(member.label for member in kind)}")
