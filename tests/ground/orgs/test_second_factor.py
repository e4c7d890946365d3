"""Codes: set up, used once whoever asks, recovery, reset; the secret is not readable in the database."""

import threading
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from django.db import connection

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs import services
from gongkai.ground.orgs.queries import people
from gongkai.ground.orgs.rules import Actor, NotAllowed, RuleBroken, system
from gongkai.ground.orgs.rules.people import Factor
from gongkai.ground.orgs.services import second_factor

BY = system("test")


def code(secret, steps=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def enrolled():
    user = services.enrol("clerk", "", "Correct horse 4 battery", by=BY)
    return user, Actor("x/1", "x", person=user.pk)


@pytest.fixture
def clerk(db):
    return enrolled()


@pytest.fixture
def now(monkeypatch):
    moment = [1_800_000_000.0]
    monkeypatch.setattr(time, "time", lambda: moment[0])
    return moment


def test_the_known_vector_of_the_standard(now, settings):
    """RFC 6238, appendix B, cut to six digits."""
    now[0] = 59
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    assert code(secret) == "287082"
    now[0] = 20_000_000_000
    assert code(secret) == "353130"


def test_a_second_factor_is_set_up_by_a_right_code_only(clerk, now):
    user, by = clerk
    secret = generate_totp_secret()
    assert second_factor.set_up(secret, "000000", by=by) is None
    assert not people.has_second_factor(user.pk)
    codes = second_factor.set_up(secret, code(secret), by=by)
    assert len(set(codes)) == 10 and people.has_second_factor(user.pk)
    with pytest.raises(RuleBroken):
        second_factor.set_up(generate_totp_secret(), "000000", by=by)
    entry = ledger.of(f"person/{user.pk}")[-1]
    assert entry.kind == "person.second_factor_set" and secret not in entry.facts
    assert people.secret("clerk") == secret
    assert secret not in str(list(Authenticator.objects.values("data")))


def test_a_code_is_taken_once_and_none_before_it(clerk, now):
    user, by = clerk
    secret = generate_totp_secret()
    second_factor.set_up(secret, code(secret), by=by)
    assert second_factor.accept(user.pk, code(secret)) is None  # used for the set-up
    assert second_factor.accept(user.pk, code(secret, -1)) is None
    now[0] += 30
    spaced = code(secret)[:3] + " " + code(secret)[3:]
    assert second_factor.accept(user.pk, spaced) == Factor.APP
    assert second_factor.accept(user.pk, code(secret)) is None
    assert second_factor.accept(user.pk, code(secret, 1)) == Factor.APP  # a telephone whose clock is ahead
    now[0] += 300
    assert second_factor.accept(user.pk, code(secret, -2)) is None
    assert second_factor.accept(user.pk, "密码") is None


def test_a_recovery_code_is_used_once(clerk, now):
    user, by = clerk
    secret = generate_totp_secret()
    codes = second_factor.set_up(secret, code(secret), by=by)
    assert second_factor.accept(user.pk, f" {codes[3]} ") == Factor.RECOVERY
    assert second_factor.accept(user.pk, codes[3]) is None
    assert second_factor.accept(user.pk + 1, codes[4]) is None


def test_a_reset_takes_everything_away(clerk, now):
    user, _ = clerk
    second_factor.give("clerk", generate_totp_secret(), by=BY)
    with pytest.raises(NotAllowed):
        second_factor.reset_second_factor("clerk", by=Actor("x/1", "x"))
    second_factor.reset_second_factor("clerk", by=BY)
    assert not Authenticator.objects.exists()
    assert ledger.of(f"person/{user.pk}")[-1].kind == "person.second_factor_reset"
    with pytest.raises(RuleBroken):
        second_factor.reset_second_factor("clerk", by=BY)


def test_another_secret_key_reads_nothing(clerk, settings):
    second_factor.give("clerk", generate_totp_secret(), by=BY)
    settings.SECRET_KEY = "another"
    with pytest.raises(RuleBroken, match="重置"):
        people.secret("clerk")


@pytest.mark.django_db(transaction=True)
def test_one_code_sent_by_eight_at_once_is_taken_once():
    user, _ = enrolled()
    secret = generate_totp_secret()
    second_factor.give("clerk", secret, by=BY)
    sent, ready, taken = code(secret), threading.Barrier(8), []

    def send():
        try:
            ready.wait(10)
            taken.append(second_factor.accept(user.pk, sent))
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found for found in taken if found] == [Factor.APP]
