"""Reads of the word list. The compiled list is kept by each process until the list changes."""

import json
from dataclasses import dataclass

from django.db.models import QuerySet

from ..models import FlaggedWord, WordChange
from ..rules.checks.vocabulary import Category, Vocabulary, Word, founding, standard
from ..rules.findings import Severity

_kept: dict[int, Vocabulary] = {}  # the last revision only


@dataclass(frozen=True, slots=True)
class Page:
    """``next`` is the cursor of the following page, None on the last."""

    items: list[FlaggedWord]
    next: str | None


def revision() -> int:
    """Grows with every change; 0 while the list is the one that every city starts with."""
    return WordChange.objects.order_by("-id").values_list("id", flat=True).first() or 0


def vocabulary() -> Vocabulary:
    """The list in force, compiled. One statement when it has not changed since this process last asked."""
    current = revision()
    if not current:
        return standard()
    known = _kept.get(current)
    if known is None:
        known = Vocabulary(in_force())
        _kept.clear()
        _kept[current] = known
    return known


def in_force() -> list[Word]:
    """Every entry that is not retired; the founding list while nobody has changed it."""
    if not revision():
        return list(founding())
    return [entry(row) for row in FlaggedWord.objects.filter(retired_at=None).order_by("category", "word")]


def entry(row: FlaggedWord) -> Word:
    return Word(
        row.word,
        row.instead,
        Category(row.category),
        Severity(row.severity),
        tuple(row.unless.split("\n")) if row.unless else (),
        row.source,
    )


def listing(
    *, category: str | None = None, words: str = "", retired: bool = False, after: str | None = None,
    limit: int = 30,
) -> Page:  # fmt: skip
    """Entries by category and word. Raises ValueError for a cursor that is none of ours."""
    rows = FlaggedWord.objects.order_by("category", "word")
    rows = rows.exclude(retired_at=None) if retired else rows.filter(retired_at=None)
    rows = rows.filter(category=category) if category else rows
    rows = rows.filter(word__contains=words) if words else rows
    if after:
        rows = _behind(rows, after)
    found = list(rows[: limit + 1])
    last = found[limit - 1] if len(found) > limit else None
    return Page(found[:limit], f"{last.category} {last.word}" if last else None)


def _behind(rows: QuerySet[FlaggedWord], after: str) -> QuerySet[FlaggedWord]:
    category, sign, word = after.partition(" ")
    if not sign or category not in [member.value for member in Category]:
        raise ValueError("翻页参数无效，请从第一页重新查看")
    return (rows.filter(category=category, word__gt=word) | rows.filter(category__gt=category)).order_by(
        "category", "word"
    )


def one(key: str) -> FlaggedWord | None:
    """An entry by its key (digits)."""
    if not key.isascii() or not key.isdigit() or len(key) > 18:
        return None
    return FlaggedWord.objects.filter(pk=int(key)).first()


def changes(row: FlaggedWord | None = None, limit: int = 50) -> list[WordChange]:
    """The latest changes, of one entry or of the list."""
    rows = WordChange.objects.select_related("word")
    return list((rows.filter(word=row) if row else rows)[:limit])


def stated(change: WordChange) -> dict[str, str]:
    """What an entry said after a change."""
    known: dict[str, str] = json.loads(change.stated) if change.stated else {}
    return known
