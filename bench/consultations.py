"""A consultation with a hundred thousand comments: its page, a clause's page, and the export as it streams.

``python -m bench.consultations [COMMENTS]`` works in a database of its own under GONGKAI_HOME.
"""

import os
import resource
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from gongkai.desk.consultations.models import Comment, Tally, Thread, Voice  # noqa: E402
from gongkai.desk.consultations.services import grouping  # noqa: E402
from gongkai.ground.orgs.rules import system  # noqa: E402
from tests.desk.consultations import holding  # noqa: E402

COMMENTS, LOOKS = 100_000, 20
WORDS = "建议公共停车场前三十分钟免费停放，方便接送孩子；第{}号意见还希望多建一些车位并公布收费的依据。"


def fill(count: int) -> Any:
    """An open consultation whose comments were put into its tables as the service would have."""
    row = holding.opened(holding.city())
    threads = list(Thread.objects.filter(consultation=row).order_by("anchor"))
    now = timezone.now()
    for start in range(0, count, 10_000):
        numbers = range(start, min(count, start + 10_000))
        voices = Voice.objects.bulk_create(
            Voice(consultation=row, voter=f"{n:064d}", level="unverified") for n in numbers
        )
        Comment.objects.bulk_create(
            Comment(
                consultation=row, thread=threads[n % len(threads)], voice=voice, version=1, form=f"{n:064d}",
                level="unverified", stance="amend", words=WORDS.format(n), showing="shown",
                at=now - timedelta(seconds=count - n),
            )
            for n, voice in zip(numbers, voices, strict=True)
        )  # fmt: skip
    share = count // len(threads)
    Thread.objects.filter(consultation=row).update(comments=share, shown=share)
    for stance, number in (("", count), ("amend", count)):
        Tally.objects.create(consultation=row, level="unverified", stance=stance, count=number)
    return row


def looked(client: Client, address: str) -> float:
    """Milliseconds of the slowest but one of LOOKS."""
    times = []
    for _look in range(LOOKS):
        begun = time.perf_counter()
        assert client.get(address).status_code == 200
        times.append((time.perf_counter() - begun) * 1000)
    return sorted(times)[-2]


def memory() -> int:
    """Most memory of this process until now, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COMMENTS
    Path(os.environ["GONGKAI_HOME"]).mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    row, client = fill(count), Client(HTTP_HOST="localhost")
    client.get(f"/consultations/{row.pk}/")
    for name, rest in (("page", ""), ("clause", "clauses/3/"), ("form", "clauses/3/comment/")):
        print(f"{name}: {looked(client, f'/consultations/{row.pk}/{rest}'):.0f} ms")
    before, begun, size, lines = memory(), time.perf_counter(), 0, 0
    for piece in client.get(f"/consultations/{row.pk}/comments.csv").streaming_content:
        size, lines = size + len(piece), lines + piece.count(b"\r\n")
    took = time.perf_counter() - begun
    print(f"export: {lines - 1} rows, {size / 1e6:.1f} MB, {(lines - 1) / took:.0f} rows a second, "
          f"memory {before} MB before, {memory()} MB at most")  # fmt: skip
    begun = time.perf_counter()
    made = grouping.suggest(row.pk, by=system("bench"))
    print(f"suggest: {made} groups in {time.perf_counter() - begun:.1f} s, {memory()} MB at most")


if __name__ == "__main__":
    main()
