"""人员: opened, described, reset, closed by the security administrator whose people they are; audit sees."""

import re

import pytest
from django.test import Client

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.notices import queries
from gongkai.ground.orgs.queries import people
from gongkai.ground.orgs.rules import Duty

from .. import city

pytestmark = pytest.mark.django_db
MOST = 15  # statements a page


@pytest.fixture
def security(client, jiangcheng):
    """The security administrator of the finance bureau."""
    client.force_login(city.person("security", city.FINANCE, "安全管理员", Duty.SECURITY))
    return client


def act(client, username, step, **sent):
    return client.post(f"/console/people/{username}/{step}/", sent, follow=True)


def test_the_list_holds_the_scopes_people(security, django_assert_max_num_queries):
    for number in range(40):
        city.orgs.enrol(f"p{number:02}", "", city.PASSWORD, organisation=city.FINANCE, by=city.OPERATOR)
    security.get("/console/posts/")
    with django_assert_max_num_queries(MOST):
        page = security.get("/console/people/").content.decode()
    assert "clerk" in page and "公开专员" in page and "other" not in page.replace("another", "")
    assert "下一页" in page
    assert "没有符合条件" in security.get("/console/people/?words=没有这个人").content.decode()


def test_another_organisations_person_is_not_found(security):
    for path in ("other/", "editor/", "nobody/"):
        assert security.get(f"/console/people/{path}").status_code == 404
    assert security.post("/console/people/other/close/").status_code == 404
    assert people.by_username("other").is_active


def test_an_account_is_opened_with_a_password_shown_once(security):
    sent = {"username": "new", "full_name": "新人", "organisation": city.FINANCE, "email": "new@example.cn"}
    answer = security.post("/console/people/new/", sent)
    made = re.search(r'class="gk-once">([^<]+)<', answer.content.decode())[1]
    user = people.by_username("new")
    assert user.check_password(made) and user.password_temporary and user.email == "new@example.cn"
    assert made not in security.get("/console/people/new/").content.decode()
    again = security.post("/console/people/new/", sent)
    assert again.status_code == 422 and "已被使用" in again.content.decode()
    sent["organisation"] = city.HEALTH
    assert security.post("/console/people/new/", sent | {"username": "more"}).status_code == 422


def test_a_reset_shows_a_password_that_must_be_changed(security, jiangcheng):
    elsewhere = Client()
    elsewhere.force_login(jiangcheng.clerk)
    page = act(security, "clerk", "password").content.decode()
    made = re.search(r'class="gk-once">([^<]+)<', page)[1]
    assert people.by_username("clerk").check_password(made)
    assert elsewhere.get("/console/").status_code == 302


def test_a_closed_account_is_out_at_the_next_click(security, jiangcheng):
    elsewhere = Client()
    elsewhere.force_login(jiangcheng.clerk)
    assert elsewhere.get("/console/").status_code == 200
    assert "已停用" in act(security, "clerk", "close").content.decode()
    assert elsewhere.get("/console/").status_code == 302
    assert "已启用" in act(security, "clerk", "reopen").content.decode()
    kinds = [entry.kind for entry in ledger.of(f"person/{jiangcheng.clerk.pk}")]
    assert kinds[-2:] == ["person.closed", "person.reopened"]


def test_a_second_factor_is_reset_and_an_identity_linked(security, settings):
    settings.OIDC = {"issuer": "https://id.example", "name": "统一身份"}
    city.armed("clerk")
    assert "已重置" in act(security, "clerk", "factor").content.decode()
    assert queries.listed(people.by_username("clerk").pk).items[0].subject == "您的动态口令已由安全管理员重置"
    assert "没有设置动态口令" in act(security, "clerk", "factor").content.decode()
    assert "s-42" in act(security, "clerk", "link", subject="s-42").content.decode()
    assert "未绑定" in act(security, "clerk", "unlink").content.decode()


def test_one_does_not_look_after_oneself(security):
    page = security.get("/console/people/security/").content.decode()
    assert "另一位安全管理员" in page and "重置密码" not in page
    assert "请由另一位" in act(security, "security", "password").content.decode()


def test_audit_sees_and_changes_nothing(client, jiangcheng):
    client.force_login(city.person("audit", jiangcheng.root.code, "审计员", Duty.AUDIT))
    page = client.get("/console/people/clerk/").content.decode()
    assert "公开专员" in page and "停用账号" not in page and "保存" not in page
    assert client.post("/console/people/clerk/close/").status_code == 403
    assert (
        client.post("/console/people/clerk/", {"full_name": "x", "organisation": city.FINANCE}).status_code
        == 422
    )
    assert people.by_username("clerk").full_name != "x"


def test_description_is_changed(security):
    sent = {"full_name": "新名", "email": "no address", "organisation": city.FINANCE}
    assert "不是电子邮箱地址" in security.post("/console/people/clerk/", sent).content.decode()
    security.post("/console/people/clerk/", sent | {"email": ""})
    assert people.by_username("clerk").full_name == "新名"
