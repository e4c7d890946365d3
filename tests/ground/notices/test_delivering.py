"""Out of the outbox over real sockets: once each, again after a while, given up, never by two at once."""

import logging
import threading
from datetime import timedelta
from email import message_from_string
from email.header import decode_header, make_header

import pytest
from django.db import connection, transaction
from django.utils import timezone

from gongkai.ground.notices import queries
from gongkai.ground.notices.models import Attempt, Outgoing
from gongkai.ground.notices.rules import WAITS
from gongkai.ground.notices.rules.messages import AN_HOUR, LEASE
from gongkai.ground.notices.services import delivering, outgoing
from gongkai.ground.orgs import services as orgs
from gongkai.ground.sealing import services as sealing

from .conftest import BY, PHONE, told


def test_an_sms_says_the_number_what_happened_and_where_and_is_forgotten_here(key, sms, caplog):
    caplog.set_level(logging.DEBUG)
    told(key)
    assert delivering.deliver_due() == 1 and delivering.deliver_due() == 0
    (message,) = sms.taken.values()
    assert message["to"] == f"+86{PHONE}" and message["sign"] == "江城市人民政府"
    assert message["text"] == (
        "您提交的事项 XJ2026-000001 已经答复，请到 https://www.example.gov.cn/letters/status/ 查看。"
    )
    row = Outgoing.objects.get()
    assert (row.state, row.sealed, row.tries) == ("sent", None, 1) and row.left_at
    (attempt,) = row.attempts.all()
    assert attempt.ended_at and attempt.trouble == ""
    assert PHONE not in caplog.text


def test_a_mail_says_the_same(key, server, settings):
    settings.PUBLIC_ADDRESS, settings.SMS = "https://www.example.gov.cn", {}
    told(key, telephone="", mail="wang@example.cn")
    assert delivering.deliver_due() == 1
    mail = message_from_string(server.mails[0])
    assert "XJ2026-000001 已经答复" in str(make_header(decode_header(mail["Subject"])))
    text = mail.get_payload(decode=True).decode()
    assert "https://www.example.gov.cn/letters/status/" in text and "后台" not in text
    told(key, telephone="", mail="refused@example.cn")
    assert delivering.deliver_due() == 0
    assert Outgoing.objects.get(state="given_up").trouble == "refused"


def test_troubles_are_tried_again_under_the_same_key_until_it_is_given_up(key, sms):
    told(key)
    sms.answers = [(500, b""), (200, b"nonsense"), ("hang up", b""), (429, b""), (500, b""), (500, b"")]
    now = timezone.now()
    for span in (*WAITS, timedelta()):
        assert delivering.deliver_due(now) == 0
        assert delivering.deliver_due(now + timedelta(seconds=1)) == 0  # not due yet
        now += max(span, LEASE) + timedelta(seconds=1)
    row = Outgoing.objects.get()
    assert (row.state, row.trouble, row.tries) == ("given_up", "broken", 6) and row.sealed
    assert len({message["id"] for message in sms.asked}) == 1 and len(sms.asked) == 6
    ((_, tries),) = queries.troubled()[0]
    assert [one.trouble for one in tries] == [
        "broken", "nonsense", "unreachable", "busy", "broken", "broken",
    ]  # fmt: skip
    orgs.ensure_root(by=BY)
    outgoing.retry(by=BY)
    assert delivering.deliver_due() == 1 and len(sms.taken) == 1


def test_a_gateway_that_is_down_is_asked_once_and_holds_up_no_mail(key, sms, server):
    for number in range(3):
        told(key, number=f"XJ2026-00000{number}", mail="wang@example.cn")
    sms.answers = [(401, b"")]
    assert delivering.deliver_due() == 3 and len(sms.asked) == 1 and len(server.mails) == 3
    assert set(Outgoing.objects.filter(channel="sms").values_list("trouble", flat=True)) == {"setup", ""}


def test_a_refused_number_is_given_up_and_the_others_go_on(key, sms):
    told(key)
    told(key, number="XJ2026-000002")
    sms.answers = [(422, b"")]
    assert delivering.deliver_due() == 1
    assert queries.standing() == {("sms", "given_up"): 1, ("sms", "sent"): 1}


def test_what_is_destroyed_or_has_run_out_before_it_left_does_not_leave(key, sms):
    told(key, "sign_in_code", values={"code": "012345", "minutes": "5"})
    assert delivering.deliver_due(timezone.now() + timedelta(minutes=6)) == 0
    row = Outgoing.objects.get()
    assert (row.state, row.trouble, row.sealed) == ("given_up", "expired", None)
    told(key)
    sealing.destroy(key)
    assert delivering.deliver_due() == 0
    assert Outgoing.objects.get(template="matter_answered").state == "forgotten" and not sms.asked


def test_one_person_is_told_so_often_an_hour_and_the_rest_later(key, sms):
    for number in range(AN_HOUR + 12):
        told(key, occasion=str(number))
    other = told(key, telephone="13900139000")
    now = timezone.now()
    assert delivering.deliver_due(now) == AN_HOUR + 1
    assert Outgoing.objects.get(pk=other[0].pk).state == "sent"
    assert set(Outgoing.objects.filter(state="waiting").values_list("trouble", flat=True)) == {"rate"}
    assert delivering.deliver_due(now + timedelta(minutes=61)) == AN_HOUR


def test_a_killed_worker_is_written_down_and_its_message_sent_by_another(key, sms):
    told(key)
    now = timezone.now()
    with transaction.atomic():
        assert delivering._claim(now, set())
    assert delivering.deliver_due(now) == 0
    assert delivering.deliver_due(now + LEASE) == 1
    assert [one.trouble for one in Attempt.objects.order_by("at")] == ["interrupted", ""]


def test_the_late_word_of_a_worker_that_was_thought_dead_changes_nothing(key, sms):
    told(key)
    now = timezone.now()
    message, attempt = delivering._claim(now, set())
    assert delivering.deliver_due(now + LEASE) == 1
    delivering._write(message, attempt, delivering.Outcome(delivering.Trouble.TIMEOUT), now)
    assert Outgoing.objects.get().state == "sent"


@pytest.mark.django_db(transaction=True)
def test_several_workers_at_once_send_each_message_once(sms):
    key = sealing.new_key()
    for number in range(20):
        told(key, number=f"XJ2026-{number:06d}", telephone=f"138001380{number:02d}")

    def work():
        try:
            delivering.deliver_due()
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(sms.asked) == len(sms.taken) == 20
    assert queries.standing() == {("sms", "sent"): 20}
