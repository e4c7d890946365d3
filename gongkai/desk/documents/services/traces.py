"""What imports, batches and sweeps wrote down about a publication that the law removed goes as well.

Keys, digests and results stay: they say what happened, and that the same source is not taken again.
"""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from gongkai.ground.ledger.services import record_many
from gongkai.ground.orgs.rules import Actor, Duty
from gongkai.record.catalogue.queries.publications import removed
from gongkai.record.editorial.services import reviews

from ..models import BatchItem, ImportedRecord, QuarantinedRecord, SweepItem
from ..rules.batches import Subject
from ..rules.manuscripts import GONE
from .sampling import KIND

PIECE = 200  # of each kind in one run; the next run takes the rest


@transaction.atomic
def purge(*, by: Actor) -> int:
    """Clear what is left of removed publications; of how many something was. The clock calls this."""
    by.must(Duty.PUBLISH, "")
    gone = removed()
    found: set[str] = set()
    imported = ImportedRecord.objects.filter(publication__in=gone).exclude(core="", address="")
    found |= _cleared(imported, "publication__identifier", core="", address="")
    held = QuarantinedRecord.objects.filter(publication__in=gone).exclude(title=GONE)
    found |= _cleared(held, "publication__identifier", title=GONE, draft="", findings="[]", reason="")
    swept = SweepItem.objects.filter(publication__in=gone).exclude(reason="")
    found |= _cleared(swept, "publication__identifier", reason="")
    names = gone.values("identifier")
    items = BatchItem.objects.exclude(label=GONE)
    made = items.filter(identifier__in=names)
    for row in made.filter(kind=Subject.DRAFT)[:PIECE]:  # whose subject is the source's own number
        BatchItem.objects.filter(pk=row.pk).update(subject=f"#{row.pk}")
    found |= _cleared(made, "identifier", label=GONE, payload="", trouble="")
    tried = items.filter(kind=Subject.PUBLICATION, subject__in=names)
    found |= _cleared(tried, "subject", label=GONE, payload="", trouble="")
    for identifier in found:
        reviews.forget(KIND, identifier, GONE, by=by)
    if found:
        record_many("traces.purged", [(f"traces/{identifier}", {}) for identifier in sorted(found)], by=by)
    return len(found)


def _cleared(rows: QuerySet[Any], column: str, **blank: str) -> set[str]:
    """Blank some of the rows; the index numbers that they were about."""
    some = dict(rows.order_by("pk").values_list("pk", column)[:PIECE])
    rows.model.objects.filter(pk__in=list(some)).update(**blank)
    return set(some.values())
