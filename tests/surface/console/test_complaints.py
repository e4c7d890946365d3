"""Complaints are opened with a trace and answered once, by who supervises where they go.

Somebody else destroys them."""

import pytest

from gongkai.desk.disclosure.models import Complaint as Row
from gongkai.desk.disclosure.rules.complaints import Complaint, State
from gongkai.desk.disclosure.services import complaining
from gongkai.ground.ledger.models import Entry
from gongkai.ground.orgs.queries import root
from tests.desk.disclosure import asking
from tests.record.editorial import making

from . import requesting
from .requesting import Duty, at, entered, text


@pytest.fixture
def row(db):
    requesting.city()
    making.staff("own-supervisor", asking.FINANCE, Duty.READ, Duty.SUPERVISE)
    return complaining.complain(asking.FINANCE, Complaint("没有答复<b>", "周晓梅"), "a token")[0]


def test_it_waits_is_opened_and_answered(row, django_assert_max_num_queries):
    client = entered("supervisor")
    assert "回复投诉" in text(client.get(at("work")))
    with django_assert_max_num_queries(15):
        assert row.number in text(client.get(at("complaints")))
    assert "周晓梅" not in text(client.get(at("complaint", row.pk)))
    opened = text(client.post(at("open_complaint", row.pk)))
    assert "周晓梅" in opened and "没有答复&lt;b&gt;" in opened
    assert Entry.objects.filter(kind="complaint.looked").count() == 1
    assert client.post(at("answer_complaint", row.pk), {"words": " ", "sure": "1"}).status_code == 422
    assert "只能一次" in text(client.post(at("answer_complaint", row.pk), {"words": "已督促"}))
    told = client.post(at("answer_complaint", row.pk), {"words": "已督促", "sure": "1"}, follow=True)
    assert "已回复" in text(told)
    assert "已经回复" in text(client.post(at("answer_complaint", row.pk), {"words": "再次", "sure": "1"}))
    assert "已督促" in text(client.post(at("open_complaint", row.pk)))


def test_who_is_complained_of_does_not_see_it(row):
    client = entered("own-supervisor")
    assert row.number not in text(client.get(at("complaints")))
    assert client.get(at("complaint", row.pk)).status_code == 404
    assert client.post(at("open_complaint", row.pk)).status_code == 404
    assert entered("case-officer").get(at("complaints")).status_code == 403


def test_the_head_destroys_what_was_answered_after_a_tick(row, django_assert_max_num_queries):
    making.staff("city-head", root().code, Duty.READ, Duty.CONSENT)
    head, supervisor, address = entered("city-head"), entered("supervisor"), at("destroy_complaint", row.pk)
    with django_assert_max_num_queries(15):
        page = text(head.get(at("complaint", row.pk)))
    assert "打开投诉" not in page and "鉴定销毁" not in page
    assert head.post(at("open_complaint", row.pk)).status_code == 403
    assert "回复以后才能" in text(head.post(address, {"sure": "1"}))
    supervisor.post(at("answer_complaint", row.pk), {"words": "已督促", "sure": "1"})
    assert supervisor.post(address, {"sure": "1"}).status_code == 403
    assert "鉴定销毁" not in text(supervisor.get(at("complaint", row.pk)))
    assert "鉴定销毁" in text(head.get(at("complaint", row.pk)))
    assert "请勾选确认" in text(head.post(address))
    assert "已经销毁" in text(head.post(address, {"sure": "1"}, follow=True))
    assert Row.objects.get().state == State.DESTROYED
    page = text(supervisor.get(at("complaint", row.pk)))
    assert "不能恢复" in page and "打开投诉" not in page
    assert supervisor.post(at("open_complaint", row.pk)).status_code == 422


def test_another_organisations_head_has_no_button(row):
    assert entered("head").post(at("destroy_complaint", row.pk), {"sure": "1"}).status_code == 404
