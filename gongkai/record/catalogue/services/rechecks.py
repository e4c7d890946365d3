"""Reading everything public again when the word list or a rule changed: in batches, in the background.

A pass is begun by the clock when there is something new, or by a person who keeps the list. Each batch is
examined outside the write lock, and stored with the pass's place in one transaction: killed, it goes on
there. Attachments are checked by their kept words; a file that has none is read first, in a child process,
one file a step.
"""

import contextlib
import time
from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.utils import timezone

from gongkai.ground.attachments import queries as attachments
from gongkai.ground.attachments.sandbox import Busy
from gongkai.ground.attachments.services import reading
from gongkai.ground.ledger.services import record
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, Duty
from gongkai.record.editorial.queries import words
from gongkai.record.editorial.rules.checks.subject import Numbers
from gongkai.record.editorial.rules.findings import Finding
from gongkai.record.editorial.services.findings import store_many

from ..models import Recheck
from ..queries import rechecks as queries
from ..rules import RuleBroken
from ..rules.rechecking import RULES, Known, found, found_in_file

BATCH = 200
OPEN = "这份词表的复查正在进行，请等它完成"


def begin(*, by: Actor) -> Recheck:
    """Begin a pass; an older one that is not finished is closed where it stands. Raises RuleBroken when one
    with the same list and rules is under way."""
    by.must(Duty.ITEMS, orgs.root().lineage)
    try:
        return _begin(by)
    except IntegrityError as open_already:
        raise RuleBroken(OPEN) from open_already


@transaction.atomic
def _begin(by: Actor) -> Recheck:
    now, revision = timezone.now(), words.revision()
    current = {"words": revision, "rules": RULES}
    if Recheck.objects.filter(finished_at=None, **current).exists():
        raise RuleBroken(OPEN)
    Recheck.objects.filter(finished_at=None).update(finished_at=now)
    total, last = queries.extent()
    run = Recheck.objects.create(
        **current, last=last, total=total, post=by.post, started_at=now, stepped_at=now
    )
    record("recheck.begun", f"recheck/{run.pk}", by=by, words=revision, rules=RULES, total=total)
    return run


@transaction.atomic
def extend(*, by: Actor) -> Recheck:
    """Let the finished pass go on over what became public since: an import, a batch, the desk's own.

    Raises RuleBroken when a pass is open or nothing is new.
    """
    by.must(Duty.ITEMS, orgs.root().lineage)
    run = Recheck.objects.select_for_update().order_by("-pk").first()
    if run is None or run.finished_at is None or not queries.grown():
        raise RuleBroken("没有新公开的内容需要检查")
    run.total, run.last = queries.extent()
    run.finished_at, run.stepped_at = None, timezone.now()
    run.save()
    record("recheck.extended", f"recheck/{run.pk}", by=by, total=run.total)
    return run


def step(key: int, numbers: Numbers, *, by: Actor) -> bool:
    """Read the next batch of a pass, or the next file that its batch still needs; False when the pass is
    finished, or another worker is at the same batch."""
    run = Recheck.objects.get(pk=key)
    if run.finished_at is not None:
        return False
    batch, place = queries.batch(run.cursor, run.last, BATCH)
    named = {sha256 for item in batch for _, sha256 in item.files}
    if missing := attachments.unread(named) if named else []:
        _read(missing[0])
        return True
    vocabulary = words.vocabulary()
    withheld, contacts = queries.of_publishers(item.publisher for item in batch)
    findings: dict[str, list[Finding]] = {}
    for item in batch:
        own = withheld.get(item.publisher, ()), contacts.get(item.publisher, frozenset())
        known = Known(vocabulary, numbers, *own)
        number = item.document_number
        findings[item.identifier] = found(
            item.kind, item.title, number, item.text, known, against=item.against
        )
        held = dict(attachments.contents_of(sha256 for _, sha256 in item.files)) if item.files else {}
        for name, sha256 in item.files:
            if sha256 in held:
                findings[item.identifier] += found_in_file(name, held[sha256], number, known)
    return _keep(key, run.cursor, place, findings, {item.identifier: item.publisher for item in batch}, by)


def _read(sha256: str) -> None:
    """While people's files are being read, this one waits its turn at the next step."""
    with contextlib.suppress(Busy):
        reading.read(sha256)


@transaction.atomic
def _keep(
    key: int, cursor: int, place: int, findings: dict[str, list[Finding]], whose: dict[str, int], by: Actor
) -> bool:
    run = Recheck.objects.select_for_update().get(pk=key)
    if run.cursor != cursor or run.finished_at is not None:
        return False
    run.changed += store_many(queries.KIND, findings, by=by, organisations=whose)
    run.read += len(findings)
    run.found += sum(bool(some) for some in findings.values())
    run.stepped_at = timezone.now()
    run.cursor = place or run.last
    if run.cursor >= run.last:
        run.finished_at = run.stepped_at
        record("recheck.finished", f"recheck/{key}", by=by, read=run.read, found=run.found)
    run.save()
    return run.finished_at is None


def work(*, by: Actor, seconds: float, stop: Callable[[], bool] = lambda: False) -> Recheck | None:
    """Go on with the open pass for a while; the pass, or None when there is none open."""
    run = queries.latest()
    if run is None or run.finished_at is not None:
        return None
    numbers = Numbers(repealed=queries.repealed())
    until = time.monotonic() + seconds
    while not stop() and time.monotonic() < until and step(run.pk, numbers, by=by):
        pass
    return queries.latest()
