"""The audit view's reads: exact by person, paged by key whatever the order of recording, by an index."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from gongkai.ground.ledger import services
from gongkai.ground.ledger.queries import audit
from gongkai.ground.ledger.queries.audit import Sift

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 5, 4, 0, tzinfo=UTC)
FINANCE, HEALTH = "429900101", "429900102"


@dataclass(frozen=True)
class By:
    post: str
    person: int = 0


def entry(by, kind="post.granted", subject="x", at=NOON):
    with transaction.atomic():
        services.record(kind, subject, by=by, at=at)


@pytest.fixture
def recorded():
    """Two people in one post, one of them in another too, and the program."""
    entry(By(f"{FINANCE}/1", 7), subject="a")
    entry(By(f"{FINANCE}/1", 8), subject="b", at=NOON + timedelta(hours=1))
    entry(By(f"{HEALTH}/1", 7), "person.closed", "person/8", at=NOON + timedelta(days=1))
    entry(By("system/clock"), "publication.expired", "c", at=NOON - timedelta(days=1))


def subjects(sift, **more):
    return [row.subject for row in audit.listed(sift, **more).items]


def test_each_filter_finds_exactly_its_own(recorded):
    assert subjects(Sift()) == ["person/8", "b", "a", "c"]
    assert subjects(Sift(person=7)) == ["person/8", "a"]
    assert subjects(Sift(about=8)) == ["person/8"]
    assert subjects(Sift(organisations=(FINANCE,))) == ["b", "a"]
    assert subjects(Sift(organisations=(FINANCE, HEALTH))) == ["person/8", "b", "a"]
    assert subjects(Sift(organisations=())) == []
    assert subjects(Sift(kind="publication.expired")) == ["c"]
    assert subjects(Sift(begins=NOON, ends=NOON + timedelta(days=1))) == ["b", "a"]
    assert subjects(Sift(person=7, organisations=(FINANCE,), kind="post.granted")) == ["a"]


def test_pages_join_without_gap_or_repeat_though_instants_repeat(recorded):
    for number in range(9):
        entry(By(f"{FINANCE}/1", 7), subject=f"same-{number}")
    seen, before = [], None
    while True:
        page = audit.listed(Sift(), before=before, limit=2)
        seen += [row.pk for row in page.items]
        before = page.next
        if before is None:
            break
    assert len(seen) == len(set(seen)) == 13
    assert [row.pk for row in audit.every(Sift(), 100)] == seen
    assert len(list(audit.every(Sift(), 5))) == 5


@pytest.mark.parametrize(
    "wrong", ["x", "2026-01-01~x", "2026-01-01T00:00:00~1", "~", "2026-01-01T00:00:00+00:00~-1"]
)
def test_a_cursor_that_is_none_of_ours_is_refused(db, wrong):
    with pytest.raises(ValueError):
        audit.listed(Sift(), before=wrong)


@pytest.mark.parametrize(
    ("sift", "index"),
    [
        (Sift(), "entry_at"),
        (Sift(person=7), "entry_person"),
        (Sift(kind="post.granted"), "entry_kind"),
        (Sift(organisations=(FINANCE,)), "entry_organisation"),
        (Sift(begins=NOON), "entry_at"),
    ],
)
def test_every_filter_is_read_in_the_order_of_its_index(recorded, sift, index):
    """No sorting: the first fifty of a million cost what fifty cost."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL reads four rows without an index")
    before = audit.cursor(audit.listed(Sift()).items[0])
    plan = audit._after(audit._sifted(sift), before)[:51].explain()
    assert index in plan and "TEMP B-TREE" not in plan
