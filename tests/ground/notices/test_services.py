"""Telling people: each once, recorded without words; who is on duty; what has been read."""

import pytest

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.notices import queries, services
from gongkai.ground.notices.models import Mail, Notice
from gongkai.ground.notices.rules import Words
from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.rules import Duty

from .conftest import BY


def test_everybody_is_told_once_and_the_ledger_says_no_word(people, settings):
    settings.EMAIL_HOST = ""
    ann, bob, _ = people
    services.notify([ann.pk, bob.pk, ann.pk], Words("请审核", "内容"), by=BY)
    assert Notice.objects.count() == 2 and not Mail.objects.exists()
    entry = ledger.of(f"person/{ann.pk}")[-1]
    assert entry.kind == "notice.sent" and "审核" not in entry.facts
    assert services.notify([], Words("没有人"), by=BY) == []


def test_an_alert_reaches_the_duty_officers_where_nobody_is_on_duty(people):
    ann, _, _ = people
    root = orgs.ensure_root(by=BY)
    assert services.alert(root.code, Words("首页打不开"), by=BY) == []
    post = orgs.create_post(root.code, "值班员", [Duty.OFFICER], by=BY)
    orgs.appoint("ann", post.code, by=BY)
    (notice,) = services.alert(root.code, Words("首页打不开"), by=BY)
    assert notice.recipient_id == ann.pk and notice.alert
    assert [one.recipient_id for one in services.notify_duty(root.code, Duty.OFFICER, Words("x"), by=BY)] == [
        ann.pk
    ]
    assert services.notify_duty(root.code, Duty.FINAL, Words("x"), by=BY) == []


@pytest.mark.parametrize("keys", [None, "first"])
def test_reading(people, keys):
    ann, bob, _ = people
    made = [services.notify([ann.pk], Words("x"), by=BY)[0] for _ in range(2)]
    services.notify([bob.pk], Words("x"), by=BY)
    read = services.mark_read(ann.pk, [made[0].pk] if keys else None)
    assert read == (1 if keys else 2)
    assert queries.unread(ann.pk) == 2 - read and queries.unread(bob.pk) == 1
    assert services.mark_read(bob.pk, [made[1].pk]) == 0
