"""A file that is given with a reply loses words for good: the copy is made and searched in a confined child,
looked at by the officer, and goes with the reply only then (条例 art. 37). The original is not kept."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import PurePath

from django.db import transaction

from gongkai.ground.attachments import sandbox
from gongkai.ground.attachments.rules import Contents, Format, Hiding
from gongkai.ground.attachments.rules.redaction import Redacted, taken
from gongkai.ground.attachments.rules.redaction.wordlist import Words, read_words
from gongkai.ground.attachments.services.redaction import NAMED
from gongkai.ground.orgs.rules import Actor
from gongkai.ground.sealing import services as sealing
from gongkai.record.editorial.rules.checks.personal import in_file

from ..models import CaseFile
from ..rules.redactions import Told, told, unpack
from ..rules.stages import Purpose, RuleBroken
from .cases import about, held, must_live, noted
from .papers import Paper, keep, recognised
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


def make(key: int, upload: tuple[str, bytes], words: str, *, version: int, by: Actor) -> CaseFile:
    """Make the copy and keep it sealed with the case. Takes seconds a page: call it outside a transaction.

    Raises Refused, in words, when the file or a word cannot be taken, or a word is left.
    """
    with transaction.atomic():
        must_live(held(key, by, version=version))  # before anything is read for somebody who may not
    wanted = read_words(words.replace("\0", "").encode("utf-8", "replace"))
    [paper] = recognised([upload])
    copy: Redacted = sandbox.run("redact", paper.data, taken(paper.format), wanted)
    before: Contents = sandbox.run("contents", paper.data, paper.format)
    after: Contents = sandbox.run("contents", copy.data, paper.format)
    path = PurePath(Words(wanted).cut(paper.name))
    made = Paper(f"{path.stem}{NAMED}{path.suffix}", copy.data, paper.format)
    return _kept(key, made, told(wanted, before, copy, _still(made.name, after)), version, by)


def _still(name: str, after: Contents) -> list[str]:
    """Personal data that the copy still holds, in words. What OCR could not read, the redaction told."""
    found = in_file(name, replace(after, unread=()), frozenset())
    return [f"{one.place}：{one.text}。{one.advice}" for one in found]


@transaction.atomic
def _kept(key: int, paper: Paper, said: Told, version: int, by: Actor) -> CaseFile:
    case = held(key, by, version=version)
    must_live(case)
    row = keep(case, paper, Purpose.REDACTED)
    row.sealed_told = sealing.seal(case.sealing, said.pack(), about(case, f"told/{row.place}"))
    row.save(update_fields=["sealed_told"])
    case.version += 1
    case.save(update_fields=["version"])
    digest = hashlib.sha256(paper.data).hexdigest()
    noted("disclosure.redacted", case, by=by, copy=digest, removed=said.removed)
    return row


def look(key: int, file: int, *, first: int = 1, by: Actor) -> Copy:
    """A copy that waits, with its pages; the look is recorded. Call outside a transaction."""
    row, name, data = fetch(key, file, by=by)
    case = row.case
    if row.sealed_told is None:
        raise RuleBroken("这份材料不是遮盖件，请刷新页面")
    said = unpack(sealing.unseal(case.sealing, row.sealed_told, about(case, f"told/{row.place}")))
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
    row = _waiting(key, file)
    row.purpose, row.for_applicant = Purpose.PROVIDED, True
    row.save(update_fields=["purpose", "for_applicant"])
    case.version += 1
    case.save(update_fields=["version"])
    noted("disclosure.attached", case, by=by, purpose=str(Purpose.PROVIDED), files=1)
    return row


@transaction.atomic
def drop(key: int, file: int, *, version: int, by: Actor) -> None:
    """The copy is not used: it is deleted."""
    case = held(key, by, version=version)
    row = _waiting(key, file)
    place = row.place
    row.delete()
    case.version += 1
    case.save(update_fields=["version"])
    noted("disclosure.redaction_dropped", case, by=by)
    transaction.on_commit(lambda: sealing.discard(place))


def _waiting(key: int, file: int) -> CaseFile:
    row = CaseFile.objects.select_for_update().filter(case=key, pk=file, purpose=Purpose.REDACTED).first()
    if row is None:
        raise RuleBroken("没有这份待核对的遮盖件，可能已经附上或者删除，请刷新页面")
    return row
