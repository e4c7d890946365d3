"""What a message of the hotline does to the letter of its case: a dispatch begins one, a dispatch after the
end has it handled again or begins the next; what is added and urged is noted; a recall ends it."""

from django.db import transaction
from django.utils import timezone

from gongkai.ground.notices.rules import Words
from gongkai.ground.notices.services import notify_duty
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, Duty
from gongkai.ground.sealing import services as sealing

from ..models import HotlineCase, Letter
from ..rules.events import Event, Step
from ..rules.hotline import Inward, Message
from ..rules.kinds import OPEN, Channel, Elsewhere, RuleBroken, Stage
from .holding import happened, locked
from .hotline_following import gather
from .intake import take
from .referring import assign

STEPS = {Inward.SUPPLEMENT: Step.SUPPLEMENTED, Inward.URGE: Step.URGED, Inward.RECALL: Step.REDIRECTED}


def apply(case: HotlineCase, message: Message, by: Actor) -> str:
    """Do to a held case what the message says; why nothing was done, "" when it was. The caller saves the
    case."""
    if message.order is not None:
        case.dispatch, case.due_on = message.order.dispatch, message.order.due or case.due_on
        _dispatched(case, message, by)
        case.recalled = False
        return ""
    if case.letter is None:
        return "这个工单还没有派单"
    case.due_on = message.due or case.due_on
    return _stepped(case.letter, case, message, by)


def _dispatched(case: HotlineCase, message: Message, by: Actor) -> None:
    letter = locked(case.letter.pk) if case.letter else None
    if letter is not None and letter.stage in OPEN:
        _told(letter, Step.SUPPLEMENTED, _again(message), by)
    elif letter is not None and letter.stage == Stage.ANSWERED and not letter.reopened:
        if not letter.handlings.filter(ended_on=None, lead=True).exists():
            assign(letter, letter.organisation)
        _told(letter, Step.REOPENED, _again(message), by)
    else:
        gather(case, by=by)  # what the hotline was not yet told of the letter before
        case.letter, case.followed = _new(case, message, by), 0


def _new(case: HotlineCase, message: Message, by: Actor) -> Letter:
    """The letter of a dispatch at the government's mailbox; one that staff had entered under the case's
    number is that letter."""
    assert message.order is not None  # a dispatch has one
    first = case.letter is None
    outside = case.case if first else f"{case.case}/{message.sequence}"
    if first and (known := Letter.objects.filter(channel=Channel.HOTLINE, outside=outside).first()):
        return known
    token = sealing.digest("hotline-order", outside)  # what no form can send
    order = message.order
    return take(
        orgs.root().code,
        order.kind,
        order.writing,
        token,
        Channel.HOTLINE,
        message.at,
        outside=outside,
        by=by,
    ).letter


def _again(message: Message) -> str:
    """A dispatch that comes again, as words of an event."""
    assert message.order is not None  # a dispatch has one
    writing = message.order.writing
    return f"热线再次派单 {message.order.dispatch}\n{writing.title}\n{writing.words}"


def _stepped(letter: Letter, case: HotlineCase, message: Message, by: Actor) -> str:
    held = locked(letter.pk)
    if held.stage not in OPEN:
        return f"来信{Stage(held.stage).label}，未改变办理情况"
    step, words = STEPS[message.type], message.words
    if message.type is Inward.RECALL:
        case.recalled, held.redirected_to = True, Elsewhere.HOTLINE
        words = f"12345 热线撤回工单：{words}"
    try:
        with transaction.atomic():
            _told(held, step, words, by)
    except RuleBroken as broken:
        case.recalled = False
        return str(broken)[:200]
    return ""


def _told(letter: Letter, step: Step, words: str, by: Actor) -> None:
    """One event, and whoever has the letter now hears of it."""
    known = letter.organisation if step is Step.REOPENED else None
    happened(letter, Event(step, timezone.localdate()), words=words, to=known, by=by)
    told = Words(f"来信 {letter.number} {step.label}，请查看", "", f"/console/letters/{letter.pk}/")
    handled = letter.stage in (Stage.REFERRED, Stage.HANDLING)
    notify_duty(letter.organisation.code, Duty.ANSWER if handled else Duty.REFER, told, by=by)
