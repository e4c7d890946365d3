"""通知: the person's own, counted on every screen, read with a click that leads on."""

import pytest

from gongkai.ground.notices import queries, services
from gongkai.ground.notices.rules import Words

from .. import city

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(client, jiangcheng):
    client.force_login(jiangcheng.clerk)
    client.person = jiangcheng.clerk.pk
    services.notify(
        [client.person], Words("请审核", "财政局的稿件", "/console/publications/"), by=city.OPERATOR
    )
    services.notify([jiangcheng.other.pk], Words("别人的事"), by=city.OPERATOR)
    return client


def test_unread_notices_stand_on_every_screen(clerk):
    assert "1 条未读通知" in clerk.get("/console/").content.decode()
    page = clerk.get("/console/notices/").content.decode()
    assert "财政局的稿件" in page and "别人的事" not in page


def test_a_click_reads_and_leads_on(clerk):
    key = queries.listed(clerk.person).items[0].pk
    assert clerk.post("/console/notices/read/", {"key": key}).headers["Location"] == "/console/publications/"
    assert "条未读通知" not in clerk.get("/console/").content.decode()


def test_all_are_read_at_once_and_nobody_elses(clerk, jiangcheng):
    assert clerk.post("/console/notices/read/").headers["Location"] == "/console/notices/"
    assert queries.unread(clerk.person) == 0 and queries.unread(jiangcheng.other.pk) == 1
    other = queries.listed(jiangcheng.other.pk).items[0].pk
    for key in (other, "x", "9" * 30, "²"):
        assert clerk.post("/console/notices/read/", {"key": key}).status_code == 404


def test_pages(clerk, django_assert_max_num_queries):
    for number in range(40):
        services.notify([clerk.person], Words(f"第 {number} 件"), by=city.OPERATOR)
    clerk.get("/console/posts/")
    with django_assert_max_num_queries(15):
        page = clerk.get("/console/notices/").content.decode()
    assert "下一页" in page
    assert clerk.get("/console/notices/?before=x").status_code == 400
