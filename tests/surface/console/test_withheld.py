"""The negative list in the console: listing, listing anew, assessing, drafting what the public sees."""

from datetime import date

import pytest

from gongkai.ground.orgs.rules import Duty
from gongkai.record.catalogue.queries import lists
from gongkai.record.catalogue.queries import withholding as queries
from gongkai.record.catalogue.rules.withholding import NewMatter
from gongkai.record.catalogue.services import withholding as services

from .. import city

MOST = 15
HOME = f"/console/withheld/{city.FINANCE}/"
SENT = {"title": "预算编制过程稿", "ground": "ND-16-2", "basis": "条例第十六条", "decided_on": "2026-03-02"}


@pytest.fixture
def keeper(client, jiangcheng):
    person = city.person("keeper", city.FINANCE, "目录管理员", Duty.READ, Duty.ITEMS, Duty.DRAFT)
    client.force_login(person)
    client.get("/console/posts/")
    return person


@pytest.fixture
def matter(keeper):
    new = NewMatter("询价底稿", "ND-15", "条例第十五条", date(2024, 3, 1))
    return services.withhold(city.FINANCE, new, by=city.OPERATOR)


def test_a_matter_is_listed_and_the_list_drafted(client, keeper):
    page = client.post(f"{HOME}new/", SENT, follow=True).content.decode()
    assert "预算编制过程稿" in page and "2027-03-02" in page
    assert "按现行清单起草公开稿" in page
    answer = client.post(f"/console/columns/{city.FINANCE}/draft/", {"kind": "negative_list"}, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain[-1][0].endswith("/edit/") and "预算编制过程稿" in page
    assert not lists.latest(publisher=city.FINANCE, kind="negative_list").items


def test_what_cannot_stand_is_said_in_words(client, keeper):
    wrong = client.post(f"{HOME}new/", SENT | {"reassess_on": "2026-03-01"})
    assert wrong.status_code == 422 and "重新评估日期" in wrong.content.decode()
    assert client.post(f"{HOME}new/", SENT | {"ground": "ND-99"}).status_code == 422


def test_what_is_due_is_assessed(client, matter):
    assert "1 项已到重新评估的日期" in client.get("/console/withheld/").content.decode()
    assert "请选择评估结论" in client.post(f"{HOME}1/", {"reason": "理由"}).content.decode()
    page = client.post(f"{HOME}1/", {"answer": "keep", "reason": "情形未变"}, follow=True).content.decode()
    assert "继续不予公开" in page
    assert "没有到期" in client.get("/console/withheld/").content.decode()
    client.post(f"{HOME}1/", {"answer": "disclose", "reason": "情势变化"})
    assert not queries.withheld(city.FINANCE)


@pytest.mark.parametrize("path", ["/console/withheld/", HOME, f"{HOME}1/", f"{HOME}new/"])
def test_a_screen_takes_few_statements(client, matter, path, django_assert_max_num_queries):
    with django_assert_max_num_queries(MOST):
        assert client.get(path).status_code == 200


def test_another_organisations_list_is_not_found(client, matter, jiangcheng):
    other = city.person("stranger", city.HEALTH, "目录管理员", Duty.READ, Duty.ITEMS)
    client.force_login(other)
    for path in (HOME, f"{HOME}1/", f"{HOME}new/"):
        assert client.get(path).status_code == 404
    assert client.post(f"{HOME}1/", {"answer": "disclose", "reason": "越权"}).status_code == 404
    client.force_login(jiangcheng.reader)
    assert client.get(f"{HOME}new/").status_code == 403
    assert "提交结论" not in client.get(f"{HOME}1/").content.decode()
