"""修改密码: what a temporary or outdated password leads to, and the old password as the key."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs.rules.people import TRIES
from gongkai.ground.orgs.services.passwords import reset_password

from .. import city

pytestmark = pytest.mark.django_db
ADDRESS, NEW = "/console/password/", "Another horse 5"


def sign_in(client, username="clerk", password=city.PASSWORD):
    return client.post("/console/login/", {"username": username, "password": password})


def change(client, old=city.PASSWORD, new=NEW, again=None, **more):
    return client.post(ADDRESS, {"old": old, "new": new, "again": again or new, **more})


def test_a_temporary_password_opens_nothing_but_its_change(client, jiangcheng):
    made = reset_password("clerk", by=city.OPERATOR)
    sign_in(client, password=made)
    for address in ("/console/publications/", "/console/posts/", "/console/account/"):
        assert client.get(address).headers["Location"] == f"{ADDRESS}?next={address}"
    page = client.get(ADDRESS).content.decode()
    assert "别人为您设置的" in page and "返回" not in page
    answer = change(client, made, next="/console/publications/")
    assert answer.headers["Location"] == "/console/publications/"
    assert client.get("/console/publications/").status_code == 200
    assert sign_in(Client(), password=NEW).headers["Location"] == "/console/"


def test_a_password_of_ninety_days_must_be_changed_at_sign_in(client, jiangcheng):
    jiangcheng.clerk.password_set_at = timezone.now() - timedelta(days=90)
    jiangcheng.clerk.save()
    sign_in(client)
    assert client.get("/console/").headers["Location"].startswith(ADDRESS)
    assert "已满规定的天数" in client.get(ADDRESS).content.decode()


def test_a_change_ends_every_other_session(client, jiangcheng):
    elsewhere = Client()
    sign_in(elsewhere)
    sign_in(client)
    key = client.session.session_key
    assert change(client).status_code == 302
    assert client.get("/console/").status_code == 200
    assert client.session.session_key != key
    assert elsewhere.get("/console/").status_code == 302


def test_wrong_input_is_named(client, jiangcheng):
    sign_in(client)
    assert "两次输入的新密码不一致" in change(client, again="Else horse 77").content.decode()
    assert "至少 3 类" in change(client, new="alllowercase").content.decode()
    assert "最近 5 次" in change(client, new=city.PASSWORD).content.decode()
    assert "请填写现在的密码" in client.post(ADDRESS, {}).content.decode()
    assert jiangcheng.clerk.check_password(city.PASSWORD)


def test_guessing_the_old_password_shuts_the_door(client, jiangcheng):
    sign_in(client)
    for _ in range(TRIES):
        page = change(client, "wrong-password").content.decode()
    assert "15 分钟后再试" in page
    assert "15 分钟后再试" in change(client).content.decode()
    kinds = [entry.kind for entry in ledger.of(f"person/{jiangcheng.clerk.pk}")]
    assert kinds.count("person.own_password_failed") == TRIES
    assert "no-store" in client.get(ADDRESS)["Cache-Control"]


def test_the_shell_changes_no_password(client, jiangcheng):
    """Wagtail's own account page would go past the policy and the ledger."""
    client.force_login(jiangcheng.clerk)
    page = client.get("/console/account/").content.decode()
    assert "old_password" not in page and "new_password1" not in page
