"""A session ends after half an hour without a click, and after eight hours with clicks; both are recorded."""

import pytest
from django.contrib.sessions.models import Session

from gongkai.ground.ledger import queries as ledger
from gongkai.surface.console import sitting

from .. import city

pytestmark = pytest.mark.django_db
PING = "/console/editing-sessions/ping/portal/editorialpage/1/1/"


@pytest.fixture
def now(monkeypatch):
    """The clock that the session reads, which the test turns."""
    moment = [1_800_000_000]
    monkeypatch.setattr(sitting.time, "time", lambda: moment[0])
    return moment


@pytest.fixture
def clerk(client, jiangcheng, now):
    client.post("/console/login/", {"username": "clerk", "password": city.PASSWORD})
    client.person = jiangcheng.clerk.pk
    return client


def kinds(client):
    return [entry.kind for entry in ledger.of(f"person/{client.person}")][1:]


def test_clicks_keep_a_session_for_eight_hours_and_no_longer(clerk, now):
    for _ in range(sitting.LONGEST // (sitting.IDLE - 60)):
        now[0] += sitting.IDLE - 60
        assert clerk.get("/console/").status_code == 200
    now[0] += sitting.IDLE - 60
    answer = clerk.get("/console/publications/", follow=True)
    assert "登录已超时" in answer.content.decode()
    assert answer.redirect_chain[0][0] == "/console/login/?next=/console/publications/"
    assert kinds(clerk) == ["person.signed_in", "person.timed_out"]
    assert clerk.get("/console/").status_code == 302


def test_half_an_hour_without_a_click_is_the_end(clerk, now):
    now[0] += sitting.IDLE
    assert clerk.get("/console/").status_code == 302
    assert kinds(clerk)[-1] == "person.timed_out"


def test_what_the_browser_sends_by_itself_is_no_click(client, jiangcheng, now):
    client.post("/console/login/", {"username": "editor", "password": city.PASSWORD})
    for _ in range(2):
        now[0] += sitting.IDLE // 2
        client.post(PING)
    assert client.get("/console/").status_code == 302


def test_the_last_click_is_written_once_a_minute(clerk, now):
    clerk.get("/console/posts/")
    seen = Session.objects.get().get_decoded()[sitting.SEEN]
    now[0] += sitting.STEP - 1
    clerk.get("/console/posts/")
    assert Session.objects.get().get_decoded()[sitting.SEEN] == seen
    now[0] += 1
    clerk.get("/console/posts/")
    assert Session.objects.get().get_decoded()[sitting.SEEN] == now[0]
