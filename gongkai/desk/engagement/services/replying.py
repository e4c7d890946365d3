"""The reply: drafted by whoever handles the letter, reviewed by others, sent. It ends the clock on the day
it is sent, not on the day it was written."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from gongkai.ground.attachments.services.papers import Paper
from gongkai.ground.orgs.rules import Actor, Duty
from gongkai.ground.sealing import services as sealing
from gongkai.record.editorial.queries import reviews as waiting
from gongkai.record.editorial.rules.findings import Finding, Severity
from gongkai.record.editorial.rules.profiles import Profile, Stage
from gongkai.record.editorial.rules.reviewing import Outcome
from gongkai.record.editorial.rules.reviewing import Status as Reviewed
from gongkai.record.editorial.services import reviews

from ..models import Letter, LetterReply
from ..rules.events import Event, Step
from ..rules.kinds import Part, ReplyState, RuleBroken
from ..rules.kinds import Stage as LetterStage
from ..rules.reply_checks import check
from .discretion import must_not_tell, written
from .holding import changed, happened, held, locked, noted
from .papers import keep
from .sealed import about

KIND = "letter_reply"
MAX_REPLY = 20_000  # characters


@transaction.atomic
def draft(key: int, text: str, *, version: int, by: Actor) -> LetterReply:
    """Write the reply, or write it anew while it is not in review."""
    letter = held(key, by, version=version)
    _must_be_accepted(letter)
    reply = of(letter) or LetterReply(letter=letter, round=_round(letter))
    if reply.state != ReplyState.DRAFTING:
        raise RuleBroken(f"答复{ReplyState(reply.state).label}，请先撤回再修改")
    reply.sealed = sealed(letter, reply.round, written(text, "答复", MAX_REPLY))
    reply.drafter_id, reply.saved_at, reply.revision = by.person or None, timezone.now(), reply.revision + 1
    reply.save()
    changed(letter)
    noted("letter.drafted", letter, by=by, revision=reply.revision)
    return reply


@transaction.atomic
def attach(key: int, papers: Sequence[Paper], *, version: int, by: Actor) -> Letter:
    """Add files that go to the writer with the reply."""
    letter = held(key, by, version=version)
    _must_be_accepted(letter)
    keep(letter, papers, for_writer=True)
    changed(letter)
    noted("letter.attached", letter, by=by, files=len(papers))
    return letter


@transaction.atomic
def findings(key: int, by: Actor) -> list[Finding]:
    """What the checks find in the saved reply; the program reads it, nobody is shown a word that is not
    masked."""
    letter = held(key, by)
    reply = of(letter)
    return read(letter, reply) if reply else []


@transaction.atomic
def submit(key: int, *, words: str = "", version: int, by: Actor) -> LetterReply:
    """Send the reply to review, once every joint organisation has given its opinion or is excused. What the
    checks found must be mended, or explained in ``words``, which the reviewers read."""
    letter = held(key, by, version=version)
    _must_be_accepted(letter)
    reply = _existing(letter)
    if reply.state != ReplyState.DRAFTING:
        raise RuleBroken(f"答复{ReplyState(reply.state).label}，无需再次送审")
    waits = letter.handlings.filter(ended_on=None, lead=False, part=Part.WAITING)
    if names := list(waits.values_list("organisation__short_name", flat=True)):
        raise RuleBroken(f"{'、'.join(names)}还没有提出协办意见；不再等待的，请先注明")
    must_not_tell(letter, words, "给审核人的说明")
    if not words.strip() and (found := [one for one in read(letter, reply) if one.severity != Severity.NOTE]):
        raise RuleBroken(
            f"检查发现 {len(found)} 处：{found[0].advice}请改好，或者写明为什么不改，审核人会看到"
        )
    reply.state = ReplyState.REVIEWING
    reply.save(update_fields=["state"])
    reviews.open(
        KIND,
        str(letter.pk),
        title=f"来信答复 {letter.number}",
        organisation=letter.organisation.code,
        profile=Profile.ROUTINE,
        revision=reply.revision,
        drafter=reply.drafter_id,
        due_on=letter.until,
        duty=Duty.ANSWER,
        words=words,
        by=by,
    )
    changed(letter)
    noted("letter.reply_submitted", letter, by=by)
    return reply


@transaction.atomic
def recall(key: int, *, by: Actor) -> LetterReply:
    """Take the reply back to change it, from review or from waiting to be sent."""
    letter = held(key, by)
    reply = _existing(letter)
    if reply.state == ReplyState.REVIEWING:
        reviews.cancel(KIND, str(letter.pk), duty=Duty.ANSWER, by=by)
    elif reply.state != ReplyState.APPROVED:
        raise RuleBroken(f"答复{ReplyState(reply.state).label}，不能撤回")
    _become(letter, reply, ReplyState.DRAFTING)
    noted("letter.reply_recalled", letter, by=by)
    return reply


@transaction.atomic
def decide(review: int, outcome: Outcome, words: str, *, stage: Stage, by: Actor) -> LetterReply:
    """A reviewer's decision, and what it makes of the reply. Opinions are not sealed: no word of who
    wrote."""
    letter = locked(int(waiting.subject_of(KIND, review)))
    reply = _existing(letter)
    must_not_tell(letter, words, "意见")
    decided = reviews.decide(review, outcome, words, stage=stage, by=by)
    after = {Reviewed.RETURNED: ReplyState.DRAFTING, Reviewed.APPROVED: ReplyState.APPROVED}
    if (state := after.get(Reviewed(decided.status))) is not None:
        _become(letter, reply, state)
        noted(f"letter.reply_{state}", letter, by=by)
    return reply


@transaction.atomic
def send(key: int, *, on: date | None = None, version: int, by: Actor) -> Letter:
    """The approved reply is set on the writer's page, or was told or handed over on a day. Ends the clock."""
    letter = held(key, by, version=version)
    reply = _existing(letter)
    if reply.state != ReplyState.APPROVED:
        raise RuleBroken(f"答复{ReplyState(reply.state).label}，审核通过以后才能发出")
    today = timezone.localdate()
    if on is not None and on > today:
        raise RuleBroken(f"发出日 {on} 在将来，请改正")
    reply.state, reply.sent_on = ReplyState.SENT, on or today
    reply.save(update_fields=["state", "sent_on"])
    happened(letter, Event(Step.REPLIED, on or today), by=by, round=reply.round)
    return letter


