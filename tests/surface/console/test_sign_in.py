"""Sign-in: posts decide, failures tell nothing, the fifth shuts the door; sign-out; the acting post."""

import pytest
from django.core.cache import caches

from gongkai.ground.orgs.rules import Duty
from gongkai.surface.console import throttle

from .. import city

ADDRESS = "/console/login/"


@pytest.fixture(autouse=True)
def forgotten(db):
    caches["counters"].clear()


def sign_in(client, username, password=city.PASSWORD, **more):
    return client.post(ADDRESS, {"username": username, "password": password, **more})


def message(answer):
    return answer.context["form"].non_field_errors()[0]


def test_a_person_with_a_post_comes_in_to_the_work_list(client, jiangcheng):
    answer = sign_in(client, "clerk")
    assert answer.headers["Location"] == "/console/"
    page = client.get("/console/")
    assert "待处理" in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_the_page_asked_for_comes_after_sign_in_but_no_other_site(client, jiangcheng):
    wanted = client.get("/console/publications/?kind=news").headers["Location"]
    assert wanted == "/console/login/?next=/console/publications/%3Fkind%3Dnews"
    assert sign_in(client, "clerk", next="/console/posts/").headers["Location"] == "/console/posts/"
    client.logout()
    assert sign_in(client, "clerk", next="https://evil.example/").headers["Location"] == "/console/"


def test_every_failure_reads_the_same(client, jiangcheng):
    """No such person, a wrong password, no post today, a closed account."""
    city.orgs.dismiss("reader", f"{city.FINANCE}/2", to_on=city.date(2020, 1, 1), by=city.OPERATOR)
    jiangcheng.other.is_active = False
    jiangcheng.other.save()
    answers = [
        sign_in(client, "nobody"),
        sign_in(client, "clerk", "wrong-password"),
        sign_in(client, "reader"),
        sign_in(client, "other"),
    ]
    assert {message(answer) for answer in answers} == {message(answers[0])}
    assert "再输错 4 次" in message(answers[0])


@pytest.mark.parametrize("username", ["clerk", "nobody"])
def test_the_fifth_failure_shuts_the_door_for_that_name(client, jiangcheng, username):
    for _ in range(throttle.ALLOWED):
        answer = sign_in(client, username, "wrong-password")
    assert "15 分钟后再试" in message(answer)
    assert "15 分钟后再试" in message(sign_in(client, username))
    assert sign_in(client, "reader").status_code == 302


def test_a_right_password_forgets_the_failures(client, jiangcheng):
    for _ in range(throttle.ALLOWED - 1):
        sign_in(client, "clerk", "wrong-password")
    sign_in(client, " CLERK".strip().lower())
    assert throttle.left("clerk") == throttle.ALLOWED


def test_other_names_do_not_open_the_door_again(client, jiangcheng):
    for _ in range(throttle.ALLOWED):
        sign_in(client, "clerk", "wrong-password")
    for number in range(400):
        throttle.failed(f"somebody-{number}", "192.0.2.1")
    assert throttle.left("clerk") == 0
    assert throttle.left("reader", "192.0.2.1") == 0
    assert throttle.left("reader", "192.0.2.2") == throttle.ALLOWED


def test_empty_fields_are_named(client, db):
    page = client.post(ADDRESS, {}).content.decode()
    assert "请填写用户名" in page
    assert "请填写密码" in page


def test_sign_out_needs_a_post_request(client, jiangcheng):
    client.force_login(jiangcheng.clerk)
    assert client.get("/console/sign-out/").status_code == 405
    assert client.post("/console/sign-out/").headers["Location"] == ADDRESS
    assert client.get("/console/").status_code == 302


def test_forms_need_their_token(jiangcheng, client):
    client.handler.enforce_csrf_checks = True
    assert sign_in(client, "clerk").status_code == 403
    client.force_login(jiangcheng.clerk)
    for address in ("/console/posts/", "/console/relations/decide/", "/console/quarantine/1/decide/"):
        assert client.post(address, {}).status_code == 403


def test_a_person_changes_posts_and_acts_in_the_new_one(client, jiangcheng):
    second = city.orgs.create_post(city.HEALTH, "兼职", (Duty.READ,), by=city.OPERATOR)
    city.orgs.appoint("clerk", second.code, by=city.OPERATOR)
    client.force_login(jiangcheng.clerk)
    assert "预算管理办法" in client.get("/console/publications/").content.decode()
    client.post("/console/posts/", {"code": second.code})
    page = client.get("/console/publications/").content.decode()
    assert "门诊时间调整" in page
    assert "预算管理办法" not in page
    assert client.post("/console/posts/", {"code": f"{city.HEALTH}/1"}).status_code == 404
    city.orgs.dismiss("clerk", second.code, to_on=city.date(2020, 1, 1), by=city.OPERATOR)
    assert "预算管理办法" in client.get("/console/publications/").content.decode()
