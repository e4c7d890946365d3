"""Every group gets its outcome, the result is written and published, and at last the decision itself.

Nothing goes on while one comment has no group or one group no outcome: that is asked when the result goes to
review, and again when it is published.
"""

from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.ground.language.rules import markup
from gongkai.ground.ledger.services import record
from gongkai.ground.orgs.rules import Actor, Duty
from gongkai.record.catalogue.queries import items
from gongkai.record.catalogue.queries import publications as catalogue
from gongkai.record.catalogue.rules import Draft, Kind, RelationKind
from gongkai.record.catalogue.rules import Status as Public
from gongkai.record.catalogue.services import publications, relations

from ..models import Consultation, Group
from ..queries import groups, pages
from ..rules import outcomes
from ..rules.outcomes import Outcome, must_be_answered
from ..rules.phases import Phase, RuleBroken, Stage
from . import checking
from .consultations import locked, noted, same, touched

MAX_SUMMARY, MAX_NOTE = 10_000, 500
DECIDED = "最终文件已公布"


@transaction.atomic
def decide(key: int, group: int, outcome: Outcome, why: str, *, by: Actor) -> Group:
    """What became of a group's comments, and why: the public reads it. It may change until it is reviewed."""
    row = _closed(key, by)
    held = Group.objects.select_for_update().filter(consultation=row, pk=group).first()
    if held is None:
        raise RuleBroken("这一组意见已经不在了，可能刚刚被合并，请刷新页面")
    if not held.confirmed:
        raise RuleBroken("这一组是系统建议的，请先核对、确认要点，再写采纳情况")
    held.outcome, held.why = outcome, outcomes.reason(why)
    held.decided_at, held.person_id = timezone.now(), by.person or None
    held.save(update_fields=["outcome", "why", "decided_at", "person"])
    record(
        "consultation.group_decided",
        f"consultation/{row.pk}/group/{held.pk}",
        by=by,
        organisation=row.organisation.code,
        outcome=str(outcome),
        comments=held.size,
    )
    return held


@transaction.atomic
def summarise(key: int, summary: str, *, revision: int, by: Actor) -> Consultation:
    """Write what stands above the groups: how it was asked, how many answered, what came of it."""
    row = _closed(key, by)
    same(row, revision)
    summary = summary.replace("\0", "").strip()
    if not 0 < len(summary) <= MAX_SUMMARY:
        raise RuleBroken(f"请写结果说明，最多 {MAX_SUMMARY:,} 字")
    row.summary = summary
    touched(row)
    row.save(update_fields=["summary", "revision", "changed_at"])
    checking.check(row, by=by)
    noted("consultation.summarised", row, by=by)
    return row


@transaction.atomic
def publish(key: int, *, by: Actor) -> Consultation:
    """The approved result becomes public, bound to the draft that it answers."""
    row = locked(key, by, Duty.PUBLISH)
    if row.phase != Phase.CLOSED:
        raise RuleBroken("征集截止、结果审核通过以后才能公布结果")
    if row.stage != Stage.APPROVED:
        raise RuleBroken(f"征集结果{Stage(row.stage).label}，审核通过以后才能公布")
    must_be_answered(groups.left_open(row.pk))
    now = timezone.now()
    html = pages.result_html(row)
    body, draft = row.organisation, _draft(row)
    made = publications.publish(
        Draft(
            kind=Kind.CONSULTATION_OUTCOME,
            title=f"{row.title}（征集结果）",
            publisher=body.code,
            html=html,
            text=markup.plain(html),
            published_at=now,
            issuing_bodies=(body.name,),
            mandatory_item=items.suggested(body.code, Kind.CONSULTATION_OUTCOME),
            made_on=timezone.localdate(now),
            source=body.name,
        ),
        by=by,
    )
    _relate(made.identifier, draft.identifier, RelationKind.REPLIES, by)
    row.phase, row.stage, row.answered_at = Phase.ANSWERED, Stage.PUBLIC, now
    row.outcome_id = made.pk
    touched(row)
    row.save()
    noted("consultation.answered", row, by=by, publication=made.identifier)
    return row


@transaction.atomic
def finish(key: int, final: str, note: str, *, by: Actor) -> Consultation:
    """What was decided in the end: the published document (index number), or in words that there is none.

    The result is published anew with it, and cites the document: each leads to the other.
    """
    row = locked(key, by, Duty.PUBLISH)
    if row.phase != Phase.ANSWERED:
        raise RuleBroken(f"意见征集{Phase(row.phase).label}，公布结果以后才能关联最终文件")
    note = " ".join(note.replace("\0", "").split())
    document = catalogue.get(final.strip()) if final.strip() else None
    if final.strip() and (document is None or document.status != Public.PUBLISHED):
        raise RuleBroken(f"没有已公开的 {final.strip()[:40]}，请核对索引号")
    if document is None and not 0 < len(note) <= MAX_NOTE:
        raise RuleBroken(f"请填写最终文件的索引号；没有形成文件的，请写明情况（最多 {MAX_NOTE} 字）")
    row.final, row.final_note, row.phase = document, note[:MAX_NOTE], Phase.FINISHED
    touched(row)
    row.save()
    result: Any = row.outcome
    html = pages.result_html(row)
    known = catalogue.current(result)
    draft = replace(pages.published_draft(known), html=html, text=markup.plain(html))
    publications.republish(result.identifier, draft, note=DECIDED if document else "补充决定情况", by=by)
    if document:
        _relate(result.identifier, document.identifier, RelationKind.CITES, by)
    noted("consultation.finished", row, by=by, final=document.identifier if document else "")
    return row


def _closed(key: int, by: Actor) -> Consultation:
    row = locked(key, by)
    if row.phase in (Phase.PREPARING, Phase.OPEN):
        raise RuleBroken("征集还没有截止，可以先归组；截止以后再写采纳情况")
    if row.phase != Phase.CLOSED:
        raise RuleBroken("征集结果已经公布，不能再改")
    if row.stage != Stage.WRITING:
        raise RuleBroken(f"征集结果{Stage(row.stage).label}，请先撤回再改")
    return row


def _draft(row: Consultation) -> Any:
    if row.draft is None:
        raise RuleBroken("没有找到公布的草案，请联系系统管理员")
    return row.draft


def _relate(source: str, target: str, kind: RelationKind, by: Actor) -> None:
    """The program's own statement about two of the publications, not a cataloguer's reading of them."""
    relations.relate(source, target, kind, by=replace(by, duties=by.duties | {Duty.CATALOGUE}))
