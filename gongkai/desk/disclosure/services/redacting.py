"""A file that is given with a reply loses words for good: the copy is made and searched in a confined child,
looked at by the officer, and goes with the reply only then (条例 art. 37); the original goes at once."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import PurePath

from django.db import transaction

from gongkai.ground.attachments import sandbox
from gongkai.ground.attachments.rules import Contents, Format, Hiding, Refused
from gongkai.ground.attachments.rules.redaction import Redacted, taken
from gongkai.ground.attachments.rules.redaction.wordlist import Words, read_words
from gongkai.ground.attachments.services.redaction import NAMED
from gongkai.ground.orgs.rules import Actor, system
from gongkai.ground.sealing import services as sealing
from gongkai.record.editorial.rules.checks.personal import in_file

from ..models import CaseFile, DisclosureRequest
from ..rules.redactions import Order, Told, ordered, told, unpack
from ..rules.stages import Purpose, RuleBroken
from .cases import about, held, must_live, noted
from .papers import Paper, content_of, keep, name_of, recognised
from .reading import fetch

PAGES = 8  # pictures on one screen
MAX_TEXT = 20_000  # characters of a text that is shown


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy opened: its pages from ``first`` as PNG, or without pages its text."""

    row: CaseFile
    name: str
    told: Told
    pictures: tuple[tuple[int, bytes], ...] = ()
    pages: int = 0
    text: str = ""


@transaction.atomic
def ask(key: int, upload: tuple[str, bytes], words: str, *, version: int, by: Actor) -> CaseFile:
    """Take a file and the words, one a line, and keep both sealed until the copy is made.

    Raises Refused, in words, when the file or a word cannot be taken.
    """
    case = held(key, by, version=version)  # before anything is read for somebody who may not
    must_live(case)
    wanted = read_words(words.replace("\0", "").encode("utf-8", "replace"))
    [paper] = recognised([upload])
    taken(paper.format)
    row = _kept(case, paper, Purpose.REDACTING, Order(wanted))
    case.version += 1
    case.save(update_fields=["version"])
    noted("disclosure.redaction_asked", case, by=by, words=len(wanted))
    return row


def carry_out(file: int) -> None:
    """Make the copy that was asked for. Takes up to ten seconds a page: a task's work, done once however
    often it is started."""
    row = CaseFile.objects.select_related("case__organisation").filter(pk=file).first()
    if row is None or row.purpose != Purpose.REDACTING:
        return
    order = ordered(_said(row))
    if order.failed:
        return
    paper = Paper(name_of(row.case, row), content_of(row.case, row), Format(row.format))
    try:
        made, said = _made(paper, order.words)
    except Refused as refused:
        _failed(file, replace(order, failed=str(refused)))
    else:
        _done(file, made, said)


def _made(paper: Paper, words: tuple[str, ...]) -> tuple[Paper, Told]:
    copy: Redacted = sandbox.run("redact", paper.data, taken(paper.format), words)
    before: Contents = sandbox.run("contents", paper.data, paper.format)
    after: Contents = sandbox.run("contents", copy.data, paper.format)
    path = PurePath(Words(words).cut(paper.name))
    made = Paper(f"{path.stem}{NAMED}{path.suffix}", copy.data, paper.format)
    return made, told(words, before, copy, _still(made.name, after))


@transaction.atomic
def _done(file: int, made: Paper, said: Told) -> None:
    row = CaseFile.objects.select_for_update().filter(pk=file, purpose=Purpose.REDACTING).first()
    if row is None:
        return  # dropped meanwhile
    case = DisclosureRequest.objects.select_for_update(of=("self",)).get(pk=row.case_id)
    _kept(case, made, Purpose.REDACTED, said)
    _gone(row)
    digest = hashlib.sha256(made.data).hexdigest()
    noted("disclosure.redacted", case, by=system("redaction"), copy=digest, removed=said.removed)


@transaction.atomic
def _failed(file: int, order: Order) -> None:
    row = CaseFile.objects.select_for_update(of=("self",)).filter(pk=file, purpose=Purpose.REDACTING).first()
    if row is not None:
        row.sealed_told = sealing.seal(row.case.sealing, order.pack(), _place(row))
        row.save(update_fields=["sealed_told"])


def _still(name: str, after: Contents) -> list[str]:
    """Personal data that the copy still holds, in words. What OCR could not read, the redaction told."""
    found = in_file(name, replace(after, unread=()), frozenset())
    return [f"{one.place}：{one.text}。{one.advice}" for one in found]


def _kept(case: DisclosureRequest, paper: Paper, purpose: Purpose, said: Told | Order) -> CaseFile:
    row = keep(case, paper, purpose)
    row.sealed_told = sealing.seal(case.sealing, said.pack(), _place(row))
    row.save(update_fields=["sealed_told"])
    return row


def _place(row: CaseFile) -> str:
    return about(row.case, f"told/{row.place}")


def _said(row: CaseFile) -> bytes:
    if row.sealed_told is None:
        raise RuleBroken("这份材料不是遮盖件，请刷新页面")
    return sealing.unseal(row.case.sealing, row.sealed_told, _place(row))


def failure(row: CaseFile) -> str:
    """Why no copy could be made of a file that was asked for, "" while it is being made."""
    return ordered(_said(row)).failed


def look(key: int, file: int, *, first: int = 1, by: Actor) -> Copy:
    """A copy that waits, with its pages; the look is recorded. Call outside a transaction."""
    row, name, data = fetch(key, file, by=by)
    if row.purpose == Purpose.REDACTING:
        raise RuleBroken("还没有处理完，请稍候")
    said = unpack(_said(row))
    if row.format != Format.PDF:
        contents: Contents = sandbox.run("contents", data, Format(row.format))
        seen = [piece.text for piece in contents.pieces if piece.hiding is Hiding.VISIBLE]
        return Copy(row, name, said, text="\n".join(seen)[:MAX_TEXT])
    many: int = sandbox.run("pages", data)
    shown = range(max(1, first), min(max(1, first) + PAGES, many + 1))
    pictures = tuple((number, sandbox.run("picture", data, number)) for number in shown)
    return Copy(row, name, said, pictures, many)


@transaction.atomic
def give(key: int, file: int, *, version: int, by: Actor) -> CaseFile:
    """The officer has looked at the copy: it goes with the reply."""
    case = held(key, by, version=version)
    must_live(case)
    row = _waiting(key, file, Purpose.REDACTED)
    row.purpose, row.for_applicant = Purpose.PROVIDED, True
    row.save(update_fields=["purpose", "for_applicant"])
    case.version += 1
    case.save(update_fields=["version"])
    noted("disclosure.attached", case, by=by, purpose=str(Purpose.PROVIDED), files=1)
    return row


@transaction.atomic
def drop(key: int, file: int, *, version: int, by: Actor) -> None:
    """The copy is not used, or no longer waited for: it is deleted."""
    case = held(key, by, version=version)
    _gone(_waiting(key, file, Purpose.REDACTED, Purpose.REDACTING))
    case.version += 1
    case.save(update_fields=["version"])
    noted("disclosure.redaction_dropped", case, by=by)


def _gone(row: CaseFile) -> None:
    place = row.place
    row.delete()
    transaction.on_commit(lambda: sealing.discard(place))


def _waiting(key: int, file: int, *purposes: Purpose) -> CaseFile:
    row = CaseFile.objects.select_for_update().filter(case=key, pk=file, purpose__in=purposes).first()
    if row is None:
        raise RuleBroken("没有这份待核对的遮盖件，可能已经附上或者删除，请刷新页面")
    return row
