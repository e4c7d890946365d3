"""A batch of publications through the real path, and what another writer waits for meanwhile."""

import os
import threading
import time
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connections, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from gongkai.desk.documents.rules.batches import Action, Item, Subject  # noqa: E402
from gongkai.desk.documents.services import batch_opening, batches  # noqa: E402
from gongkai.ground.ledger.services import record  # noqa: E402
from gongkai.ground.orgs import services as orgs  # noqa: E402
from gongkai.ground.orgs.rules import system  # noqa: E402
from gongkai.record.catalogue.models import Publication  # noqa: E402
from gongkai.record.catalogue.rules import Draft, Kind  # noqa: E402
from gongkai.record.catalogue.rules.drafts import pack  # noqa: E402
from gongkai.record.catalogue.services import channels, publications  # noqa: E402

CLERK = system("batch")
TARGET, LOCK = 10.0, 0.25  # seconds: the whole batch; the longest that another writer waits
PARAGRAPH = "申请人提交的材料齐全，符合法定形式，依据有关规定准予行政许可，有效期限以许可证载明的为准。"


def draft(publisher: str, n: int) -> Draft:
    text = f"江城许字〔2026〕{n}号\n" + "\n".join([PARAGRAPH] * 20)
    html = "".join(f"<p>{line}</p>" for line in text.splitlines())
    return Draft(
        Kind.LICENCE,
        f"关于准予第{n}号申请的行政许可决定",
        publisher,
        html,
        text,
        timezone.now(),
        document_number=f"江城许字〔2026〕{n}号",
    )


def measure(documents: int) -> list[dict[str, Any]]:
    """Rows: seconds of the batch, of one by one (its peer), and the longest wait of another writer."""
    call_command("migrate", verbosity=0)
    root = orgs.ensure_root(by=CLERK)
    channels.ensure_defaults(by=CLERK)
    alone = [draft(root.code, documents + n) for n in range(200)]
    began = time.perf_counter()
    for one in alone:
        publications.publish(one, by=CLERK)
    each = (time.perf_counter() - began) / len(alone) * documents
    made = [draft(root.code, n) for n in range(documents)]
    items = [Item(Subject.DRAFT, str(n), one.title, pack(one)) for n, one in enumerate(made)]
    waits: list[float] = []
    over = threading.Event()
    other = threading.Thread(target=write, args=(over, waits))
    other.start()
    began = time.perf_counter()
    batch = batch_opening.open(Action.PUBLISH, items, organisation=root.code, title="测量", by=CLERK)
    batch = batches.run(batch.pk)
    seconds = time.perf_counter() - began
    over.set()
    other.join()
    assert batch.done == documents == Publication.objects.count() - len(alone)
    rows = [("a batch opened and published, each with its entry", seconds, TARGET, each)]
    found = [
        {
            "measure": measure,
            "value": value,
            "unit": "s",
            "target": f"≤ {target:g}",
            "documents": documents,
            "peer": "one transaction each, without another writer",
            "peer_value": peer,
        }
        for measure, value, target, peer in rows
    ]
    longest = {"measure": "longest wait of another writer meanwhile", "value": max(waits, default=0.0)}
    return [*found, longest | {"unit": "s", "target": f"≤ {LOCK:g}", "documents": documents}]


def write(over: threading.Event, waits: list[float]) -> None:
    """Another clerk's small transactions, one after another."""
    while not over.wait(0.02):
        began = time.perf_counter()
        with transaction.atomic():
            record("measure.written", "another", by=CLERK)
        waits.append(time.perf_counter() - began)
    connections.close_all()
