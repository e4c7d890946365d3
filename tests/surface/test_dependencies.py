"""Whatever changes what a stored page says, touches one of its tags or comes after its own time.

Every kind of stored page is rendered on a small city, one thing is changed, and all are rendered again: where
the bytes differ, the page store must have been told.
"""

import re
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.utils import timezone

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.ledger.services import sequence_all
from gongkai.project.page_follower import changes
from gongkai.record.catalogue.models import Publication
from gongkai.record.catalogue.rules import ChannelType
from gongkai.record.catalogue.rules.channels import NewChannel
from gongkai.record.catalogue.services import channels, publications

from .changes import CHANGES
from .portal import town as making
from .portal.town import BY

PAGES = [
    *(
        "/",
        "/openness/",
        "/openness/items/20.1/",
        "/openness/items/20.11/",
        "/today/",
        "/services/",
        "/contact/",
    ),
    *("/city/", "/city/overview/", "/topics/", "/sites/", "/organisations/", "/sitemap/", "/channels/"),
    *(f"/channels/{code}/" for code in ("policies", "interpretations", "notices", "news", "plans")),
    "/api/v1/publications",
    *(
        f"/api/v1/publications?{q}"
        for q in ("kind=document", "kind=notice", "channel=policies", "kind=interpretation")
    ),
    "/api/v1/publications?mandatory_item=20.1",
    *("/feeds/latest.atom", "/feeds/channels/policies.atom", "/feeds/channels/notices.atom"),
]


@pytest.fixture(scope="module")
def moment() -> datetime:
    return timezone.now().replace(microsecond=0)


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker, tmp_path_factory):
    """The town with a third department's channel of its own and a notice in it."""
    home = tmp_path_factory.mktemp("home")
    with django_db_blocker.unblock(), override_settings(HOME=home), transaction.atomic():
        built = making.build(documents=15)
        own = NewChannel("east-lake", "东湖动态", ChannelType.ORGANISATION, owner=built.bodies["东湖区"])
        channels.open_channel(own, by=BY)
        sequence_all()
        yield built
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def rendered() -> dict:
    """The pages before any change; rendered by the first test that needs them."""
    return {}


@pytest.fixture
def clock(monkeypatch, moment):
    """Time stands still unless a test moves it."""
    held = {"now": moment}
    monkeypatch.setattr(timezone, "now", lambda: held["now"])
    return held


def addresses(city) -> list[str]:
    bodies = [city.root, *city.bodies.values()]
    items = [row.identifier for row in Publication.objects.exclude(title__startswith="关于做好")]
    return [
        *PAGES,
        *(f"/organisations/{code}/{part}" for code in bodies for part in ("", "latest/", "items/20.1/")),
        *(f"{face}{code}{end}" for code in bodies for face, end in FACES),
        *(f"/publications/{item}" for item in items),
        *(f"/api/v1/publications/{item}" for item in items),
        city.changed + "/versions/1",
    ]


# As of which checkpoint a page was made is true of it for ever, whatever comes later.
AS_OF = re.compile(rb'<p class="as-of.*?</p>', re.S)
FACES = (("/feeds/organisations/", ".atom"), ("/api/v1/publications?publisher=", ""))


def render(paths) -> dict[str, tuple[bytes, set[str], int | None]]:
    """Content, tags and own end of every page that is stored; what is not stored is always fresh."""
    client, found = Client(), {}
    for path in paths:
        answer = client.get(path)
        assert answer.status_code < 500, path
        if tags := answer.headers.get("Gongkai-Tags"):
            end = answer.headers.get("Gongkai-Not-After")
            found[path] = (AS_OF.sub(b"", answer.content), set(tags.split()), int(end) if end else None)
        else:
            found[path] = (str(answer.status_code).encode(), set(), None)
    return found


@pytest.fixture
def before(city, db, clock, rendered) -> dict:
    """The pages of the city as it stands."""
    return rendered or rendered.update(render(addresses(city))) or rendered


def untold(before, after, touched: set[str], now: datetime) -> list[str]:
    """Stored pages that say something else now although nobody told the page store."""
    return [
        path
        for path, (content, tags, end) in before.items()
        if tags and content != after[path][0] and not tags & touched and not (end and now.timestamp() >= end)
    ]


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_told_to_every_page_that_it_changes(city, before, clock, name):
    head = ledger.head()
    CHANGES[name](city)
    sequence_all()
    touched = {tag for _, tags in changes(ledger.follow(head)) for tag in tags}
    after = render(before)
    assert any(before[path][0] != after[path][0] for path in before), "the change shows nowhere"
    assert untold(before, after, touched, clock["now"]) == []


@pytest.mark.parametrize("days", [1, 20, 45, 400, 2500])
def test_a_page_that_a_day_changes_ends_with_it(city, before, clock, days):
    clock["now"] += timedelta(days=days)
    after = render(before)
    assert any(before[path][0] != after[path][0] for path in before)
    assert untold(before, after, set(), clock["now"]) == []


def test_expiry_touches_every_list_that_shows_it(city, db, clock):
    paths = addresses(city)
    clock["now"] += timedelta(days=45)
    before, head = render(paths), ledger.head()
    publications.expire_due(timezone.localdate(), by=BY)
    sequence_all()
    touched = {tag for _, tags in changes(ledger.follow(head)) for tag in tags}
    assert untold(before, render(paths), touched, clock["now"]) == []
