"""The annual report of a city: ten years of requests to 51 bodies, counted, rolled up and checked.

The rows go straight into the table; counting reads nothing else of a case. Beside the count in the database
the same requests are counted one by one by the rules, which must come to the same.
"""

import os
import random
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from gongkai.desk.disclosure.models import DisclosureRequest  # noqa: E402
from gongkai.desk.disclosure.queries import reports as queries  # noqa: E402
from gongkai.desk.disclosure.rules.applicants import Applicant  # noqa: E402
from gongkai.desk.disclosure.rules.counting import Counted, table_three  # noqa: E402
from gongkai.desk.disclosure.rules.identities import added, broken, broken_rollup  # noqa: E402
from gongkai.desk.disclosure.rules.outcomes import Outcome  # noqa: E402
from gongkai.desk.disclosure.rules.reports import reports_in  # noqa: E402
from gongkai.desk.disclosure.rules.stages import Stage  # noqa: E402
from gongkai.desk.disclosure.services import reports  # noqa: E402
from gongkai.ground.orgs import queries as orgs  # noqa: E402
from gongkai.ground.orgs import services  # noqa: E402
from gongkai.ground.orgs.rules import EVERYWHERE, system  # noqa: E402
from gongkai.record.catalogue.services import channels  # noqa: E402
from gongkai.surface.demo.city import bodies  # noqa: E402
from gongkai.surface.demo.services import described  # noqa: E402

BY = system("bench")
TARGET, YEARS, BULK = 2.0, 10, 2_000


def city() -> list[Any]:
    root = services.ensure_root(by=BY)
    channels.ensure_defaults(by=BY)
    everybody = bodies(root.code)
    services.open_organisations([described(body, root.code) for body in everybody[1:]], by=BY)
    return list(orgs.below(EVERYWHERE))


def fill(organisations: list[Any], count: int, last: int) -> list[Counted]:
    """``count`` requests of the ten years up to ``last``, evenly over the bodies."""
    rng, now = random.Random(2021), timezone.now()
    first, made, rows = date(last - YEARS + 1, 1, 1), [], []
    for place in range(count):
        received = first + timedelta(rng.randrange(365 * YEARS))
        ended = received + timedelta(rng.randrange(3, 40))
        done = ended.year <= last
        made.append(
            Counted(
                rng.choice(list(Applicant)), received, ended if done else None,
                rng.choice(list(Outcome)) if done else None,
            )
        )  # fmt: skip
        one = made[-1]
        rows.append(
            DisclosureRequest(
                number=f"b{place}", organisation=organisations[place % len(organisations)],
                applicant=one.applicant, channel="in_person", stage=Stage.SUBMITTED, submitted_at=now,
                outcome=one.outcome or "", received_on=received, ended_on=one.ended_on,
                sealing=f"b{place}", sealed=b"", person="", wish="", code="",
            )
        )  # fmt: skip
    DisclosureRequest.objects.bulk_create(rows, batch_size=BULK)
    return made


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    done = work()
    return round(time.perf_counter() - began, 3), done


def measure(documents: int) -> list[dict[str, Any]]:
    """Rows for bench/results.json; the number of documents is that of requests."""
    call_command("migrate", verbosity=0)
    last = timezone.localdate().year - 1
    everybody = city()
    own = [row for row in everybody if reports_in(queries.body(row), last)]
    made = fill(own, documents, last)
    codes = [row.code for row in own]

    def report() -> Any:
        parts = list(queries.counted(codes, last).values())
        whole = added(parts)
        assert not broken(whole) and not broken_rollup(whole, parts)
        return whole

    seconds, whole = timed(report)
    by_rules, counted = timed(lambda: [table_three(made, year) for year in range(last - YEARS + 1, last + 1)])
    assert counted[-1] == {cell: whole[cell] for cell in counted[-1]}
    drafted, _ = timed(
        lambda: [reports.draft(code, last, by=BY) for code in codes if code != root(everybody)]
    )
    rolled, _ = timed(lambda: reports.roll_up(root(everybody), last, by=BY))
    where = f"{documents:,} requests in {YEARS} years, {len(own)} bodies"
    return [
        row(f"annual report of a city, counted and rolled up ({where})", seconds, f"≤ {TARGET:g}", documents),
        row("the same requests counted one by one by the rules, all ten years", by_rules, None, documents),
        row("every body's report begun and stored, one by one", drafted, None, documents),
        row("the city's report rolled up from them and stored", rolled, f"≤ {TARGET:g}", documents),
    ]


def root(everybody: list[Any]) -> str:
    return next(row.code for row in everybody if row.parent is None)


def row(measure: str, value: float, target: str | None, documents: int) -> dict[str, Any]:
    return {"measure": measure, "value": value, "unit": "s", "target": target, "documents": documents}
