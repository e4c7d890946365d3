"""动态口令 at the door: asked for, set up, refused twice, limited; what a duty granted later asks at once."""

import re

import pytest
from django.test import Client

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs.rules import Duty
from gongkai.ground.orgs.rules.people import TRIES
from gongkai.surface.console.second_factor import picture

from .. import city

pytestmark = pytest.mark.django_db
ADDRESS = "/console/second-factor/"


@pytest.fixture
def reviewer(jiangcheng):
    return city.person("reviewer", city.FINANCE, "审核员", Duty.READ, Duty.REVIEW)


def sign_in(client, username="reviewer"):
    return client.post("/console/login/", {"username": username, "password": city.PASSWORD})


def kinds(user):
    return [entry.kind for entry in ledger.of(f"person/{user.pk}")]


def test_a_reviewer_sets_it_up_before_anything_opens(client, reviewer):
    sign_in(client)
    wanted = client.get("/console/publications/").headers["Location"]
    assert wanted == f"{ADDRESS}?next=/console/publications/"
    assert client.get("/console/password/").headers["Location"].startswith(ADDRESS)
    page = client.get(ADDRESS).content.decode()
    assert "<svg" in page and "style=" not in page
    secret = re.search(r'class="secret">([A-Z2-7 ]+)<', page)[1].replace(" ", "")
    assert "person.signed_in" not in kinds(reviewer)
    assert "口令不正确" in client.post(ADDRESS, {"code": "000000"}).content.decode()
    key = client.session.session_key
    answer = client.post(ADDRESS, {"code": city.one_time(secret)})
    assert answer.headers["Location"] == "/console/second-factor/codes/"
    assert client.session.session_key != key
    shown = client.get("/console/second-factor/codes/").content.decode()
    assert len(re.findall(r"<li>\d{8}</li>", shown)) == 10
    assert client.get("/console/second-factor/codes/").status_code == 302  # once
    assert client.get("/console/publications/").status_code == 200
    assert kinds(reviewer)[-3:] == [
        "person.second_factor_failed",
        "person.second_factor_set",
        "person.signed_in",
    ]


def test_it_is_asked_for_at_every_sign_in_and_taken_once(client, reviewer):
    secret = city.armed("reviewer")
    sign_in(client)
    code = city.one_time(secret)
    answer = client.post(ADDRESS, {"code": code, "next": "/console/posts/"})
    assert answer.headers["Location"] == "/console/posts/"
    assert client.get("/console/").status_code == 200
    again = Client()
    sign_in(again)
    assert "已经用过" in again.post(ADDRESS, {"code": code}).content.decode()
    assert again.get("/console/").status_code == 302


def test_who_has_one_is_asked_in_every_post(client, jiangcheng):
    city.armed("clerk")
    sign_in(client, "clerk")
    assert client.get("/console/").headers["Location"].startswith(ADDRESS)


def test_wrong_codes_shut_the_door_whatever_right_passwords_come_between(client, reviewer):
    secret = city.armed("reviewer")
    for _ in range(TRIES - 1):
        fresh = Client()
        sign_in(fresh)
        page = fresh.post(ADDRESS, {"code": "000000"}).content.decode()
    assert "再输错 1 次" in page
    fresh.post(ADDRESS, {"code": "000001"})
    assert "15 分钟后再试" in fresh.post(ADDRESS, {"code": city.one_time(secret)}).content.decode()
    assert sign_in(Client()).status_code == 200
    assert kinds(reviewer).count("person.second_factor_failed") == TRIES
    assert kinds(reviewer)[-1] == "person.locked_out"


def test_a_recovery_code_lets_in_and_is_recorded(client, reviewer):
    codes = city.second_factor.give("reviewer", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", by=city.OPERATOR)
    sign_in(client)
    assert client.post(ADDRESS, {"code": codes[0]}).status_code == 302
    assert "恢复码" in client.get("/console/").content.decode()
    assert kinds(reviewer)[-2:] == ["person.recovery_code_used", "person.signed_in"]


def test_a_duty_granted_meanwhile_asks_at_the_next_click(client, jiangcheng):
    sign_in(client, "clerk")
    assert client.get("/console/").status_code == 200
    city.orgs.grant(f"{city.FINANCE}/1", Duty.FINAL, by=city.OPERATOR)
    assert client.get("/console/").headers["Location"].startswith(ADDRESS)
    city.orgs.revoke(f"{city.FINANCE}/1", Duty.FINAL, by=city.OPERATOR)
    assert client.get("/console/").status_code == 200


def test_nothing_of_the_shell_opens_in_between(client, jiangcheng):
    city.armed("editor")
    sign_in(client, "editor")
    for address in ("/console/pages/", "/console/images/", "/console/account/", "/console/publications/"):
        assert client.get(address).headers["Location"].startswith(ADDRESS)
    assert client.post("/console/logout/").status_code == 302


def test_the_picture_obeys_the_policy():
    drawn = picture("otpauth://totp/x?secret=ABC")
    assert "style" not in drawn and "<script" not in drawn and 'class="qr"' in drawn
