"""Tries are counted in the database: for all processes, at once, by name and by address."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import RequestFactory
from django.utils import timezone

from gongkai.surface.console import throttle
from gongkai.surface.console.models import SignInCount

pytestmark = pytest.mark.django_db
HERE, THERE = "192.0.2.1", "192.0.2.2"


def test_each_try_is_counted_until_none_is_left():
    assert [throttle.take("clerk", HERE) for _ in range(6)] == [4, 3, 2, 1, 0, None]
    assert throttle.take("other", HERE) == 4
    throttle.forget("clerk", HERE)
    assert throttle.take(" CLERK ", HERE) == 4


def test_other_names_push_nothing_out():
    for _ in range(throttle.ALLOWED):
        throttle.take("clerk", HERE)
    for number in range(400):
        throttle.take(f"somebody-{number}", f"198.51.{number % 20}.1")
    assert throttle.take("clerk", THERE) is None


def test_one_address_tries_sixty_times_whatever_the_names():
    for number in range(throttle.FROM_ONE_ADDRESS):
        assert throttle.take(f"name-{number}", HERE) is not None
    assert throttle.take("another", HERE) is None
    assert throttle.take("another", THERE) == 4
    names = SignInCount.objects.count()
    throttle.take("one-more", HERE)
    assert SignInCount.objects.count() - names <= 1


def test_right_passwords_do_not_use_up_an_office():
    for number in range(throttle.FROM_ONE_ADDRESS * 2):
        assert throttle.take(f"name-{number}", HERE) is not None
        throttle.forget(f"name-{number}", HERE)


def test_counts_end_by_themselves_and_are_pruned():
    for _ in range(throttle.ALLOWED):
        throttle.take("clerk", HERE)
    now = timezone.now()
    assert throttle.prune(now) == 0
    SignInCount.objects.update(until=now - timedelta(seconds=1))
    assert throttle.take("clerk", HERE) == 4
    SignInCount.objects.update(until=now - timedelta(seconds=1))
    assert throttle.prune(now) == 2


def test_the_table_shows_no_name_and_no_address():
    throttle.take("clerk", HERE)
    shown = str(list(SignInCount.objects.values()))
    assert "clerk" not in shown and HERE not in shown


@pytest.mark.parametrize(
    ("proxied", "headers", "seen"),
    [
        (False, {"HTTP_X_FORWARDED_FOR": "203.0.113.9"}, HERE),
        (True, {"HTTP_X_FORWARDED_FOR": "10.0.0.1, 203.0.113.9"}, "203.0.113.9"),
        (True, {}, HERE),
        (False, {"REMOTE_ADDR": "2001:db8:1:2:3::4"}, "2001:db8:1:2::/64"),
    ],
)
def test_the_proxys_own_word_counts_and_only_behind_one(settings, proxied, headers, seen):
    settings.BEHIND_PROXY = proxied
    request = RequestFactory().get("/", **({"REMOTE_ADDR": HERE} | headers))
    assert throttle.address(request) == seen


@pytest.mark.django_db(transaction=True)
def test_many_at_once_gain_nothing():
    ready, taken = threading.Barrier(8), []

    def attempt():
        try:
            ready.wait(10)
            taken.append(throttle.take("clerk", HERE))
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(left for left in taken if left is not None) == [0, 1, 2, 3, 4]
    assert taken.count(None) == 3
