"""Keeping the word list. It is the city's: the root's catalogue managers change it, for everybody.

Each change is a revision; what is public is checked again when there is a new one (``catalogue.rechecks``).
The ledger gets categories and digests, not the words.
"""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from gongkai.ground.ledger.services import record, record_many
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, Duty

from ..models import FlaggedWord, WordChange
from ..queries import words as queries
from ..rules.checks.vocabulary import Word, founding
from ..rules.reviewing import RuleBroken
from ..rules.word_list import Act, sound

MAX_BATCH = 200
MAX_REASON = 300
LIST = "words/list"
CROSSED = "另一个人刚刚修改了词表，请刷新后再试"


def add(word: Word, *, by: Actor) -> FlaggedWord:
    """A new entry, or a retired one in force again. Raises RuleBroken for one that is there."""
    _allowed(by)
    try:
        return _add(sound(word), by)
    except IntegrityError as crossed:
        raise RuleBroken(CROSSED) from crossed


@transaction.atomic
def _add(word: Word, by: Actor) -> FlaggedWord:
    _found(by)
    row = FlaggedWord.objects.select_for_update().filter(word=word.word).first()
    if row is not None and row.retired_at is None:
        raise RuleBroken(f"词表里已有“{word.word}”，请修改原词条")
    act = Act.REVIVED if row else Act.ADDED
    row = row or FlaggedWord(word=word.word)
    _state(row, word)
    row.retired_at = None
    row.save()
    _record(row, act, "", by)
    return row


@transaction.atomic
def change(key: int, word: Word, *, reason: str = "", by: Actor) -> FlaggedWord:
    """Another remedy, category or exception for the same word."""
    _allowed(by)
    row = _locked(key)
    if row.retired_at is not None:
        raise RuleBroken("这个词条已停用，请先恢复")
    if word.word.strip() != row.word:
        raise RuleBroken("词语本身不能改，请停用后另建词条")
    _state(row, sound(word))
    row.save()
    _record(row, Act.CHANGED, _reason(reason), by)
    return row


@transaction.atomic
def retire(key: int, *, reason: str, by: Actor) -> FlaggedWord:
    """The entry is looked for no longer; why stays readable."""
    _allowed(by)
    row = _locked(key)
    if row.retired_at is not None:
        raise RuleBroken("这个词条已经停用")
    if not reason.strip():
        raise RuleBroken("请写明停用理由")
    row.retired_at = timezone.now()
    row.save(update_fields=["retired_at"])
    _record(row, Act.RETIRED, _reason(reason), by)
    return row


def take_in(words: Sequence[Word], *, by: Actor) -> dict[str, int]:
    """Up to MAX_BATCH entries of a table: new ones added, others brought up to date; how many of each."""
    _allowed(by)
    if len(words) > MAX_BATCH:
        raise RuleBroken(f"一次最多 {MAX_BATCH} 条")
    try:
        return _take_in({word.word: word for word in map(sound, words)}, by)
    except IntegrityError as crossed:
        raise RuleBroken(CROSSED) from crossed


@transaction.atomic
def _take_in(wanted: dict[str, Word], by: Actor) -> dict[str, int]:
    _found(by)
    standing = {
        row.word: row for row in FlaggedWord.objects.select_for_update().filter(word__in=list(wanted))
    }
    acts: list[tuple[FlaggedWord, Act]] = []
    for text, word in wanted.items():
        row = standing.get(text)
        if row is not None and row.retired_at is None and queries.entry(row) == word:
            continue
        act = Act.ADDED if row is None else Act.REVIVED if row.retired_at else Act.CHANGED
        row = row or FlaggedWord(word=text)
        _state(row, word)
        row.retired_at = None
        acts.append((row, act))
    FlaggedWord.objects.bulk_create([row for row, act in acts if act is Act.ADDED])
    FlaggedWord.objects.bulk_update(
        [row for row, act in acts if act is not Act.ADDED],
        ["instead", "category", "severity", "unless", "source", "retired_at"],
    )
    WordChange.objects.bulk_create([_change(row, act, "", by) for row, act in acts])
    if acts:
        record_many("words.changed", [(f"words/{row.pk}", _facts(row, act)) for row, act in acts], by=by)
    tally = {act.value: sum(one is act for _, one in acts) for act in (Act.ADDED, Act.CHANGED, Act.REVIVED)}
    return tally | {"unchanged": len(wanted) - len(acts)}


def _allowed(by: Actor) -> None:
    by.must(Duty.ITEMS, orgs.root().lineage)


def _found(by: Actor) -> None:
    """The first change of a city takes the founding list into the database: one entry about the list."""
    if queries.revision():
        return
    rows = []
    for word in founding():
        row = FlaggedWord(word=word.word)
        _state(row, word)
        rows.append(row)
    FlaggedWord.objects.bulk_create(rows)
    WordChange.objects.create(act=Act.FOUNDED, post=by.post, at=timezone.now(), stated="")
    told = "\n".join(f"{row.word}\t{row.instead}" for row in rows)
    record("words.founded", LIST, by=by, count=len(rows), digest=_digest(told))


def _locked(key: int) -> FlaggedWord:
    row = FlaggedWord.objects.select_for_update().filter(pk=key).first()
    if row is None:
        raise RuleBroken("没有找到这个词条")
    return row


def _reason(reason: str) -> str:
    reason = reason.strip()
    if len(reason) > MAX_REASON or "\0" in reason:
        raise RuleBroken(f"理由不超过 {MAX_REASON} 字")
    return reason


def _state(row: FlaggedWord, word: Word) -> None:
    row.instead, row.category, row.severity = word.instead, word.category, word.severity
    row.unless, row.source = "\n".join(word.unless), word.source


def _record(row: FlaggedWord, act: Act, reason: str, by: Actor) -> None:
    _change(row, act, reason, by).save()
    record("words.changed", f"words/{row.pk}", by=by, **_facts(row, act))


def _change(row: FlaggedWord, act: Act, reason: str, by: Actor) -> WordChange:
    stated = {"instead": row.instead, "category": row.category, "severity": row.severity,
              "unless": row.unless, "source": row.source}  # fmt: skip
    return WordChange(
        word=row,
        act=act,
        stated=json.dumps(stated, ensure_ascii=False),
        reason=reason,
        post=by.post,
        at=timezone.now(),
    )


def _facts(row: FlaggedWord, act: Act) -> dict[str, Any]:
    return {
        "act": act.value,
        "category": str(row.category),
        "severity": str(row.severity),
        "digest": _digest(f"{row.word}\t{row.instead}\t{row.unless}"),
    }


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
