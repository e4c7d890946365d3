"""A visit ends by itself, on this device, on all devices, and never by a guessed token."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gongkai.ground.citizens.models import Sitting
from gongkai.ground.citizens.rules import IDLE, LONGEST, SEEN
from gongkai.ground.citizens.services import accounts, sitting
from gongkai.ground.ledger import queries as ledger

pytestmark = pytest.mark.django_db


@pytest.fixture
def one():
    return accounts.by_phone("13800138000")


def back(token, seen=timedelta(), began=timedelta()):
    now = timezone.now()
    Sitting.objects.filter(digest=sitting._digest(token)).update(seen_at=now - seen, began_at=now - began)


def test_looking_keeps_it_alive_but_not_for_ever(one):
    token = sitting.begin(one)
    assert token not in str(Sitting.objects.values().get())
    back(token, IDLE - timedelta(seconds=5))
    assert sitting.who(token).pk == one.pk
    assert Sitting.objects.get().seen_at > timezone.now() - SEEN
    back(token, IDLE)
    assert sitting.who(token) is None
    back(token, began=LONGEST)
    assert sitting.who(token) is None
    assert sitting.prune(timezone.now()) == 1


def test_a_look_costs_one_statement(one, django_assert_num_queries):
    token = sitting.begin(one)
    with django_assert_num_queries(1):
        sitting.who(token)


def test_ending_one_and_ending_all(one):
    first, second, other = (sitting.begin(who) for who in (one, one, accounts.by_phone("13900139000")))
    sitting.end(first)
    assert sitting.who(first) is None and sitting.who(second)
    assert sitting.end_all(one.pk) == 1
    assert sitting.who(second) is None and sitting.who(other)
    assert ledger.of(f"citizen/{one.handle}")[-1].kind == "citizen.signed_out"
    assert sitting.who("") is None and sitting.who("x" * 9999) is None
