"""The steps between receipt and reply (条例 arts. 30 to 34, 42): each is one event of the case's history.

A day that is in the future is refused; what the law does not allow is refused by the clock, with its article.
"""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from gongkai.ground.deadlines.rules.events import Channel, Event, Party, Step, received_on
from gongkai.ground.orgs.rules import Actor

from ..models import DisclosureRequest
from ..rules.discretion import of_applicant
from ..rules.fees import by_items, by_pages
from ..rules.outcomes import Outcome
from ..rules.stages import Purpose, RuleBroken, Stage
from .cases import APPLICANT, happened, held, noted
from .discretion import must_not_tell, office_line, opened
from .papers import Paper, keep

MAX_WORDS, MAX_REFERENCE = 20_000, 40


@transaction.atomic
def confirm(key: int, *, subject: str, on: date | None = None, version: int, by: Actor) -> DisclosureRequest:
    """Both sides have confirmed the request (art. 31): its clock starts. ``subject`` is the office's own
    line for its lists, without a word that tells who applies."""
    case = held(key, by, version=version)
    if case.stage != Stage.SUBMITTED:
        raise RuleBroken("这件申请已经确认收到，无需再确认")
    case.subject = office_line(subject, of_applicant(opened(case)))
    submitted = timezone.localdate(case.submitted_at)
    received = received_on(Channel(case.channel), submitted, _past(on))
    assert received is not None
    case.officer_id = by.person or None
    happened(case, Event(Step.RECEIVED, received), by=by)
    return case


@transaction.atomic
def rename(key: int, *, subject: str, version: int, by: Actor) -> DisclosureRequest:
    """Another line for the office's lists."""
    case = held(key, by, version=version)
    case.subject = office_line(subject, of_applicant(opened(case)))
    case.version += 1
    case.save(update_fields=["subject", "version"])
    noted("disclosure.renamed", case, by=by)
    return case


@transaction.atomic
def ask_correction(key: int, *, words: str, days: int, version: int, by: Actor) -> DisclosureRequest:
    """Ask, once and within seven working days, for what is missing (art. 30)."""
    case = held(key, by, version=version)
    happened(
        case, Event(Step.CORRECTION_NOTICE, _past(None), days=days), words=written(words, "补正事项"), by=by
    )
    return case


@transaction.atomic
def correct(
    key: int,
    *,
    words: str,
    papers: Sequence[Paper] = (),
    on: date | None = None,
    excused: bool = False,
    by: Actor,
) -> DisclosureRequest:
    """The corrected request has come, by the applicant's own hand or entered by staff: the clock begins
    anew."""
    case = _reached(key, by)
    happened(case, Event(Step.CORRECTED, _past(on), excused=excused), words=written(words, "补正内容"), by=by)
    for paper in papers:
        keep(case, paper, Purpose.CORRECTION)
    return case


@transaction.atomic
def consult(
    key: int, *, party: Party, reference: str, words: str, on: date | None = None, version: int, by: Actor
) -> DisclosureRequest:
    """A letter to a third party (art. 32) or a joint organ (art. 34); the time until its answer does not
    count."""
    case = held(key, by, version=version)
    reference = reference.strip()
    if not 0 < len(reference) <= MAX_REFERENCE:
        raise RuleBroken(f"请填写函号，最多 {MAX_REFERENCE} 字，用来对应回函")
    must_not_tell(case, reference, "函号")
    event = Event(Step.CONSULTED, _past(on), reference=reference, party=party)
    happened(case, event, words=written(words, "征求意见的内容"), by=by)
    return case


@transaction.atomic
def delivered(key: int, *, reference: str, on: date, version: int, by: Actor) -> DisclosureRequest:
    """The day the letter reached whom it asks: from it the fifteen days run."""
    case = held(key, by, version=version)
    happened(case, Event(Step.DELIVERED, _past(on), reference=reference), by=by)
    return case


@transaction.atomic
def answered(
    key: int,
    *,
    reference: str,
    words: str,
    agrees: bool,
    on: date | None = None,
    papers: Sequence[Paper] = (),
    version: int,
    by: Actor,
) -> DisclosureRequest:
    """An opinion has come: whoever was asked ``agrees`` to disclosure, or objects to some of it."""
    case = held(key, by, version=version)
    event = Event(Step.ANSWERED, _past(on), reference=reference, consent=agrees)
    happened(case, event, words=written(words, "对方意见"), by=by)
    for paper in papers:
        keep(case, paper, Purpose.OPINION)
    return case


@transaction.atomic
def charge(
    key: int, *, items: int | None = None, pages: int | None = None, version: int, by: Actor
) -> DisclosureRequest:
    """Tell the fee for clearly too many (art. 42): by item or by page, never both."""
    case = held(key, by, version=version)
    if (items is None) == (pages is None):
        raise RuleBroken("收费按件或者按量，一件申请只能用一种方式")
    fee = by_items(items) if items is not None else by_pages(pages or 0)
    if not fee:
        raise RuleBroken("没有超过免费的数量，不收费")
    words = f"按件 {items} 件" if items is not None else f"按量 {pages} 页"
    happened(case, Event(Step.FEE_NOTICE, _past(None)), words=f"{words}，{fee} 元", fee=fee, by=by)
    return case


@transaction.atomic
def paid(key: int, *, on: date | None = None, version: int, by: Actor) -> DisclosureRequest:
    """The fee was paid: the clock begins anew the day after."""
    case = held(key, by, version=version)
    happened(case, Event(Step.PAID, _past(on)), by=by)
    return case


@transaction.atomic
def abandon(key: int, *, version: int, by: Actor) -> DisclosureRequest:
    """The applicant did not correct, or did not pay, in time: the request counts as given up (arts. 30,
    42)."""
    case = held(key, by, version=version)
    outcome = Outcome.UNPAID if case.stage == Stage.PAYING else Outcome.UNCORRECTED
    happened(case, Event(Step.ABANDONED, _past(None)), outcome=outcome, by=by)
    return case


@transaction.atomic
def withdraw(key: int, *, words: str = "", by: Actor) -> DisclosureRequest:
    """The applicant takes the request back."""
    case = _reached(key, by)
    if case.stage == Stage.SUBMITTED:
        happened(case, Event(Step.RECEIVED, timezone.localdate(case.submitted_at)), by=by)
    happened(case, Event(Step.WITHDRAWN, _past(None)), words=words, outcome=Outcome.OTHERWISE, by=by)
    return case


def _reached(key: int, by: Actor) -> DisclosureRequest:
    """The case for its applicant, who has shown the query code, or for staff with the duty."""
    if by != APPLICANT:
        return held(key, by)
    return (
        DisclosureRequest.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=key)
    )


def written(words: str, name: str) -> str:
    """Words that a step must have. Raises RuleBroken, naming them."""
    words = words.replace("\0", "").strip()
    if not 0 < len(words) <= MAX_WORDS:
        raise RuleBroken(f"请填写{name}，最多 {MAX_WORDS:,} 字")
    return words


def _past(on: date | None) -> date:
    today = timezone.localdate()
    if on is not None and on > today:
        raise RuleBroken(f"日期 {on} 在将来，请改正")
    return on or today
