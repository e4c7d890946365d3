"""Disclosure requests in numbers: the clock alone, an officer's work list, a new calendar, the yearly tables.

Rows go straight into the tables: what is measured reads nothing else of them.
"""

import os
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings")
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from gongkai.desk.disclosure.models import CaseEvent, DisclosureRequest  # noqa: E402
from gongkai.desk.disclosure.queries.statistics import table_three_of  # noqa: E402
from gongkai.desk.disclosure.rules.applicants import Applicant  # noqa: E402
from gongkai.desk.disclosure.rules.outcomes import Outcome  # noqa: E402
from gongkai.desk.disclosure.rules.stages import OPEN, Stage  # noqa: E402
from gongkai.desk.disclosure.services.recomputing import recompute  # noqa: E402
from gongkai.ground.deadlines import queries as deadlines  # noqa: E402
from gongkai.ground.deadlines.rules.events import Channel, Step  # noqa: E402
from gongkai.ground.deadlines.rules.periods import due  # noqa: E402
from gongkai.ground.orgs import queries as orgs  # noqa: E402
from gongkai.ground.orgs import services  # noqa: E402
from gongkai.ground.orgs.rules import EVERYWHERE, Duty, system  # noqa: E402
from gongkai.surface.console import steps as signing_in  # noqa: E402
from gongkai.surface.demo.city import bodies  # noqa: E402
from gongkai.surface.demo.services import described  # noqa: E402

BY = system("bench")
YEARS, A_YEAR, ROUNDS, BULK = 10, 4_100, 15, 5_000
FIRST = 2017
PAGES = {
    "work list": "/console/requests/",
    "work list, own": "/console/requests/?mine=1",
    "work list, ended": "/console/requests/?stage=ended",
    "work list, by number": "/console/requests/?number={number}",
}


def city() -> list[Any]:
    """The city and its fifty-one bodies."""
    root = services.ensure_root(by=BY)
    services.open_organisations([described(body, root.code) for body in bodies(root.code)[1:]], by=BY)
    return [one for one in orgs.below(EVERYWHERE) if one.parent]


def officer(organisation: Any) -> Any:
    person = services.enrol(
        "officer", "经办", "Long-enough-to-measure-1", organisation=organisation.code, own=True, by=BY
    )
    post = services.create_post(organisation.code, "经办", (Duty.READ, Duty.DISCLOSE), by=BY)
    services.appoint("officer", post.code, by=BY)
    return person


def kept(cases: Iterator[DisclosureRequest]) -> None:
    """Cases with their receipt, and every third with a letter to a third party that was answered."""
    while rows := list(islice(cases, BULK)):
        DisclosureRequest.objects.bulk_create(rows)
        CaseEvent.objects.bulk_create(event for row in rows for event in events(row))


def events(row: DisclosureRequest) -> Iterator[CaseEvent]:
    if row.received_on is None:
        return
    taken = [(Step.RECEIVED, row.received_on, "")]
    if row.pk % 3 == 0:
        taken += [
            (Step.CONSULTED, row.received_on + timedelta(days=2), "函1"),
            (Step.ANSWERED, row.received_on + timedelta(days=9), "函1"),
        ]
    for place, (step, on, reference) in enumerate(taken, 1):
        yield CaseEvent(
            case=row, position=place, step=step, on=on, reference=reference, post="x/1", at=row.submitted_at
        )


def made(number: str, organisation: Any, on: date, **fields: Any) -> DisclosureRequest:
    moment = timezone.make_aware(datetime.combine(on, datetime.min.time()))
    return DisclosureRequest(
        number=number, organisation=organisation, channel=Channel.INTERNET, subject="某事项的批复",
        submitted_at=moment, received_on=on, sealing=f"{abs(hash(number)):032x}", sealed=bytes(600),
        code="0" * 64, **fields,
    )  # fmt: skip


