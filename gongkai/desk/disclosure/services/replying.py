"""The reply: drafted with one of 21 outcomes, reviewed by others, delivered. Its service ends the clock.

The outcome fixes what must be there first: a record of the search where nothing is held (art. 36(4)), a
correction where it stayed unclear (30), a consultation where a third party is protected (32), what is given
(36, 37).
"""

from datetime import date

from django.db import transaction
from django.utils import timezone

from gongkai.ground.deadlines.rules.consultations import objections
from gongkai.ground.deadlines.rules.events import Event, Party, Step
from gongkai.ground.orgs.rules import Actor, Duty
from gongkai.ground.sealing import services as sealing
from gongkai.record.editorial.queries import reviews as waiting
from gongkai.record.editorial.rules.profiles import Profile, Stage
from gongkai.record.editorial.rules.reviewing import Outcome as Decided
from gongkai.record.editorial.rules.reviewing import Status as Reviewed
from gongkai.record.editorial.services import reviews

from ..models import DisclosureRequest, Reply
from ..queries.derivations import clock_after, history
from ..rules.letters import Letter
from ..rules.outcomes import ENDINGS, Outcome
from ..rules.stages import OPEN, Delivery, Purpose, ReplyState, RuleBroken
from ..rules.stages import Stage as CaseStage
from .cases import about, happened, held, must_live, noted
from .discretion import must_not_tell
from .papers import Paper, keep

KIND = "disclosure"
PLACE = "reply"


@transaction.atomic
def draft(key: int, letter: Letter, *, version: int, by: Actor) -> Reply:
    """Write the reply, or write it anew while it is not in review."""
    case = held(key, by, version=version)
    _must_be_open(case)
    reply = Reply.objects.filter(case=case).first() or Reply(case=case, revision=0)
    if reply.state not in ("", ReplyState.DRAFTING):
        raise RuleBroken(f"答复书{ReplyState(reply.state).label}，请先撤回送审再修改")
    if ENDINGS[letter.outcome].step is not Step.REPLIED:
        raise RuleBroken(f"“{letter.outcome.label}”不用答复书，请在办理页面登记")
    must_not_tell(case, letter.number, "答复书文号")
    reply.outcome, reply.number = letter.outcome, letter.number
    reply.sealed = sealing.seal(case.sealing, letter.pack(), about(case, PLACE))
    reply.drafter_id, reply.saved_at, reply.revision = by.person or None, timezone.now(), reply.revision + 1
    reply.state = ReplyState.DRAFTING
    reply.save()
    case.version += 1
    case.save(update_fields=["version"])
    noted("disclosure.drafted", case, by=by, outcome=str(letter.outcome), revision=reply.revision)
    return reply


@transaction.atomic
def attach(
    key: int, papers: list[Paper], purpose: Purpose, *, for_applicant: bool = False, version: int, by: Actor
) -> DisclosureRequest:
    """Add what is given with the reply, or the record of the search."""
    case = held(key, by, version=version)
    must_live(case)
    for paper in papers:
        keep(case, paper, purpose, for_applicant=for_applicant)
    case.version += 1
    case.save(update_fields=["version"])
    noted("disclosure.attached", case, by=by, purpose=str(purpose), files=len(papers))
    return case


@transaction.atomic
def submit(key: int, *, version: int, by: Actor) -> Reply:
    """Send the reply to review: two people who did not draft it."""
    case = held(key, by, version=version)
    _must_be_open(case)
    reply = _of(case)
    if reply.state != ReplyState.DRAFTING:
        raise RuleBroken(f"答复书{ReplyState(reply.state).label}，无需再次送审")
    must_hold(case, Outcome(reply.outcome))
    reply.state = ReplyState.REVIEWING
    reply.save(update_fields=["state"])
    reviews.open(
        KIND,
        str(case.pk),
        title=f"答复书 {case.number}",
        organisation=case.organisation.code,
        profile=Profile.ROUTINE,
        revision=reply.revision,
        drafter=reply.drafter_id,
        due_on=case.due_on,
        duty=Duty.DISCLOSE,
        by=by,
    )
    noted("disclosure.reply_submitted", case, by=by)
    return reply


