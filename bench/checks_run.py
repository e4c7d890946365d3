"""What ``bench.checks`` measures; imported once Django is set up."""

import json
import statistics
import time
from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from gongkai.ground.language.rules import personal
from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.rules import system
from gongkai.record.catalogue.rules import Draft, Kind
from gongkai.record.catalogue.services import channels, publications, rechecks
from gongkai.record.editorial.rules.checks import examine
from gongkai.record.editorial.rules.checks.subject import Metadata, Numbers, Subject
from gongkai.record.editorial.rules.checks.vocabulary import standard

from .import_corpus import REAL

BY = system("bench")
FOLDERS = ("policy_docs", "letters")
LONG = 20_000  # characters
BATCH = 200


def texts() -> Iterator[str]:
    """The policy documents and the letters with their replies."""
    for folder in FOLDERS:
        for file in sorted((REAL / folder).glob("*.jsonl")):
            for line in file.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                yield from (row[name] for name in ("text", "reply") if isinstance(row.get(name), str))


def measure(documents: int) -> list[dict[str, Any]]:
    known = [text for text in texts() if text]
    return [finder(known), long_document(known), recheck(known, documents)]


def finder(known: list[str]) -> dict[str, Any]:
    """All kinds of personal data, on one core: the best of three passes, since others use the machine too."""
    size, best = sum(len(text.encode()) for text in known) / 1e6, 0.0
    for _ in range(3):
        began = time.process_time()
        for text in known:
            personal.find(text)
        best = max(best, size / (time.process_time() - began))
    return row("personal-data finder, one core, real texts", best, "MB/s", "≥ 20", len(known))


def long_document(known: list[str]) -> dict[str, Any]:
    """Every check but the files on 20,000 characters of real documents, with a document to compare with."""
    text = "\n".join(known)[:LONG]
    stated = Metadata("关于印发节约用水办法的通知", "江政发〔2026〕3号", disclosure="proactive")
    subject = Subject("interpretation", text, stated, against=text[::-1] + text[:9_000],
                      vocabulary=standard(), numbers=Numbers())  # fmt: skip
    times = []
    for _ in range(9):
        began = time.perf_counter()
        examine(subject)
        times.append((time.perf_counter() - began) * 1000)
    return row(
        "checks on a document of 20,000 characters, median", statistics.median(times), "ms", "≤ 300", 1
    )


def recheck(known: list[str], documents: int) -> dict[str, Any]:
    """A whole pass over real texts that are public, stored with its findings."""
    root = orgs.ensure_root(by=BY)
    channels.ensure_defaults(by=BY)
    for start in range(0, documents, BATCH):
        drafts = [
            Draft(Kind.NOTICE, f"第{n}号公示", root.code, "<p>略</p>", known[n % len(known)], timezone.now())
            for n in range(start, min(start + BATCH, documents))
        ]
        publications.publish_many(drafts, by=BY)
    rechecks.begin(by=BY)
    began = time.perf_counter()
    done = rechecks.work(by=BY, seconds=3_600)
    rate = documents / (time.perf_counter() - began)
    assert done is not None and done.finished_at is not None and done.read == documents
    return row("everything public read again after a change", rate, "texts/s", "≥ 500", documents)


def row(measure: str, value: float, unit: str, target: str, documents: int) -> dict[str, Any]:
    return {"measure": measure, "value": value, "unit": unit, "target": target, "documents": documents}
