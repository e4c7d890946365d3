"""An FAQ entry is written: new, or grown from an answered letter that is public; changed under a lock.

What is published is what was reviewed: review and publishing are ``faq_publishing``.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.ground.ledger.services import record_many
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, Duty
from gongkai.record.catalogue.queries import publications as catalogue
from gongkai.record.catalogue.rules import Kind
from gongkai.record.catalogue.rules import Status as Public

from ..models import FaqEntry
from ..queries.practice import faq_months
from ..rules.faq import (
    MAX_ANSWER,
    MAX_QUESTION,
    Content,
    Incomplete,
    State,
    answer_of,
    clean,
    must_be,
    problems,
)
from ..rules.kinds import RuleBroken


@transaction.atomic
def begin(organisation: str, *, by: Actor) -> FaqEntry:
    """An empty entry of an organisation."""
    return _begun(organisation, Content("", ""), None, by)


@transaction.atomic
def grow(identifier: str, organisation: str, *, by: Actor) -> FaqEntry:
    """An entry from an answered letter that is public, by a person's click; it is drafted, not published.

    Only the publication is read, so nothing that was masked there can come back.
    """
    letter = catalogue.get(identifier)
    if letter is None or letter.status != Public.PUBLISHED or letter.kind != Kind.LETTER:
        raise RuleBroken("只有已公开的来信答复才能转为常见问题，请核对索引号")
    by.must(Duty.ANSWER, letter.publisher.lineage)
    content = Content(letter.title[:MAX_QUESTION], answer_of(catalogue.current(letter).text)[:MAX_ANSWER])
    return _begun(organisation, content, letter, by)


@transaction.atomic
def save(key: int, content: Content, *, revision: int, by: Actor) -> FaqEntry:
    """Write it anew. Raises Incomplete naming the fields, RuleBroken when somebody saved meanwhile."""
    entry = held(key, by)
    must_be(entry.state, (State.DRAFTING,), "修改")
    if entry.revision != revision:
        raise RuleBroken("这条问答刚刚有人修改过，请刷新页面核对后再保存")
    content = clean(content)
    if found := problems(content, timezone.localdate(), faq_months()) | _unsound(content.source):
        raise Incomplete(found)
    entry.question, entry.answer, entry.category = content.question, content.answer, content.category
    entry.source = catalogue.get(content.source) if content.source else None
    entry.review_by, entry.revision, entry.changed_at = content.review_by, revision + 1, timezone.now()
    entry.drafter_id = by.person or None
    entry.save()
    noted("faq.saved", entry, by=by)
    return entry


def held(key: int, by: Actor, duty: Duty = Duty.ANSWER) -> FaqEntry:
    """The entry, locked, of somebody who carries the duty there."""
    rows = FaqEntry.objects.select_for_update(of=("self",)).select_related("organisation")
    entry = rows.filter(pk=key).first()
    if entry is None:
        raise RuleBroken("没有这条问答，请从列表重新打开")
    by.must(duty, entry.organisation.lineage)
    return entry


def noted(kind: str, entry: FaqEntry, *, by: Actor, **facts: str) -> None:
    """One entry of the ledger: which, in what state and revision; no words of it."""
    known = {"state": str(entry.state), "revision": str(entry.revision)}
    record_many(kind, [(f"faq/{entry.pk}", known | facts)], by=by)


def _begun(organisation: str, content: Content, source: Any, by: Actor) -> FaqEntry:
    owner = orgs.by_code(organisation)
    if owner is None or owner.closed_on:
        raise RuleBroken("这个机构不存在或者已经撤销，请重新选择")
    by.must(Duty.ANSWER, owner.lineage)
    entry = FaqEntry(
        organisation=owner,
        question=content.question,
        answer=content.answer,
        source=source,
        changed_at=timezone.now(),
    )
    entry.drafter_id = by.person or None
    entry.save(force_insert=True)
    noted("faq.begun", entry, by=by, source=source.identifier if source else "")
    return entry


def _unsound(source: str) -> dict[str, str]:
    """An entry rests on what is public now."""
    known = catalogue.get(source) if source else None
    if source and (known is None or known.status != Public.PUBLISHED):
        return {"source": "没有这条公开信息或者已经撤回，请核对索引号"}
    return {}