@transaction.atomic
def recall(key: int, *, by: Actor) -> Reply:
    """Take the reply back to change it, from review or from waiting to be delivered."""
    case = held(key, by)
    reply = _of(case)
    if reply.state == ReplyState.REVIEWING:
        reviews.cancel(KIND, str(case.pk), duty=Duty.DISCLOSE, by=by)
    elif reply.state != ReplyState.APPROVED:
        raise RuleBroken(f"答复书{ReplyState(reply.state).label}，不能撤回")
    reply.state = ReplyState.DRAFTING
    reply.save(update_fields=["state"])
    noted("disclosure.reply_recalled", case, by=by)
    return reply


@transaction.atomic
def decide(review: int, outcome: Decided, words: str, *, stage: Stage, by: Actor) -> Reply:
    """A reviewer's decision, and what it makes of the reply. Opinions are not sealed: no word of the
    applicant's."""
    key = int(waiting.subject_of(KIND, review))
    case = DisclosureRequest.objects.select_for_update(of=("self",)).get(pk=key)
    reply = _of(case)
    must_not_tell(case, words, "意见")
    decided = reviews.decide(review, outcome, words, stage=stage, by=by)
    after = {Reviewed.RETURNED: ReplyState.DRAFTING, Reviewed.APPROVED: ReplyState.APPROVED}
    if (state := after.get(Reviewed(decided.status))) is not None:
        reply.state = state
        reply.save(update_fields=["state"])
        noted(f"disclosure.reply_{state}", case, by=by)
    return reply


@transaction.atomic
def deliver(key: int, *, way: Delivery, on: date | None = None, version: int, by: Actor) -> DisclosureRequest:
    """The approved reply was served: signed for, handed to the post, or set on the applicant's page. Ends
    the case."""
    case = held(key, by, version=version)
    reply = _of(case)
    if reply.state != ReplyState.APPROVED:
        raise RuleBroken(
            "答复书还没有审核通过，不能送达" if reply.state != ReplyState.DELIVERED else "答复书已经送达"
        )
    today = timezone.localdate()
    day = on or today
    if day > today:
        raise RuleBroken(f"送达日 {day} 在将来，请改正")
    outcome = Outcome(reply.outcome)
    must_hold(case, outcome)
    happened(case, Event(Step.REPLIED, day), outcome=outcome, by=by)
    reply.state, reply.delivery, reply.delivered_on = ReplyState.DELIVERED, way, day
    reply.save(update_fields=["state", "delivery", "delivered_on"])
    return case


def must_hold(case: DisclosureRequest, outcome: Outcome) -> None:
    """Raise RuleBroken, with the article, while something that the outcome needs is missing."""
    ending, events = ENDINGS[outcome], list(case.events.all())
    steps = {row.step for row in events}
    if ending.corrected and Step.CORRECTED not in steps:
        raise RuleBroken(f"“{outcome.label}”以告知补正为前提（条例{ending.articles}），请先办理补正")
    if ending.search and not case.files.filter(purpose=Purpose.SEARCH).exists():
        raise RuleBroken(f"“{outcome.label}”须有检索记录（条例{ending.articles}），请先上传")
    third = any(row.step == Step.CONSULTED and row.party == Party.THIRD_PARTY for row in events)
    if outcome is Outcome.THIRD_PARTY and not third:
        raise RuleBroken("以保护第三方合法权益为由不予公开，须先书面征求第三方意见（条例第三十二条）")
    against = objections(clock_after(history(case)).consultations) if outcome is Outcome.GRANTED else []
    if against and not case.files.filter(purpose=Purpose.THIRD_PARTY).exists():
        raise RuleBroken(
            f"第三方不同意公开（函号 {'、'.join(against)}）。"
            "认为不公开可能对公共利益造成重大影响而决定公开的，须把公开的内容和理由书面告知第三方（条例第三十二条）：请上传告知第三方书；否则改为部分公开或者不予公开"
        )


def _must_be_open(case: DisclosureRequest) -> None:
    must_live(case)
    if case.stage not in OPEN:
        raise RuleBroken(f"这件申请{CaseStage(case.stage).label}，请先确认收到")


def _of(case: DisclosureRequest) -> Reply:
    reply = Reply.objects.select_for_update().filter(case=case).first()
    if reply is None:
        raise RuleBroken("还没有起草答复书")
    return reply
