"""An FAQ entry goes to review, becomes a publication, is opened again and taken back.

What was reviewed is what is published: nothing of it can change between the two.
"""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gongkai.ground.language.rules import markup
from gongkai.ground.orgs.rules import Actor, Duty
from gongkai.record.catalogue.queries import items
from gongkai.record.catalogue.queries import publications as catalogue
from gongkai.record.catalogue.rules import Draft, Kind
from gongkai.record.catalogue.rules import Status as Public
from gongkai.record.catalogue.services import publications
from gongkai.record.editorial.queries import reviews as waiting
from gongkai.record.editorial.rules.profiles import Profile, Stage
from gongkai.record.editorial.rules.reviewing import Outcome
from gongkai.record.editorial.rules.reviewing import Status as Reviewed
from gongkai.record.editorial.services import reviews

from ..models import FaqEntry
from ..queries.practice import faq_months
from ..rules.faq import MAX_REASON, Content, Incomplete, State, holds_until, must_be, page, problems
from ..rules.kinds import RuleBroken
from .faq import held, noted

KIND = "faq"


@transaction.atomic
def submit(key: int, *, revision: int, by: Actor) -> FaqEntry:
    """Send it to review by others. Raises Incomplete, RuleBroken when a revision is newer."""
    entry = held(key, by)
    must_be(entry.state, (State.DRAFTING,), "送审")
    if entry.revision != revision:
        raise RuleBroken("这条问答刚刚有人修改过，请刷新页面核对后再送审")
    content = Content(entry.question, entry.answer, entry.category, "", entry.review_by)
    if found := problems(content, timezone.localdate(), faq_months()):
        raise Incomplete(found)
    entry.state = State.REVIEWING
    entry.save(update_fields=["state"])
    reviews.open(
        KIND,
        str(key),
        title=f"常见问题：{entry.question}",
        organisation=entry.organisation.code,
        profile=Profile.ROUTINE,
        revision=entry.revision,
        drafter=entry.drafter_id,
        duty=Duty.ANSWER,
        by=by,
    )
    noted("faq.submitted", entry, by=by)
    return entry


@transaction.atomic
def recall(key: int, *, by: Actor) -> FaqEntry:
    """Take it back from review, or from waiting to be published, to change it."""
    entry = held(key, by)
    must_be(entry.state, (State.REVIEWING, State.APPROVED), "撤回修改")
    if entry.state == State.REVIEWING:
        reviews.cancel(KIND, str(key), duty=Duty.ANSWER, by=by)
    return _become(entry, State.DRAFTING, "faq.recalled", by)


@transaction.atomic
def decide(review: int, outcome: Outcome, words: str, *, stage: Stage, by: Actor) -> FaqEntry:
    """One reviewer's decision, and what it makes of the entry. Raises what ``reviews.decide`` raises."""
    key = int(waiting.subject_of(KIND, review))
    rows = FaqEntry.objects.select_for_update(of=("self",)).select_related("organisation")
    entry = rows.get(pk=key)  # before the review's row, in the order in which ``recall`` holds them
    decided = reviews.decide(review, outcome, words, stage=stage, by=by)
    if decided.status == Reviewed.RETURNED:
        return _become(entry, State.DRAFTING, "faq.returned", by)
    if decided.status == Reviewed.APPROVED:
        return _become(entry, State.APPROVED, "faq.approved", by)
    return entry


@transaction.atomic
def publish(key: int, *, by: Actor) -> FaqEntry:
    """Make an approved entry public, or give the public one its new version with its note."""
    entry = held(key, by, Duty.PUBLISH)
    must_be(entry.state, (State.APPROVED,), "公布")
    now, known = timezone.now(), entry.publication
    draft, note = _draft(entry, now), entry.note or "复核更新"
    if known is None:
        made = publications.publish(draft, by=by)
    elif known.status == Public.WITHDRAWN:
        made = publications.restore(known.identifier, draft, note=note, by=by)
    else:
        made = publications.republish(
            known.identifier, replace(draft, published_at=known.published_at), note=note, by=by
        )
    entry.publication_id, entry.published_at = made.pk, now
    entry.review_by = entry.review_by or holds_until(timezone.localdate(now), faq_months())
    entry.state, entry.note, entry.told, entry.changed_at = State.PUBLISHED, "", "", now
    entry.save()
    noted("faq.published", entry, by=by, publication=made.identifier)
    return entry


@transaction.atomic
def reopen(key: int, note: str, *, by: Actor) -> FaqEntry:
    """Look at it anew; it stays public as it is until the next version is. ``note`` the public will read."""
    entry = held(key, by)
    must_be(entry.state, (State.PUBLISHED, State.WITHDRAWN), "重新修改")
    entry.note, entry.review_by = _words(note, "更新说明"), None
    entry.revision += 1
    entry.save(update_fields=["note", "review_by", "revision"])
    return _become(entry, State.DRAFTING, "faq.reopened", by)


@transaction.atomic
def withdraw(key: int, reason: str, *, by: Actor) -> FaqEntry:
    """Take a public entry back with its public reason, whatever state its next draft is in."""
    entry = held(key, by, Duty.PUBLISH)
    known = entry.publication
    if known is None or known.status != Public.PUBLISHED:
        raise RuleBroken("这条问答没有公开，无需撤回")
    if entry.state == State.REVIEWING:
        raise RuleBroken("修改稿正在审核中，请先撤回送审")
    publications.withdraw(known.identifier, reason=_words(reason, "撤回理由"), by=by)
    return _become(entry, State.WITHDRAWN, "faq.withdrawn", by)


def _become(entry: FaqEntry, state: State, what: str, by: Actor) -> FaqEntry:
    entry.state, entry.changed_at = state, timezone.now()
    entry.save(update_fields=["state", "changed_at"])
    noted(what, entry, by=by)
    return entry


def _draft(entry: FaqEntry, now: datetime) -> Draft:
    body = entry.organisation
    source = catalogue.get(entry.source.identifier) if entry.source else None
    if source is not None and source.status != Public.PUBLISHED:
        raise RuleBroken(f"依据 {source.identifier} 已经不再公开，请撤回修改、更换依据")
    html = page(entry.answer, (source.path, source.title) if source else None)
    return Draft(
        kind=Kind.QUESTION,
        title=entry.question,
        publisher=body.code,
        html=html,
        text=markup.plain(html),
        published_at=now,
        issuing_bodies=(body.name,),
        mandatory_item=items.suggested(body.code, Kind.QUESTION),
        subject_category=entry.category,
        made_on=timezone.localdate(now),
        source=body.name,
    )


def _words(text: str, what: str) -> str:
    words = " ".join(text.replace("\0", "").split())
    if not 0 < len(words) <= MAX_REASON:
        raise RuleBroken(f"请写明{what}（1 至 {MAX_REASON} 字），公众会看到")
    return words
