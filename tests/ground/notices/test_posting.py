"""Mails over a real socket: what they carry, what is tried again, what is given up."""

from datetime import timedelta
from email import message_from_string
from email.header import decode_header, make_header

from django.utils import timezone

from gongkai.ground.notices import queries, services
from gongkai.ground.notices.models import Mail
from gongkai.ground.notices.rules import KEPT, WAITS, Words
from gongkai.ground.notices.services import posting

from .conftest import BY

TOLD = Words("请审核一件稿件", "里面的内容不能进邮件", "/console/manuscripts/7/")


def test_a_mail_carries_the_line_and_the_link_and_nothing_else(people, server):
    services.notify([people[0].pk], TOLD, alert=True, by=BY)
    assert posting.post_due() == 1
    mail = message_from_string(server.mails[0])
    assert str(make_header(decode_header(mail["Subject"]))) == "【警报】请审核一件稿件"
    assert mail["To"] == "ann@example.cn"
    text = mail.get_payload(decode=True).decode()
    assert "https://console.example/console/manuscripts/7/" in text
    assert "内容不能进邮件" not in text and "姓名" not in text
    assert Mail.objects.get().state == "sent"
    assert posting.post_due() == 0 and len(server.mails) == 1


def test_a_refused_address_does_not_hold_up_the_others(people, server):
    services.notify([user.pk for user in people], TOLD, by=BY)
    assert posting.post_due() == 2
    waiting = Mail.objects.get(state="waiting")
    assert (waiting.trouble, waiting.tries) == ("SMTPRecipientsRefused", 1)
    now = timezone.now()
    for span in WAITS:
        now += span + timedelta(seconds=1)
        assert posting.post_due(now) == 0
    waiting.refresh_from_db()
    assert (waiting.state, waiting.tries) == ("given_up", len(WAITS) + 1)
    assert queries.stuck() == 1 and posting.post_due(now + timedelta(days=1)) == 0


def test_a_server_that_is_down_is_asked_once_and_again_later(people, server, settings):
    services.notify([people[0].pk, people[1].pk], TOLD, by=BY)
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 9
    assert posting.post_due() == 0
    assert set(Mail.objects.values_list("trouble", "tries")) == {("ConnectionRefusedError", 1)}
    assert posting.post_due() == 0  # not due yet
    assert Mail.objects.filter(tries=1).count() == 2
    settings.EMAIL_PORT = port
    assert posting.post_due(timezone.now() + WAITS[0]) == 2


def test_nobody_without_an_address_or_with_a_closed_account_is_written_to(people, server):
    ann, bob, _ = people
    ann.email, bob.is_active = "", False
    ann.save(), bob.save()
    services.notify([ann.pk, bob.pk], TOLD, by=BY)
    assert posting.post_due() == 0 and not server.mails
    assert not Mail.objects.filter(state="waiting").exists()


def test_old_read_notices_are_forgotten(people):
    services.notify([people[0].pk], TOLD, by=BY)
    services.notify([people[0].pk], TOLD, by=BY)
    services.mark_read(people[0].pk, [queries.listed(people[0].pk).items[0].pk])
    assert posting.prune(timezone.now()) == 0
    assert posting.prune(timezone.now() + KEPT + timedelta(days=1)) == 1
    assert queries.unread(people[0].pk) == 1
