"""Failures are counted in the database: for all processes, by name and by address, without showing either."""

import threading
from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessLog
from django.db import connection
from django.test import Client, RequestFactory
from django.utils import timezone

from gongkai.ground.orgs.rules.people import SHUT_FOR, TRIES, TRIES_FROM_ONE_ADDRESS
from gongkai.surface.console import lockout

from .. import city

ADDRESS = "/console/login/"
HERE, THERE = "192.0.2.1", "192.0.2.2"


def attempt(username="clerk", password="wrong", place=HERE, client=None):
    sent = {"username": username, "password": password, "next": "/console/posts/"}
    return (client or Client()).post(ADDRESS, sent, REMOTE_ADDR=place)


def said(answer):
    return answer.context["form"].non_field_errors()[0] if answer.context else ""


def test_a_name_is_shut_from_everywhere_and_other_names_push_nothing_out(jiangcheng):
    for number in range(TRIES):
        attempt(" CLERK" if number % 2 else "clerk")
    for number in range(40):
        attempt(f"somebody-{number}", place=f"198.51.100.{number}")
    assert "15 分钟后再试" in said(attempt(password=city.PASSWORD, place=THERE))
    assert attempt("reader", city.PASSWORD, THERE).status_code == 302


def test_one_address_fails_sixty_times_whatever_the_names(jiangcheng):
    for number in range(TRIES_FROM_ONE_ADDRESS):
        assert "再输错" in said(attempt(f"name-{number}")) or number == TRIES_FROM_ONE_ADDRESS - 1
    assert "15 分钟后再试" in said(attempt("reader", city.PASSWORD))
    rows = AccessAttempt.objects.count()
    attempt("one-more")
    assert AccessAttempt.objects.count() == rows
    assert attempt("reader", city.PASSWORD, THERE).status_code == 302


def test_a_right_password_does_not_forget_the_addresss_other_failures(jiangcheng):
    for number in range(TRIES_FROM_ONE_ADDRESS - 1):
        attempt(f"name-{number}")
    assert attempt("reader", city.PASSWORD).status_code == 302
    attempt("another")
    assert "15 分钟后再试" in said(attempt("reader", city.PASSWORD))


def test_counts_end_by_themselves_and_are_pruned(jiangcheng):
    for _ in range(TRIES):
        attempt()
    now = timezone.now()
    assert lockout.prune(now) == 0
    AccessAttempt.objects.update(attempt_time=now - SHUT_FOR - timedelta(seconds=1))
    assert attempt(password=city.PASSWORD).status_code == 302
    attempt("nobody")
    AccessAttempt.objects.update(attempt_time=now - SHUT_FOR - timedelta(seconds=1))
    assert lockout.prune(now) == 1


def test_trying_while_shut_neither_writes_nor_prolongs(jiangcheng):
    for _ in range(TRIES):
        attempt()
    before = list(AccessAttempt.objects.values())
    for _ in range(3):
        attempt()
    assert list(AccessAttempt.objects.values()) == before


def test_the_tables_show_no_name_no_address_and_nothing_typed(jiangcheng):
    attempt("typed-a-secret", "wrong-password")
    attempt("clerk", city.PASSWORD)
    shown = str([*AccessAttempt.objects.values(), *AccessLog.objects.values()])
    for private in ("typed-a-secret", "wrong-password", "clerk", HERE, "/console/posts/"):
        assert private not in shown


@pytest.mark.parametrize(
    ("proxied", "headers", "seen"),
    [
        (False, {"HTTP_X_FORWARDED_FOR": "203.0.113.9"}, HERE),
        (True, {"HTTP_X_FORWARDED_FOR": "10.0.0.1, 203.0.113.9"}, "203.0.113.9"),
        (True, {}, HERE),
        (False, {"REMOTE_ADDR": "2001:db8:1:2:3::4"}, "2001:db8:1:2::/64"),
        (True, {"HTTP_X_FORWARDED_FOR": "not an address"}, "not an address"),
    ],
)
def test_the_proxys_own_word_counts_and_only_behind_one(settings, proxied, headers, seen):
    settings.BEHIND_PROXY = proxied
    request = RequestFactory().get("/", **({"REMOTE_ADDR": HERE} | headers))
    assert lockout.address(request) == seen
    assert seen not in lockout.place(request)


def test_one_network_of_ipv6_is_one_place():
    first, second, other = (
        lockout.place(RequestFactory().get("/", REMOTE_ADDR=seen))
        for seen in ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1")
    )
    assert first == second != other


@pytest.mark.django_db(transaction=True)
def test_many_at_once_gain_nothing(transactional_db, quick_passwords):
    """Eight guesses at once, then the right password: the door is shut."""
    city.build()
    ready = threading.Barrier(8)

    def guess():
        try:
            ready.wait(10)
            attempt()
        finally:
            connection.close()

    threads = [threading.Thread(target=guess) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(AccessAttempt.objects.values_list("failures_since_start", flat=True)) >= TRIES
    assert "15 分钟后再试" in said(attempt(password=city.PASSWORD))


def test_a_right_guess_among_many_is_refused_once_five_have_failed(jiangcheng, monkeypatch):
    """The door was open when the password was looked at, and shut when it turned out right."""
    looks = iter([True, True, False])
    monkeypatch.setattr(lockout.Counts, "is_allowed", lambda *_: next(looks, False))
    assert "15 分钟后再试" in said(attempt(password=city.PASSWORD))
