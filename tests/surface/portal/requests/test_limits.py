"""Tries are counted in the database, for all processes; a full measure shuts for its span; old counts go."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import RequestFactory
from django.utils import timezone

from gongkai.surface.portal.models import Tries
from gongkai.surface.portal.requests import limits
from gongkai.surface.portal.requests.limits import Limit
from tests.desk.disclosure.asking import RECEIVED

FEW = Limit("test", 3, timedelta(minutes=15))


def test_after_so_many_no_more_until_the_span_is_over(db, at):
    at(RECEIVED, 10)
    assert [limits.take(FEW, "a") for _n in range(5)] == [True, True, True, False, False]
    assert limits.take(FEW, "b")
    at(RECEIVED, 11)
    assert limits.take(FEW, "a")


def test_a_try_is_given_back_and_forgotten(db):
    assert all(limits.take(FEW, "a") for _n in range(3))
    limits.give_back(FEW, "a")
    assert limits.take(FEW, "a") and not limits.take(FEW, "a")
    limits.forget(FEW, "a")
    assert limits.take(FEW, "a")


def test_the_table_names_nobody_and_is_pruned(db, at):
    at(RECEIVED)
    limits.take(FEW, "192.0.2.1")
    assert "192.0.2.1" not in str(list(Tries.objects.values()))
    assert limits.prune(timezone.now()) == 0
    at(RECEIVED + timedelta(days=3))
    assert limits.prune(timezone.now()) == 1


def test_the_place_behind_our_proxy_is_what_the_proxy_saw(settings):
    request = RequestFactory().get("/", headers={"X-Forwarded-For": "198.51.100.1, 203.0.113.9"})
    assert limits.place(request) == "127.0.0.1"
    settings.BEHIND_PROXY = True
    assert limits.place(request) == "203.0.113.9"


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_no_more_than_may(transactional_db):
    ready, taken = threading.Barrier(8), []

    def attempt():
        try:
            ready.wait(10)
            taken.append(limits.take(FEW, "at once"))
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt) for _n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == [False] * 5 + [True] * 3