def of(letter: Letter) -> LetterReply | None:
    """The reply of the letter's present round, its row held; None before it was drafted."""
    return LetterReply.objects.select_for_update().filter(letter=letter, round=_round(letter)).first()


def read(letter: Letter, reply: LetterReply) -> list[Finding]:
    """What the checks find in a reply, for whom ``reading.look`` has let in, or the program itself."""
    place = about(letter, f"reply/{reply.round}")
    text = sealing.unseal(letter.sealing, reply.sealed, place).decode()
    return check(f"{letter.title}\n{letter.words}", text)


def sealed(letter: Letter, round: int, text: str) -> bytes:
    """A reply's text under the letter's key."""
    return sealing.seal(letter.sealing, text.encode(), about(letter, f"reply/{round}"))


def _round(letter: Letter) -> int:
    return 2 if letter.reopened else 1


def _existing(letter: Letter) -> LetterReply:
    if (reply := of(letter)) is None:
        raise RuleBroken("还没有起草答复")
    return reply


def _become(letter: Letter, reply: LetterReply, state: ReplyState) -> None:
    reply.state = state
    reply.save(update_fields=["state"])
    changed(letter)


def _must_be_accepted(letter: Letter) -> None:
    if letter.stage != LetterStage.HANDLING:
        raise RuleBroken(f"这件来信{LetterStage(letter.stage).label}，受理以后才能起草和送审答复")
