"""分办: a person decides who answers a letter; what the program suggested is kept beside it (ADR 9).

Whoever refers may also close a letter that has a channel of its own, with the notice that the writer then
reads."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.ground.notices.rules import Words
from gongkai.ground.notices.services import notify_duty
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, Duty, NotAllowed

from ..models import Handling, Letter
from ..rules.events import Event, Step
from ..rules.kinds import Channel, Elsewhere, Kind, RuleBroken, Stage
from ..rules.misdirected import TOLD
from ..rules.suggestions import MAX_CATEGORY, MAX_MODEL, Suggestion
from ..rules.writing import MAX_TITLE, MAX_WORDS, clean
from .discretion import MAX_REASON, written
from .holding import changed, happened, held, locked, must_be, must_handle, must_live, noted
from .matching import keep_keys

MOST_JOINT = 10  # organisations beside the lead


@transaction.atomic
def suggest(key: int, suggestion: Suggestion, *, by: Actor) -> Letter:
    """Keep what the program suggests, before somebody decides; a later suggestion takes its place."""
    letter = held(key, by, Duty.REFER)
    must_live(letter)
    letter.suggested_category = suggestion.category[:MAX_CATEGORY]
    letter.suggested_organisation = suggestion.organisation
    letter.suggested_confidence, letter.suggested_abstained = suggestion.confidence, suggestion.abstained
    letter.suggested_model = suggestion.model[:MAX_MODEL]
    changed(
        letter,
        "suggested_category",
        "suggested_organisation",
        "suggested_confidence",
        "suggested_abstained",
        "suggested_model",
    )
    noted("letter.suggested", letter, by=by, to=suggestion.organisation, model=suggestion.model[:MAX_MODEL])
    return letter


@transaction.atomic
def refer(
    key: int,
    organisation: str,
    *,
    category: str,
    joint: Sequence[str] = (),
    kind: Kind | None = None,
    simple: bool | None = None,
    words: str = "",
    version: int,
    by: Actor,
) -> Letter:
    """Decide who answers: ``organisation`` leads, ``joint`` ones give it their opinion. ``kind`` and
    ``simple`` judge anew what the writer chose, and with it the period; ``words`` are for whoever handles
    it.

    After two refusals or transfers only the disclosure office may, and then nobody refuses. Raises NotAllowed
    outside the actor's duty and scope.
    """
    letter = locked(key)
    _must_refer(letter, by)
    must_be(letter, version)
    codes = list(dict.fromkeys((organisation, *joint)))
    if len(codes) > MOST_JOINT + 1:
        raise RuleBroken(f"协办单位最多 {MOST_JOINT} 个")
    known = orgs.by_codes(codes)
    for code in codes:
        _must_be_referable(known.get(code), by)
    category = " ".join(clean(category).split())
    if not 0 < len(category) <= MAX_CATEGORY:
        raise RuleBroken(f"请选择分类，最多 {MAX_CATEGORY} 字")
    kind = kind or Kind(letter.kind)
    judged = kind is Kind.ENQUIRY if simple is None else simple
    letter.category, letter.referrer = category, _own(by) or letter.referrer
    letter.organisation, letter.officer = known[organisation], None
    assign(letter, known[organisation], [known[code] for code in codes if code != organisation])
    happened(
        letter,
        Event(Step.REFERRED, timezone.localdate(), kind, judged),
        words=clean(words)[:MAX_REASON],
        to=known[organisation],
        by=by,
        joint=[code for code in codes if code != organisation],
        category=category,
        suggested=letter.suggested_organisation,
    )
    told = Words(f"来信 {letter.number} 分办给你单位，请办理", "", f"/console/letters/{letter.pk}/")
    for code in codes:
        notify_duty(code, Duty.ANSWER, told, by=by)
    return letter


@transaction.atomic
def redirect(key: int, channel: Elsewhere, *, words: str = "", version: int, by: Actor) -> Letter:
    """Close a letter that has a channel of its own: the writer reads which, and where. ``words`` add to the
    notice. By whoever may refer or answer it."""
    ours = Duty.REFER in by.duties or channel is Elsewhere.HOTLINE  # a department refuses to the referrer
    letter = held(key, by, Duty.REFER if ours else Duty.ANSWER, version=version)
    must_live(letter)
    if channel is Elsewhere.HOTLINE and letter.channel != Channel.HOTLINE:
        raise RuleBroken("只有 12345 热线转来的工单可以退回热线，请选择其他渠道")
    if channel is Elsewhere.HOTLINE and not clean(words):
        raise RuleBroken("退回热线要写明理由，热线据此另行交办")
    notice = "\n".join(filter(None, (TOLD[channel], clean(words)[:MAX_REASON])))
    letter.redirected_to = channel
    happened(letter, Event(Step.REDIRECTED, timezone.localdate()), words=notice, by=by, channel=str(channel))
    return letter


@transaction.atomic
def rename(key: int, *, title: str, words: str, version: int, by: Actor) -> Letter:
    """Mend what the masking left too much of, or covered too much: the texts that lists and routing work
    on."""
    letter = held(key, by, Duty.REFER if Duty.REFER in by.duties else Duty.ANSWER, version=version)
    letter.title = " ".join(written(title, "标题", MAX_TITLE).split())
    letter.words = written(words, "内容", MAX_WORDS)
    letter.compared = False
    changed(letter, "title", "words", "compared")
    keep_keys(letter)
    noted("letter.masked", letter, by=by)
    return letter


def assign(letter: Letter, lead: Any, joint: Sequence[Any] = ()) -> None:
    """Hand a held letter to these organisations; whoever handled it before does no longer."""
    today = timezone.localdate()
    release(letter)
    Handling.objects.bulk_create(
        Handling(letter=letter, organisation=one, lead=one is lead, began_on=today) for one in (lead, *joint)
    )


def release(letter: Letter) -> None:
    """Nobody handles a held letter any more."""
    letter.handlings.filter(ended_on=None).update(ended_on=timezone.localdate())


def _must_refer(letter: Letter, by: Actor) -> None:
    """Whoever refers what this organisation holds; as long as nobody has taken it up, whoever referred it."""
    if letter.stage == Stage.DECIDING and by.person and by.organisation != orgs.root().code:
        raise NotAllowed("这件来信已经退回、转办两次，由本级政府的政务公开工作机构指定承办单位")
    try:
        must_handle(Duty.REFER, letter.organisation, by)
    except NotAllowed:
        if letter.stage != Stage.REFERRED:
            raise
        must_handle(Duty.REFER, letter.referrer, by)


def _must_be_referable(organisation: Any, by: Actor) -> None:
    if organisation is None or organisation.closed_on:
        raise RuleBroken("请选择一个没有撤销的机构作为承办单位")
    if not by.scope.covers(organisation.lineage):
        raise RuleBroken(f"{organisation.name}不在您的管辖范围内：不是本单位的事，请退回并写明理由")


def _own(by: Actor) -> Any:
    return orgs.by_code(by.organisation) if by.organisation else None