def standing(organisation: Any, person: Any, count: int) -> Iterator[DisclosureRequest]:
    """Cases of one organisation, half of them open; the days of those are wrong until they are recomputed."""
    today, stages = timezone.localdate(), (*OPEN[:1], OPEN[0], OPEN[0], OPEN[2])
    for n in range(count):
        on = today - timedelta(days=n % 40)
        fields: dict[str, Any] = {
            "applicant": list(Applicant)[n % 6],
            "officer": person if n % 5 == 0 else None,
        }
        if n % 2:
            fields |= {"stage": Stage.ENDED, "outcome": list(Outcome)[n % 21], "ended_on": on}
        else:
            fields |= {
                "stage": stages[n // 2 % 4],
                "due_on": on + timedelta(days=28),
                "until": on + timedelta(days=28),
            }
        yield made(f"{organisation.code}-{today.year}-{n:06}", organisation, on, **fields)


def past(organisations: list[Any]) -> Iterator[DisclosureRequest]:
    """Ten years of a city, each request ended within thirty days, some in the next year."""
    for n in range(YEARS * A_YEAR):
        year, place = FIRST + n // A_YEAR, n % A_YEAR
        on = date(year, 1, 1) + timedelta(days=place * 365 // A_YEAR)
        yield made(
            f"old-{year}-{place:05}", organisations[n % len(organisations)], on,
            applicant=list(Applicant)[n % 6], stage=Stage.ARCHIVED, outcome=list(Outcome)[n % 21],
            ended_on=on + timedelta(days=n % 30),
        )  # fmt: skip


def timed(run: Callable[[], Any]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def clock() -> float:
    """Microseconds for a due date with ten letters, and its derivation read."""
    calendar, first = deadlines.calendar(), date(2026, 3, 2)
    letters = [(first + timedelta(days=4 * n + 1), first + timedelta(days=4 * n + 4)) for n in range(10)]
    due(first, 20, calendar, letters)
    return (
        min(timed(lambda: [due(first, 20, calendar, letters) for _ in range(200)]) for _ in range(20)) / 200
    )


def annual(organisations: list[Any]) -> None:
    """Table three of every body and of all together, year by year."""
    keys = [one.pk for one in organisations]
    for year in range(FIRST, FIRST + YEARS):
        for key in keys:
            table_three_of([key], year)
        table_three_of(keys, year)


def measure(documents: int) -> list[dict[str, Any]]:
    """``documents`` are the cases of one organisation."""
    call_command("migrate", verbosity=0)
    organisations = city()
    person = officer(organisations[0])
    kept(standing(organisations[0], person, documents))
    kept(past(organisations))
    rows: list[tuple[str, float, str, float | None]] = [
        ("due date with ten consultations", clock() * 1e6, "µs", 50)
    ]
    client = Client(SERVER_NAME="localhost")
    client.force_login(get_user_model().objects.get(username="officer"))
    session = client.session
    session[signing_in.PASSED] = True
    session.save()
    for name, address in PAGES.items():
        address = address.format(number=f"{organisations[0].code}-{timezone.localdate().year}-0000")
        assert client.get(address).status_code == 200
        times = [timed(lambda address=address: client.get(address)) * 1e3 for _ in range(ROUNDS)]
        with CaptureQueriesContext(connection) as seen:
            client.get(address)
        rows += [
            (f"{name}, median", statistics.median(times), "ms", 150),
            (f"{name}, statements", len(seen), "", 12),
        ]
    rows.append(
        (f"{documents // 2:,} open clocks after a new calendar", timed(lambda: recompute(by=BY)), "s", 10)
    )
    rows.append(("the same again, nothing moved", timed(lambda: recompute(by=BY)), "s", 10))
    years = f"tables of {YEARS} years, {A_YEAR:,} a year, {len(organisations)} organisations"
    rows.append((years, timed(lambda: annual(organisations)), "s", 2))
    return [
        {"measure": name, "value": value, "unit": unit, "target": target, "documents": documents}
        for name, value, unit, target in rows
    ]
