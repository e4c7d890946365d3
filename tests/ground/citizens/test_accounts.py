"""An account: one for each verified person, sealed, recorded by a handle, gone when its owner says so."""

import threading

import pytest
from django.db import connection

from gongkai.ground.citizens import queries
from gongkai.ground.citizens.models import Citizen, Sitting
from gongkai.ground.citizens.rules import Level, Reach, Way
from gongkai.ground.citizens.services import accounts, checks, sitting
from gongkai.ground.ledger import queries as ledger
from gongkai.ground.sealing import services as sealing

PHONE, MAIL = "13800138000", "wang@example.cn"


@pytest.mark.django_db
def test_a_person_is_one_row_and_a_telephone_is_no_subject():
    one = accounts.by_phone(PHONE)
    assert accounts.by_phone(PHONE).pk == one.pk
    other = accounts.by_account("https://id.example", PHONE)
    assert accounts.by_account("https://id.example", PHONE).pk == other.pk
    assert accounts.by_account("https://other.example", PHONE).pk not in (one.pk, other.pk)
    assert (one.level, other.level) == (Level.PHONE, Level.ACCOUNT) and one.digest != other.digest
    assert queries.by_digest(one.digest).pk == one.pk and queries.by_digest("") is None


@pytest.mark.django_db
def test_nothing_stands_in_clear_in_row_or_ledger():
    one = accounts.by_phone(PHONE)
    accounts.keep_contact(one.pk, Way.MAIL, MAIL)
    accounts.prefer(one.pk, sms=False, mail=True)
    one.refresh_from_db()
    stored = str(Citizen.objects.values().get()) + bytes(one.sealed).decode("latin-1")
    entries = ledger.of(f"citizen/{one.handle}")
    stored += str([(entry.kind, entry.facts) for entry in entries])
    assert PHONE not in stored and "wang" not in stored
    assert [entry.kind for entry in entries] == [
        "citizen.enrolled", "citizen.contact_changed", "citizen.preferred",
    ]  # fmt: skip
    assert queries.reach(one) == Reach(PHONE, MAIL, wants_sms=False, wants_mail=True)
    assert queries.wanted(one) == Reach("", MAIL)


@pytest.mark.django_db
def test_deleting_takes_the_row_its_visits_its_checks_and_its_keys(django_capture_on_commit_callbacks):
    one = accounts.by_phone(PHONE)
    digest, handle, key = one.digest, one.handle, one.key
    token = sitting.begin(one)
    pending = checks.begin(Way.MAIL, MAIL, one)
    with django_capture_on_commit_callbacks(execute=True):
        accounts.delete(one.pk)
    assert sitting.who(token) is None and not Sitting.objects.exists() and not Citizen.objects.exists()
    assert sealing.destroyed(key) and sealing.destroyed(pending.key)
    assert ledger.of(f"citizen/{handle}")[-1].kind == "citizen.deleted"
    again = accounts.by_phone(PHONE)
    assert again.digest == digest and again.handle != handle  # whose votes were counted is still known


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_once_make_one_account():
    def enter():
        try:
            accounts.by_phone(PHONE)
        finally:
            connection.close()

    tabs = [threading.Thread(target=enter) for _ in range(4)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()
    assert Citizen.objects.count() == 1
