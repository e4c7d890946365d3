"""Batches of 1,000 drafts, whose worker is killed at random moments. ``soak.batch_kills`` says what for."""

import json
import random
import sys
from collections import Counter
from typing import Any

from django.core.management import call_command

from bench.batch import draft
from gongkai.desk.documents.models import Batch, BatchItem
from gongkai.desk.documents.rules.batches import Action, Item, Progress, Subject
from gongkai.desk.documents.services import batch_opening, batches
from gongkai.desk.documents.tasks import run_batch
from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.rules import system
from gongkai.project.task_runner import queued
from gongkai.record.catalogue.models import Publication
from gongkai.record.catalogue.rules.drafts import pack
from gongkai.record.catalogue.services import channels

from .processes import finished, interrupted, recorded, verified

BY = system("soak")
DOCUMENTS = 1_000
LONGEST = 0.5  # seconds from the task's beginning to the kill: a whole batch takes between one and three


def main(kills: int) -> dict[str, Any]:
    """As many batches as it takes for so many kills to land in the middle of one."""
    call_command("migrate", verbosity=0)
    root = orgs.ensure_root(by=BY)
    channels.ensure_defaults(by=BY)
    rng, landed, begun = random.Random(20), 0, 0
    while landed < kills:
        number = opened(root.code, begun * DOCUMENTS)
        begun += 1

        def unfinished(number: int = number) -> bool:
            return Batch.objects.filter(pk=number, progress=Progress.RUNNING).exists()

        while unfinished() and landed < kills:
            landed += interrupted(run_batch, LONGEST, rng, unfinished)
            if unfinished() and not queued(run_batch):  # three attempts were killed: a person presses 接着办
                batches.retry(number, by=BY)
                run_batch.enqueue(number)
        finished(run_batch, unfinished)
    return outcome(landed, begun * DOCUMENTS)


def opened(publisher: str, first: int) -> int:
    """A batch of drafts numbered from ``first``, waiting for a worker."""
    made = [draft(publisher, n) for n in range(first, first + DOCUMENTS)]
    items = [Item(Subject.DRAFT, str(n), one.title, pack(one)) for n, one in enumerate(made, first)]
    batch = batch_opening.open(Action.PUBLISH, items, organisation=publisher, title=f"第{first}号起", by=BY)
    run_batch.enqueue(batch.pk)
    return batch.pk


def outcome(landed: int, documents: int) -> dict[str, Any]:
    """What the record, the batches and the ledger say."""
    public = dict(Publication.objects.values_list("identifier", "title"))
    titles = Counter(public.values())
    entries = Counter(recorded("publication.published"))
    items = list(BatchItem.objects.values_list("identifier", "label", "state"))
    found = {
        "kills": landed,
        "batches": documents // DOCUMENTS,
        "documents": len(titles),
        "published_twice": sum(count > 1 for count in titles.values()),
        "wrong_entries": sum(entries[one] != 1 for one in public) + len(set(entries) - set(public)),
        "wrong_results": sum(state != "done" or public.get(one) != label for one, label, state in items),
        "finished_entries": len(recorded("batch.finished")),
        "verified": verified(),
    }
    ok = (
        found["verified"]
        and len(titles) == len(public) == len(items) == documents
        and not (found["wrong_entries"] or found["wrong_results"])
        and found["finished_entries"] == documents // DOCUMENTS
    )
    return {"ok": ok, **found}


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[2])), ensure_ascii=False))
