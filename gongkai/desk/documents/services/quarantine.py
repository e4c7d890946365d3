"""What a person decides about a quarantined record: release it, release it masked, or refuse it.

Each is one transaction with one ledger entry about the record; the entry names a post and no personal data.
"""

from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.ground.language.rules.personal import mask
from gongkai.ground.ledger.services import record
from gongkai.ground.orgs.rules import Actor, Duty, system
from gongkai.record.catalogue.queries import publications as catalogue
from gongkai.record.catalogue.rules import Draft, RuleBroken, Status
from gongkai.record.catalogue.rules.drafts import unpack
from gongkai.record.catalogue.services import publications

from ..models import ImportedRecord, QuarantinedRecord
from ..queries.quarantine import findings
from ..rules.gate import WITHHELD, masked, screen
from ..rules.identity import address, digest, likeness
from ..rules.merging import merge, same
from ..rules.outcomes import Decision, Outcome
from .storing import NOTE

LONGEST_REASON = 500


def release(key: str, *, reason: str, by: Actor) -> QuarantinedRecord:
    """Publish the record as it is: what was found may be public (an office's number, a false alarm)."""
    return decide(key, Decision.RELEASED, reason=reason, by=by)


def mask_and_release(key: str, *, reason: str, by: Actor) -> QuarantinedRecord:
    """Publish the record with every identifier masked."""
    return decide(key, Decision.MASKED, reason=reason, by=by)


def refuse(key: str, *, reason: str, by: Actor) -> QuarantinedRecord:
    """Keep the record from the public."""
    return decide(key, Decision.REFUSED, reason=reason, by=by)


@transaction.atomic
def decide(key: str, decision: Decision, *, reason: str, by: Actor) -> QuarantinedRecord:
    """Raises NotAllowed without the screening duty in scope, RuleBroken without a reason or when it was
    decided, QuarantinedRecord.DoesNotExist for an unknown key."""
    case = (
        QuarantinedRecord.objects.select_for_update(of=("self",)).select_related("publisher").get(pk=int(key))
    )
    by.must(Duty.SCREEN, case.publisher.lineage)
    reason = reason.strip()
    if not reason:
        raise RuleBroken("请写明处理理由")
    if len(reason) > LONGEST_REASON:
        raise RuleBroken(f"处理理由请不超过 {LONGEST_REASON} 字")
    if case.decision != Decision.WAITING:
        raise RuleBroken("这条记录已经处理过")
    if decision is not Decision.REFUSED:
        case.publication_id = publish(case, decision)
    case.decision, case.reason, case.decided_by, case.decided_at = decision, reason, by.post, timezone.now()
    case.draft, case.title = "", mask(case.title)  # what was found is kept no longer than it is needed
    case.save(
        update_fields=["decision", "reason", "decided_by", "decided_at", "publication", "draft", "title"]
    )
    ImportedRecord.objects.filter(source_key=case.source_key).update(
        publication=case.publication_id,
        outcome=Outcome.UNCHANGED if decision is Decision.REFUSED else Outcome.IMPORTED,
    )
    subject = f"quarantine:{digest(case.source_key)}"
    record(f"quarantine.{decision}", subject, by=by, publisher=case.publisher.code)
    return case


def publish(case: QuarantinedRecord, decision: Decision) -> int:
    """Publish, or complete the publication that the same document became meanwhile; its primary key.

    It appears under the importer's post like every imported document: the public ledger must not tell which
    of them held personal data. Who released it stands in the record's own, opaque entry.
    """
    by = system("importer")
    draft = unpack(case.draft)
    if decision is Decision.MASKED:
        if any(hit["kind"] == WITHHELD for hit in findings(case)):
            raise RuleBroken("涉及负面清单的事项不能靠遮盖公开；确认可以公开的请按原文公开，否则不予公开")
        draft = masked(draft)
        if screen(draft):
            raise RuleBroken("遮盖后仍有个人信息，请改为不予公开，或在来源处删除后重新导入")
    standing = standing_for(case, draft)
    if standing is None:
        return int(publications.publish(draft, by=by).pk)
    if standing.status != Status.PUBLISHED:
        raise RuleBroken("同一公文已撤回或依法删除，不能再公开；请改为不予公开")
    version = catalogue.current(standing)
    before = unpack(catalogue.metadata(version), html=version.html, text=version.text)
    own = case.publication_id == standing.pk
    draft = replace(draft, publisher=before.publisher)
    merged = merge(draft, before) if own else merge(before, draft)
    if not same(merged, before):
        publications.republish(standing.identifier, merged, note=NOTE, by=by)
    return int(standing.pk)


def standing_for(case: QuarantinedRecord, draft: Draft) -> Any:
    """The publication of this record or of the same document from another source, or None."""
    if case.publication is not None:
        return case.publication
    for column, value in (("address", address(draft.source_url)), ("likeness", likeness(draft))):
        if value:
            rows = ImportedRecord.objects.select_related("publication").exclude(publication=None)
            if found := rows.filter(**{column: value}).order_by("id").first():
                return found.publication
    return None
