"""Sign-in: posts decide, failures tell nothing, the fifth shuts the door; sign-out; the acting post."""

import pytest

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs.rules import Duty
from gongkai.ground.orgs.rules.people import TRIES

from .. import city

ADDRESS = "/console/login/"


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
    for _ in range(TRIES):
        answer = sign_in(client, username, "wrong-password")
    assert "15 分钟后再试" in message(answer)
    assert "15 分钟后再试" in message(sign_in(client, username))
    assert sign_in(client, "reader").status_code == 302


def test_a_right_password_forgets_the_failures(client, jiangcheng):
    for _ in range(TRIES - 1):
        sign_in(client, "clerk", "wrong-password")
    sign_in(client, " CLERK".strip().lower())
    client.logout()
    assert "再输错 4 次" in message(sign_in(client, "clerk", "wrong-password"))


def test_what_happens_at_the_door_is_recorded_by_number(client, jiangcheng, caplog):
    """A name that nobody bears, and a password typed in its place, stand nowhere."""
    caplog.set_level("INFO")
    sign_in(client, "clerk", "wrong-password")
    for _ in range(TRIES + 2):
        sign_in(client, "typed-a-secret", "wrong-password")
    sign_in(client, "clerk")
    own = ledger.of(f"person/{jiangcheng.clerk.pk}")[1:]
    assert [entry.kind for entry in own] == ["person.sign_in_failed", "person.signed_in"]
    assert [entry.post for entry in own] == ["system/sign-in", f"{city.FINANCE}/1"]
    unknown = ledger.of("person/unknown")
    assert [entry.kind for entry in unknown] == ["person.sign_in_failed"] * 5 + ["person.locked_out"]
    assert all(entry.salt for entry in (*own, *unknown))
    said = caplog.text
    assert "person.locked_out" in said and f"'person': {jiangcheng.clerk.pk}" in said
    for private in ("clerk", "typed-a-secret", "wrong-password"):
        assert private not in said
        assert private not in str([entry.facts for entry in (*own, *unknown)])


def test_empty_fields_are_named(client, db):
    page = client.post(ADDRESS, {}).content.decode()
    assert "请填写用户名" in page
    assert "请填写密码" in page


def test_sign_out_needs_a_post_request(client, jiangcheng):
    client.force_login(jiangcheng.clerk)
    assert client.get("/console/logout/").status_code == 405
    assert client.post("/console/logout/").headers["Location"] == ADDRESS
    assert ledger.of(f"person/{jiangcheng.clerk.pk}")[-1].kind == "person.signed_out"
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
