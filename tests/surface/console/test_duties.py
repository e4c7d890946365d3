"""岗位与职责: given and taken, at work from the next click on, never by who gains them."""

import pytest
from django.test import Client

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.queries import duties
from gongkai.ground.orgs.rules import EVERYWHERE, Duty

from .. import city

pytestmark = pytest.mark.django_db
MOST = 15  # statements a page
CLERK = f"{city.FINANCE}/1"


@pytest.fixture
def security(client, jiangcheng):
    """The security administrator of the finance bureau, in its third post."""
    client.force_login(city.person("security", city.FINANCE, "安全管理员", Duty.SECURITY))
    return client


def act(client, step, post=CLERK, **sent):
    return client.post(f"/console/duties/{post}/{step}/", sent, follow=True).content.decode()


def held(post=CLERK):
    return orgs.duties_of(duties.one(EVERYWHERE, post))


def test_the_list_shows_who_holds_what(security, django_assert_max_num_queries):
    for number in range(40):
        city.orgs.create_post(city.FINANCE, f"岗位{number}", [Duty.READ], by=city.OPERATOR)
    security.get("/console/posts/")
    with django_assert_max_num_queries(MOST):
        page = security.get("/console/duties/").content.decode()
    assert "公开专员clerk" in page and "隔离审查" in page and "卫生健康委" not in page
    page = security.get("/console/duties/?duty=security").content.decode()
    assert "安全管理员security" in page and "公开专员clerk" not in page
    assert "没有符合条件" in security.get("/console/duties/?words=没有").content.decode()


def test_a_duty_works_from_the_next_click_and_a_revoked_one_no_longer(security, jiangcheng):
    clerk = Client()
    clerk.force_login(jiangcheng.clerk)
    assert clerk.get("/console/quarantine/").status_code == 200
    assert "已收回" in act(security, "revoke", duty="screen")
    assert clerk.get("/console/quarantine/").status_code == 403
    assert "已授予" in act(security, "grant", duty="screen")
    assert clerk.get("/console/quarantine/").status_code == 200
    assert [entry.kind for entry in ledger.of(CLERK)][-2:] == ["post.revoked", "post.granted"]


def test_a_revoked_duty_decides_nothing_at_the_next_click(security, jiangcheng):
    """The form was open when the duty was taken away."""
    clerk = Client()
    clerk.force_login(jiangcheng.clerk)
    address = f"/console/publications/{jiangcheng.new.identifier}/withdraw/"
    assert "下一步，核对" in clerk.get(address).content.decode()
    act(security, "revoke", duty="publish")
    clerk.post(address, {"ending": "withdrawn", "reason": "附表有误", "confirmed": "1"})
    jiangcheng.new.refresh_from_db()
    assert jiangcheng.new.status == "published"


def test_an_ended_appointment_acts_no_more_at_the_next_click(security, jiangcheng):
    clerk = Client()
    clerk.force_login(jiangcheng.clerk)
    assert clerk.get("/console/publications/").status_code == 200
    assert "已办理离任" in act(security, "dismiss", username="clerk")
    assert clerk.get("/console/publications/").status_code == 403
    assert "已任命" in act(security, "appoint", username="clerk")
    assert clerk.get("/console/publications/").status_code == 200


def test_nobody_gives_anything_to_oneself(security):
    own = f"{city.FINANCE}/3"
    page = security.get(f"/console/duties/{own}/").content.decode()
    assert "另一位安全管理员" in page and "授予</button>" not in page
    assert "不能给本人" in act(security, "grant", own, duty="final")
    assert "不能任命本人" in act(security, "appoint", username="security")
    assert held(own) == {Duty.SECURITY}


def test_a_post_is_created_in_the_own_scope(security):
    sent = {"organisation": city.FINANCE, "title": "审核员", "duties": ["read", "review"]}
    assert (
        security.post("/console/duties/new/", sent).headers["Location"]
        == f"/console/duties/{city.FINANCE}/4/"
    )
    assert held(f"{city.FINANCE}/4") == {Duty.READ, Duty.REVIEW}
    for wrong in (
        {"organisation": city.HEALTH},
        {"title": ""},
        {"duties": ["system", "audit"]},
        {"duties": ["x"]},
    ):
        assert security.post("/console/duties/new/", sent | wrong).status_code == 422


def test_what_does_not_fit_is_said(security):
    assert "请选择一项职责" in act(security, "grant", duty="everything")
    assert "没有登录名 other" in act(security, "appoint", username="other")
    assert "2026-03-05 的样子" in act(security, "appoint", username="reader", on="明天")
    assert security.post(f"/console/duties/{CLERK}/else/").status_code == 404


def test_another_organisations_post_is_not_found(security):
    assert security.get(f"/console/duties/{city.HEALTH}/1/").status_code == 404
    assert security.post(f"/console/duties/{city.HEALTH}/1/grant/", {"duty": "final"}).status_code == 404


def test_audit_sees_everything_and_changes_nothing(client, jiangcheng):
    client.force_login(city.person("audit", jiangcheng.root.code, "审计员", Duty.AUDIT))
    page = client.get(f"/console/duties/{CLERK}/").content.decode()
    assert "公开专员clerk" in page and "授予" not in page and "收回" not in page
    assert client.post(f"/console/duties/{CLERK}/grant/", {"duty": "final"}).status_code == 403
    assert client.get("/console/duties/new/").status_code == 403


def test_system_administrators_see_organisations_only(client, jiangcheng):
    client.force_login(city.person("system", jiangcheng.root.code, "系统管理员", Duty.SYSTEM))
    assert "江城市财政局" in client.get("/console/organisations/?words=财政").content.decode()
    for address in ("people", "duties", f"duties/{CLERK}", "people/clerk"):
        assert client.get(f"/console/{address}/").status_code == 403
