"""公开专栏 in the console: what stands, what is missing, and beginning a page of it."""

import pytest

from gongkai.desk.documents.models import Manuscript
from gongkai.ground.orgs.rules import Duty
from gongkai.record.catalogue.rules import Kind
from gongkai.record.catalogue.services import publications

from .. import city

MOST = 15
HOME = f"/console/columns/{city.FINANCE}/"


@pytest.fixture
def drafter(client, jiangcheng):
    person = city.person("drafter", city.FINANCE, "撰稿人", Duty.READ, Duty.DRAFT)
    client.force_login(person)
    client.get("/console/posts/")
    return person


def test_the_column_says_what_stands_and_what_is_missing(client, drafter):
    made = city.draft("江城市财政局领导信息", city.FINANCE, kind=Kind.LEADER)
    row = publications.publish(made, by=city.OPERATOR)
    page = client.get(HOME).content.decode()
    assert row.path in page and "还没有公开：公开指南、公开制度、主动公开目录、负面清单、会议" in page
    for words in ("财政预决算", "民生", "重大项目", "社会公益"):
        assert words in page


def test_a_guide_is_begun_from_the_register_and_then_under_way(client, drafter):
    answer = client.post(f"{HOME}draft/", {"kind": "guide"}, follow=True)
    assert "江城市财政局政府信息公开指南" in answer.content.decode()
    page = client.get(HOME).content.decode()
    assert f"/console/manuscripts/{Manuscript.objects.get().pk}/" in page and "起草中" in page
    assert "公开指南：继续…" in page
    client.post(f"{HOME}draft/", {"kind": "guide"})
    assert Manuscript.objects.count() == 1


def test_a_key_area_is_drafted_where_it_stands(client, drafter):
    client.post(f"{HOME}draft/", {"kind": "notice", "area": "public-welfare"})
    page = client.get(f"/console/manuscripts/{Manuscript.objects.get().pk}/edit/").content.decode()
    assert 'value="public-welfare" id' in page and "checked" in page


def test_what_cannot_be_begun_is_said(client, drafter):
    page = client.post(f"{HOME}draft/", {"kind": "catalogue"}, follow=True).content.decode()
    assert "还没有采用的公开目录" in page
    for sent in ({"kind": "nothing"}, {"kind": "notice", "area": "news"}, {}):
        assert client.post(f"{HOME}draft/", sent).status_code == 400


@pytest.mark.parametrize("path", ["/console/columns/", HOME])
def test_a_screen_takes_few_statements(client, drafter, path, django_assert_max_num_queries):
    for kind in (Kind.LEADER, Kind.MEETING, Kind.GAZETTE, Kind.BUDGET):
        publications.publish(city.draft(kind.label, city.FINANCE, kind=kind), by=city.OPERATOR)
    client.post(f"{HOME}draft/", {"kind": "guide"})
    with django_assert_max_num_queries(MOST):
        assert client.get(path).status_code == 200


def test_another_organisations_column_is_not_found_and_a_reader_begins_nothing(client, drafter, jiangcheng):
    other = f"/console/columns/{city.HEALTH}/"
    assert client.get(other).status_code == 404
    assert client.post(f"{other}draft/", {"kind": "guide"}).status_code == 404
    client.force_login(jiangcheng.reader)
    assert "起草…" not in client.get(HOME).content.decode()
    assert client.post(f"{HOME}draft/", {"kind": "guide"}).status_code == 403
