"""The staff's lists in a city of full size, for an ordinary editor: milliseconds and statements a page."""

import os
import statistics
import time
from datetime import timedelta
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

from gongkai.desk.documents.models import Manuscript  # noqa: E402
from gongkai.desk.documents.rules.manuscripts import Status  # noqa: E402
from gongkai.ground.orgs import queries as orgs  # noqa: E402
from gongkai.ground.orgs import services  # noqa: E402
from gongkai.ground.orgs.rules import Duty, system  # noqa: E402
from gongkai.record.catalogue.models import Publication  # noqa: E402
from gongkai.record.catalogue.rules import Kind  # noqa: E402
from gongkai.record.catalogue.rules.content import title_key  # noqa: E402
from gongkai.record.catalogue.services import channels  # noqa: E402
from gongkai.surface.demo.city import bodies  # noqa: E402
from gongkai.surface.demo.services import described  # noqa: E402

BY = system("bench")
TARGET, STATEMENTS = 200.0, 15  # milliseconds and statements a page
GRANTS, MANUSCRIPTS, ROUNDS, BULK = 1_500, 20_000, 15, 5_000
DUTIES = (Duty.READ, Duty.DRAFT, Duty.REVIEW)
PAGES = {
    "work list": "/console/",
    "manuscripts": "/console/manuscripts/",
    "manuscripts, searched": "/console/manuscripts/?words=管理办法",
    "publications": "/console/publications/",
    "publications of a kind": "/console/publications/?kind=document",
    "publications by number": "/console/publications/?words=江财〔2024〕77号",
}


def city() -> list[Any]:
    """Fifty-two bodies, and posts with three duties each until there are GRANTS grants."""
    root = services.ensure_root(by=BY)
    channels.ensure_defaults(by=BY)
    everybody = bodies(root.code)
    services.open_organisations([described(body, root.code) for body in everybody[1:]], by=BY)
    for place in range(GRANTS // len(DUTIES)):
        services.create_post(everybody[place % len(everybody)].code, f"经办{place}", DUTIES, by=BY)
    return list(orgs.below(orgs.Scope(("",))))


def fill(organisations: list[Any], documents: int) -> None:
    """Rows straight into the tables: the lists read nothing else of them."""
    now, kinds = timezone.now(), list(Kind)
    for start in range(0, documents, BULK):
        Publication.objects.bulk_create(
            Publication(
                identifier=f"x/{n}", path=f"/publications/x/{n}", kind=kinds[n % len(kinds)],
                publisher=organisations[n % len(organisations)], title=f"关于第{n}号管理办法的通知",
                title_key=title_key(str(n)), document_number=f"江财〔2024〕{n}号",
                number_key=f"江财〔2024〕{n}号", published_at=now - timedelta(minutes=n),
            )
            for n in range(start, min(start + BULK, documents))
        )  # fmt: skip
    states = list(Status)
    Manuscript.objects.bulk_create(
        (
            Manuscript(
                organisation=organisations[n % len(organisations)], kind=Kind.NOTICE, created_at=now,
                title=f"第{n}号管理办法", status=states[n % len(states)], saved_at=now - timedelta(minutes=n),
            )
            for n in range(MANUSCRIPTS)
        ),
        batch_size=BULK,
    )  # fmt: skip


def measure(documents: int) -> list[dict[str, Any]]:
    """For each list the median of fifteen pages, and the statements of one."""
    call_command("migrate", verbosity=0)
    organisations = city()
    fill(organisations, documents)
    home = next(one for one in organisations if one.parent)
    services.enrol("editor", "编辑", "Long-enough-to-measure-1", organisation=home.code, own=True, by=BY)
    post = services.create_post(home.code, "编辑", (Duty.READ, Duty.DRAFT), by=BY)
    services.appoint("editor", post.code, by=BY)
    client = Client(SERVER_NAME="localhost")
    client.force_login(get_user_model().objects.get(username="editor"))
    rows = []
    for name, address in PAGES.items():
        client.get(address)
        times = []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            assert client.get(address).status_code == 200
            times.append((time.perf_counter() - began) * 1000)
        with CaptureQueriesContext(connection) as seen:
            client.get(address)
        rows.append((f"{name}, median", statistics.median(times), "ms", TARGET))
        rows.append((f"{name}, statements", len(seen), "", STATEMENTS))
    return [
        {"measure": name, "value": value, "unit": unit, "target": target, "documents": documents}
        for name, value, unit, target in rows
    ]
