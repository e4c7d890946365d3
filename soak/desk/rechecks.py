"""Two passes over 20,000 public texts, before and after a new word, whose worker is killed at random moments.
``soak.recheck_kills`` says what for."""

import hashlib
import json
import random
import sys
from collections import Counter
from typing import Any

from django.core.management import call_command
from django.utils import timezone

from gongkai.ground.ledger.models import Entry
from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.rules import system
from gongkai.project import jobs
from gongkai.record.catalogue.models import Recheck
from gongkai.record.catalogue.rules import Draft, Kind
from gongkai.record.catalogue.services import channels, publications
from gongkai.record.catalogue.tasks import recheck
from gongkai.record.editorial.models import StoredFinding
from gongkai.record.editorial.rules.checks.vocabulary import Category, Word, founding
from gongkai.record.editorial.rules.findings import Severity
from gongkai.record.editorial.services import words

from .processes import finished, interrupted, recorded, verified

BY = system("soak")
TEXTS, PIECE = 20_000, 150
LONGEST = 0.6  # seconds from the task's beginning to the kill: a pass takes some ten
NEW = Word("便民快线", "便民专线", Category.OWN, Severity.WARNING)
PLAIN = "各单位要按照职责分工抓好落实，及时公开办理结果，方便群众查询和监督。"
FLAWS = 4  # one text in so many has the flaw


def main(kills: int) -> dict[str, Any]:
    """Publish, read, change the list, read again."""
    call_command("migrate", verbosity=0)
    root = orgs.ensure_root(by=BY)
    channels.ensure_defaults(by=BY)
    wrong = sorted(word.word for word in founding())
    for first in range(0, TEXTS, PIECE):
        drafts = [notice(root.code, n, wrong) for n in range(first, min(first + PIECE, TEXTS))]
        publications.publish_many(drafts, by=BY)
    rng = random.Random(23)
    landed = passed(rng, kills // 2)
    words.add(NEW, by=BY)
    landed += passed(rng, kills - kills // 2)
    return outcome(landed, kills)


def notice(publisher: str, n: int, wrong: list[str]) -> Draft:
    """A text of its number: some with a telephone, a wrong word, or the word that is added later."""
    rng = random.Random(n)
    lines = [f"关于第{n}号事项的通知。", *[PLAIN] * rng.randint(1, 8)]
    if not rng.randrange(FLAWS):
        lines.append(f"申请人王某家庭电话138{rng.randrange(10**8):08d}。")
    if not rng.randrange(FLAWS):
        lines.append(f"由{rng.choice(wrong)}负责解释。")
    if not rng.randrange(FLAWS):
        lines.append("可乘便民快线前往。")
    text = "\n".join(lines)
    return Draft(Kind.NOTICE, f"第{n}号通知", publisher, "<p>略</p>", text, timezone.now())


def passed(rng: random.Random, kills: int) -> int:
    """One pass to its end, as the clock begins it and queues it again; how many kills landed in it."""
    before, landed = Recheck.objects.count(), 0

    def unfinished() -> bool:
        return Recheck.objects.count() == before or Recheck.objects.filter(finished_at=None).exists()

    jobs.recheck(timezone.now())
    while unfinished() and landed < kills:
        landed += interrupted(recheck, LONGEST, rng, unfinished)
        if unfinished():
            jobs.recheck(timezone.now())
    finished(recheck, unfinished)
    return landed


def outcome(landed: int, kills: int) -> dict[str, Any]:
    """What was read, found and recorded."""
    passes = [[run.total, run.read, run.found, run.changed] for run in Recheck.objects.order_by("pk")]
    found = StoredFinding.objects.order_by("subject", "fingerprint")
    shown = list(found.values_list("subject", "check_name", "severity", "place", "text", "fingerprint"))
    entries = Entry.objects.filter(subject__startswith="findings/")
    counted = Counter(map(tuple, entries.values_list("subject", "kind", "facts")))
    sound = verified()
    each = [len(recorded(f"recheck.{what}")) for what in ("begun", "finished")]
    ok = sound and landed == kills and each == [2, 2] and [run[:2] for run in passes] == [[TEXTS, TEXTS]] * 2
    return {
        "ok": ok,
        "kills": landed,
        "texts": TEXTS,
        "passes": passes,
        "findings": len(shown),
        "findings_digest": digest(shown),
        "entries_digest": digest(sorted(counted.items())),
        "verified": sound,
    }


def digest(rows: list[Any]) -> str:
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[2])), ensure_ascii=False))
