"""消息发送: what is stuck and why, not to whom; tried again; shut to all but the city's own system duty."""

import pytest
from django.test import Client

from gongkai.ground.notices.models import Outgoing
from gongkai.ground.notices.services import delivering
from gongkai.ground.orgs.rules import Duty
from gongkai.ground.sealing import services as sealing
from tests.ground.notices import gateway
from tests.ground.notices.conftest import PHONE, told

from .. import city

pytestmark = pytest.mark.django_db


@pytest.fixture
def stuck(settings, jiangcheng):
    with gateway.listening() as server:
        settings.SMS, settings.EMAIL_HOST = server.settings, ""
        server.answers = [(422, b""), (500, b"")]
        told(sealing.new_key(), telephone=PHONE)
        told(sealing.new_key(), number="XJ2026-000002", telephone="13900139000")
        delivering.deliver_due()
        yield server


@pytest.fixture
def operator(stuck, jiangcheng):
    client = Client()
    client.force_login(city.person("operator", jiangcheng.root.code, "系统管理员", Duty.SYSTEM))
    return client


def test_what_is_stuck_is_said_and_goes_again(operator, stuck, django_assert_max_num_queries):
    operator.get("/console/posts/")
    with django_assert_max_num_queries(15):
        page = operator.get("/console/messages/").content.decode()
    assert "对方拒收这个号码或地址" in page and "对方出错" in page and "XJ2026-000002" in page
    assert PHONE not in page and "13900139000" not in page and "127.0.0.1" in page
    key = Outgoing.objects.get(state="given_up").pk
    assert operator.post("/console/messages/retry/", {"key": key}).status_code == 302
    assert delivering.deliver_due() == 1 and not Outgoing.objects.filter(state="given_up").exists()
    for odd in ("x", "9" * 30, "²"):
        operator.post("/console/messages/retry/", {"key": odd})
    operator.post("/console/messages/retry/")
    assert operator.get("/console/messages/?before=x").status_code == 400


def test_it_is_shut_to_other_duties_and_to_the_systems_of_a_department(stuck, jiangcheng):
    for name, where, duty, status in (
        ("reader2", jiangcheng.root.code, Duty.READ, 403),
        ("below", city.FINANCE, Duty.SYSTEM, 404),
    ):
        client = Client()
        client.force_login(city.person(name, where, "试", duty))
        assert client.get("/console/messages/").status_code == status
        assert client.post("/console/messages/retry/").status_code == status
    assert Outgoing.objects.filter(state="given_up").exists()
