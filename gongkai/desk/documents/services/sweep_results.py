"""A sweep goes to review, comes back or is approved, and its result list becomes public and takes effect.

What was reviewed is what is published: no proposal can change between the two.
"""

from django.db import transaction
from django.utils import timezone

from gongkai.ground.language.rules import personal
from gongkai.ground.orgs.rules import Actor, Duty
from gongkai.record.catalogue.rules import Draft, Kind
from gongkai.record.catalogue.services import publications
from gongkai.record.editorial.queries import reviews as waiting
from gongkai.record.editorial.rules.profiles import Profile, Stage
from gongkai.record.editorial.rules.reviewing import Outcome
from gongkai.record.editorial.rules.reviewing import Status as Reviewed
from gongkai.record.editorial.services import reviews

from ..models import SweepItem, ValiditySweep
from ..rules.sweeps import Line, Proposal, RuleBroken, Status, lacking, listed, outcome, relations, unfit
from .sweeps import locked, must_be_written, noted, touch

KIND = "sweep"
NAMED = 3  # documents that a refusal names; the rest is counted


@transaction.atomic
def submit(key: int, *, by: Actor) -> ValiditySweep:
    """Send it to review (政策和重要内容: three people and secrecy).

    Raises RuleBroken while a document lacks a proposal or its reason, ended meanwhile, or a reason holds
    personal data, which would stand in the public list.
    """
    sweep = locked(key, by)
    must_be_written(sweep)
    items = _items(sweep)
    if not items:
        raise RuleBroken("还没有文件，请先加入要清理的文件")
    _refuse([(item, lacking(item.proposal, item.reason)) for item in items], "请补充后再送审")
    _must_stand(items, "请移出后再送审")
    _refuse(
        [(item, "理由中疑似有个人信息") for item in items if personal.find(item.reason)], "请改写后再送审"
    )
    sweep.status, sweep.round, sweep.sender_id = Status.REVIEWING, sweep.round + 1, by.person or None
    sweep.save(update_fields=["round", "sender"])
    touch(sweep)
    reviews.open(
        KIND,
        str(key),
        title=f"文件清理：{sweep.title}",
        organisation=sweep.organisation.code,
        profile=Profile.MAJOR,
        revision=sweep.round,
        drafter=sweep.person_id,
        by=by,
    )
    noted("sweep.submitted", sweep, by=by, round=sweep.round)
    return sweep


@transaction.atomic
def recall(key: int, *, by: Actor) -> ValiditySweep:
    """Take it back from review, or from the queue of what waits to be published, to go on."""
    sweep = locked(key, by)
    if sweep.status == Status.REVIEWING:
        reviews.cancel(KIND, str(key), by=by)
    elif sweep.status != Status.APPROVED:
        raise RuleBroken(f"这次清理{Status(sweep.status).label}，无需撤回")
    sweep.status = Status.DRAFTING
    touch(sweep)
    noted("sweep.recalled", sweep, by=by)
    return sweep


@transaction.atomic
def decide(review: int, decision: Outcome, words: str, *, stage: Stage, by: Actor) -> ValiditySweep:
    """One reviewer's decision, and what it makes of the sweep. Raises what ``reviews.decide`` raises.

    Neither who opened it nor who sent it to review decides: the proposals may be of either.
    """
    key = int(waiting.subject_of(KIND, review))
    rows = ValiditySweep.objects.select_for_update(of=("self",)).select_related("organisation")
    sweep = rows.get(pk=key)  # before the review's row, in the order in which ``recall`` holds them
    if by.person and by.person == sweep.sender_id:
        raise RuleBroken("送审人不能审核自己送审的清理，请由其他人员审核")
    decided = reviews.decide(review, decision, words, stage=stage, by=by)
    if decided.status == Reviewed.RETURNED:
        sweep.status = Status.DRAFTING
        touch(sweep)
        noted("sweep.returned", sweep, by=by)
    elif decided.status == Reviewed.APPROVED:
        sweep.status = Status.APPROVED
        touch(sweep)
        noted("sweep.approved", sweep, by=by)
    return sweep


@transaction.atomic
def publish(key: int, *, by: Actor) -> ValiditySweep:
    """Publish the result list; what it repeals or declares lapsed is so from today, each with its own entry.

    Needs the publish duty. Raises RuleBroken unless it is approved, and when one of its documents ended since
    the review; Unpublishable when the record does not take the list.
    """
    sweep = locked(key, by, Duty.PUBLISH)
    if sweep.status == Status.PUBLISHED:
        raise RuleBroken("清理结果刚刚已经公布，请刷新页面")
    if sweep.status != Status.APPROVED:
        raise RuleBroken(f"这次清理{Status(sweep.status).label}，审核通过以后才能公布")
    items = _items(sweep)
    _must_stand(items, "请撤回后移出，重新送审")
    made = publications.publish(_draft(sweep, items), by=by)
    today = timezone.localdate(made.published_at)
    for proposal in Proposal:
        sweep.items.filter(proposal=proposal).update(decided=proposal, outcome=outcome(proposal, today))
    sweep.status, sweep.publication_id, sweep.published_at = Status.PUBLISHED, made.pk, made.published_at
    sweep.save(update_fields=["publication", "published_at"])
    touch(sweep)
    noted("sweep.published", sweep, by=by, publication=made.identifier)
    return sweep


def _items(sweep: ValiditySweep) -> list[SweepItem]:
    return list(sweep.items.select_related("publication").order_by("pk"))


def _draft(sweep: ValiditySweep, items: list[SweepItem]) -> Draft:
    """The result list as a notice of the organisation, made today."""
    now = timezone.now()
    today = timezone.localdate(now)
    lines = [
        Line(
            item.publication.identifier,
            item.publication.title,
            item.publication.document_number,
            Proposal(item.proposal),
            item.reason,
        )
        for item in items
    ]
    body = sweep.organisation.name
    page = listed(body, sweep.basis, today, lines)
    return Draft(
        kind=Kind.NOTICE,
        title=f"{body}关于{sweep.title.removesuffix('结果')}结果的公告",
        publisher=sweep.organisation.code,
        html=page.html,
        text=page.text,
        published_at=now,
        issuing_bodies=(body,),
        made_on=today,
        source=body,
        relations=relations(lines, sweep.basis),
    )


def _must_stand(items: list[SweepItem], remedy: str) -> None:
    """Refuse when a document of the sweep ended otherwise."""
    rows = [(item, item.publication) for item in items]
    _refuse([(item, unfit(row.kind, row.status, row.validity)) for item, row in rows], remedy)


def _refuse(found: list[tuple[SweepItem, str]], remedy: str) -> None:
    """Raise RuleBroken naming the first documents with something against them."""
    against = [(item, why) for item, why in found if why]
    if against:
        first = "；".join(f"{item.publication.identifier} {why}" for item, why in against[:NAMED])
        more = f"等 {len(against)} 件" if len(against) > NAMED else ""
        raise RuleBroken(f"{first}{more}。{remedy}")
