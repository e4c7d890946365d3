"""Into the outbox: once, sealed, recorded without a word; out of it again when the matter is destroyed."""

import pytest

from gongkai.ground.citizens.services import accounts
from gongkai.ground.ledger import queries as ledger
from gongkai.ground.notices import queries
from gongkai.ground.notices.models import Outgoing
from gongkai.ground.notices.rules.messages import MessageRefused
from gongkai.ground.notices.services import outgoing
from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.rules import Actor, NotAllowed
from gongkai.ground.sealing import services as sealing

from .conftest import BY, PHONE, told

MAIL = "wang@example.cn"


def test_each_way_that_is_set_up_gets_one_message_however_often_it_is_asked_for(key, sms, server):
    citizen = accounts.by_phone(PHONE)
    rows = told(key, mail=MAIL, citizen=citizen.pk)
    assert [row.channel for row in rows] == ["in_app", "sms", "mail"]
    again = told(key, mail=MAIL, citizen=citizen.pk)
    assert [row.pk for row in again] == [row.pk for row in rows]
    told(key, occasion="7")
    assert Outgoing.objects.count() == 4
    entries = [entry for entry in ledger.of("letter/XJ2026-000001") if entry.kind == "message.queued"]
    assert len(entries) == 2
    assert PHONE not in str([entry.facts for entry in entries])


def test_what_is_not_set_up_is_not_queued(key, settings):
    settings.EMAIL_HOST, settings.SMS = "", {}
    assert told(key, mail=MAIL) == [] and not Outgoing.objects.exists()


def test_nothing_of_it_stands_in_clear_and_all_is_forgotten_with_the_key(key, sms):
    citizen = accounts.by_phone(PHONE)
    told(key, citizen=citizen.pk)
    for row in Outgoing.objects.values():
        stored = str(row) + bytes(row["sealed"]).decode("latin-1")
        assert PHONE not in stored and "matter_answered" in stored and "已经答复" not in stored
    (shown,) = queries.in_account(citizen.pk)
    assert shown.fresh and "XJ2026-000001 已经答复" in shown.text and shown.path == "/letters/status/"
    assert outgoing.mark_read(citizen.pk) == 1 and not queries.in_account(citizen.pk)[0].fresh
    sealing.destroy(key)
    assert queries.in_account(citizen.pk) == []
    with pytest.raises(sealing.Destroyed):
        told(key)


@pytest.mark.parametrize("contact", [{"telephone": "110"}, {"mail": "a@b.cn\nBcc: c@d.cn"}])
def test_a_contact_that_is_none_is_refused_without_being_said(key, sms, contact):
    with pytest.raises(MessageRefused) as refused:
        told(key, **contact)
    assert next(iter(contact.values())) not in str(refused.value)


def test_the_operator_tries_again_and_nobody_else(key, sms):
    orgs.ensure_root(by=BY)
    (row,) = told(key)
    Outgoing.objects.update(state="given_up", tries=6, trouble="broken")
    with pytest.raises(NotAllowed):
        outgoing.retry(by=Actor("somebody", ""))
    assert outgoing.retry([row.pk + 1], by=BY) == 0
    assert outgoing.retry([row.pk], by=BY) == 1
    row.refresh_from_db()
    assert (row.state, row.tries, row.trouble) == ("waiting", 0, "")
    assert ledger.of("letter/XJ2026-000001")[-1].kind == "message.retried"
    Outgoing.objects.update(state="given_up", sealed=None)
    assert outgoing.retry(by=BY) == 0


def test_old_records_are_forgotten_but_not_what_waits_or_is_unread(key, sms, django_assert_max_num_queries):
    citizen = accounts.by_phone(PHONE)
    told(key, citizen=citizen.pk)
    told(key, number="XJ2026-000002")
    later = outgoing.timezone.now() + outgoing.messages.KEPT * 2
    assert outgoing.prune(later) == 0
    Outgoing.objects.filter(channel="sms").update(state="sent")
    assert outgoing.prune(later) == 2
    outgoing.mark_read(citizen.pk)
    assert outgoing.prune(later) == 1
