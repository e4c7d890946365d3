"""A letter comes in: by the writer on the portal, or entered by staff for a caller, a visitor, a letter on
paper or another system's order.

The query code follows from the form's one-time token, so that the same form sent twice is one letter with
one code. Where it may belong to another channel is recognised here; the writer is told
(``Taken.elsewhere``), and a person decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from gongkai.ground.attachments.services.papers import Paper
from gongkai.ground.language.rules.personal.telling import plain
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, Duty
from gongkai.ground.sealing import services as sealing
from gongkai.ground.sealing.codes import code_of, digest_of

from ..models import Letter, LetterSerial
from ..rules.events import Event, Step
from ..rules.kinds import ENTERED, Channel, Kind, RuleBroken
from ..rules.masking import masked
from ..rules.misdirected import Recognised, recognised
from ..rules.writing import Writing, cleaned, problems
from .holding import WRITER, happened
from .matching import keep_keys
from .papers import keep
from .sealed import put


class Incomplete(RuleBroken):
    """The letter cannot be taken as it is; ``problems`` says field by field."""

    def __init__(self, found: dict[str, str]) -> None:
        super().__init__("来信还没有填写好：" + "；".join(found.values()))
        self.problems = found


@dataclass(frozen=True, slots=True)
class Taken:
    """A letter that came in, its query code, and where else it may belong (``elsewhere.told`` is for the
    writer). ``fresh`` is False for a letter that was here before."""

    letter: Letter
    code: str
    elsewhere: Recognised | None
    fresh: bool


def submit(
    organisation: str,
    kind: Kind,
    writing: Writing,
    token: str,
    papers: Sequence[Paper] = (),
    *,
    citizen: str = "",
) -> Taken:
    """The writer sends the form to an organisation's mailbox; ``citizen`` is the digest of whoever is signed
    in (ADR 10). The same token again gives the same letter.

    Raises Incomplete, or RuleBroken when the organisation takes no letters.
    """
    now = timezone.now()
    return take(organisation, kind, writing, token, Channel.WEB, now, papers, citizen=citizen, by=WRITER)


def enter(
    organisation: str,
    kind: Kind,
    writing: Writing,
    token: str,
    *,
    channel: Channel,
    submitted_at: datetime,
    outside: str = "",
    papers: Sequence[Paper] = (),
    by: Actor,
) -> Taken:
    """Staff with the duty to refer or to answer write down what came by telephone, visit or post, or an
    order of another system (``outside`` is its number there, which comes in once for each channel)."""
    owner = orgs.by_code(organisation)
    if owner is None:
        raise RuleBroken("没有这个机构，请重新选择")
    by.must(Duty.ANSWER if Duty.ANSWER in by.duties else Duty.REFER, owner.lineage)
    if channel not in ENTERED:
        raise RuleBroken("请选择来信渠道：来电、来访、来函或者其他系统转办")
    if submitted_at > timezone.now():
        raise RuleBroken("收到时间不能在将来，请改正日期")
    return take(organisation, kind, writing, token, channel, submitted_at, papers, outside=outside, by=by)


def take(
    organisation: str,
    kind: Kind,
    writing: Writing,
    token: str,
    channel: Channel,
    submitted_at: datetime,
    papers: Sequence[Paper] = (),
    *,
    outside: str = "",
    category: str = "",
    citizen: str = "",
    by: Actor,
) -> Taken:
    """One letter, whoever sends it; known ones are found by their token."""
    writing = cleaned(writing)
    code = code_of(token)
    elsewhere = recognised(writing.title, writing.words)
    if known := Letter.objects.filter(code=digest_of(code)).first():
        return Taken(known, code, elsewhere, False)
    if found := problems(writing, spoken=channel is not Channel.WEB):
        raise Incomplete(found)
    letter = Letter(kind=kind, channel=channel, outside=outside.strip()[:120], category=category)
    letter.likely_elsewhere = elsewhere.channel if elsewhere else ""
    letter.submitted_at, letter.citizen, letter.code = submitted_at, citizen, digest_of(code)
    _prepare(letter, organisation, writing)
    try:
        _new(letter, writing, papers, by)
    except IntegrityError:  # the same form, sent twice at once; or an order that came in before
        sealing.destroy(letter.sealing)
        known = Letter.objects.filter(code=digest_of(code)).first()
        if known is None:
            raise RuleBroken(f"{channel.label}的 {outside} 已经登记过，请按这个工单号查找") from None
        return Taken(known, code, elsewhere, False)
    return Taken(letter, code, elsewhere, True)


def _prepare(letter: Letter, organisation: str, writing: Writing) -> None:
    """All that needs no lock: masking the words, and the key, which waits for the disk three times. On SQLite
    everybody who writes would wait with it."""
    owner = orgs.by_code(organisation)
    if owner is None or owner.closed_on:
        raise RuleBroken("这个机构不存在或者已经撤销，请重新选择")
    letter.organisation = letter.referrer = owner
    clear = masked(writing)
    letter.title, letter.words, letter.place = clear.title, clear.words, clear.place
    who = plain(writing.name) + "/" + plain(writing.telephone or writing.email)
    letter.person = sealing.digest("writer", who) if len(who) > 1 else ""
    letter.public_wish, letter.sealing = writing.public, sealing.new_key()


@transaction.atomic
def _new(letter: Letter, writing: Writing, papers: Sequence[Paper], by: Actor) -> None:
    owner, on, kind = letter.organisation, timezone.localdate(letter.submitted_at), Kind(letter.kind)
    letter.number = _number(owner.pk, owner.code, on.year)
    put(letter, writing)
    letter.version = 0
    letter.save(force_insert=True)
    keep_keys(letter)
    keep(letter, papers)
    event = Event(Step.RECEIVED, on, kind, simple=kind is Kind.ENQUIRY)
    facts: dict[str, Any] = {
        "channel": str(letter.channel),
        "files": len(papers),
        "elsewhere": letter.likely_elsewhere,
    }
    happened(letter, event, by=by, **facts)


def _number(organisation: int, code: str, year: int) -> str:
    """The next number of an organisation's year; its row stays locked until the transaction ends."""
    known = {"organisation_id": organisation, "year": year}
    LetterSerial.objects.bulk_create([LetterSerial(**known)], ignore_conflicts=True)
    row = LetterSerial.objects.select_for_update().get(**known)
    row.last += 1
    row.save(update_fields=["last"])
    return f"{code}-L{year}-{row.last:05d}"
