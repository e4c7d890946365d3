"""Staff screens: who sees what, what a decision does, how many statements a list costs."""

import pytest
from django.urls import reverse

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs.rules import Duty
from gongkai.record.catalogue.queries import publications
from gongkai.record.catalogue.rules import RelationState

from .. import city

MOST = 15  # statements of a list


@pytest.fixture
def clerk(client, jiangcheng):
    client.force_login(jiangcheng.clerk)
    return client


def address(name, publication):
    return reverse(f"console:{name}", args=publication.identifier.split("/"))


@pytest.mark.parametrize("name", ["work", "publications", "relations", "quarantine", "posts"])
def test_a_list_takes_at_most_fifteen_statements(clerk, name, django_assert_max_num_queries):
    clerk.get("/console/posts/")  # writes the click, as once a minute
    with django_assert_max_num_queries(MOST):
        page = clerk.get(reverse(f"console:{name}"))
    assert page.status_code == 200


def test_the_list_holds_only_the_organisations_own(clerk):
    page = clerk.get("/console/publications/").content.decode()
    assert "预算绩效管理办法" in page
    assert "门诊时间调整" not in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [("words=绩效", True), ("words=江财[2025]6号", True), ("kind=news", False), ("status=withdrawn", False)],
)
def test_filters_narrow_the_list(clerk, query, shown):
    page = clerk.get(f"/console/publications/?{query}").content.decode()
    assert ("预算绩效管理办法" in page) is shown
    assert shown or "没有符合条件的公开信息" in page


def test_a_bad_cursor_or_nul_is_a_bad_request(clerk):
    for query in ("before=garbage", "words=%00"):
        assert clerk.get(f"/console/publications/?{query}").status_code == 400
    assert clerk.get("/console/relations/?before=garbage").status_code == 400
    assert clerk.get("/console/quarantine/?before=garbage").status_code == 400


def test_the_detail_shows_versions_relations_and_ledger(clerk, jiangcheng):
    page = clerk.get(address("publication", jiangcheng.new)).content.decode()
    assert publications.current(jiangcheng.new).digest in page
    assert "预算管理办法" in page
    assert "公开" in page
    assert str(ledger.of(jiangcheng.new.identifier)[0].index) in page


def test_another_organisations_row_is_not_found(clerk, jiangcheng):
    assert clerk.get(address("publication", jiangcheng.news)).status_code == 404


def decide(client, relation, answer):
    sent = {
        "source": relation.source.identifier,
        "kind": relation.kind,
        "target_key": relation.target_key,
        "answer": answer,
        "back": "/console/relations/",
    }
    return client.post("/console/relations/decide/", sent)


@pytest.mark.parametrize(
    ("answer", "state"), [("confirm", RelationState.CONFIRMED), ("reject", RelationState.REJECTED)]
)
def test_a_found_relation_is_decided_once(clerk, jiangcheng, answer, state):
    relation = publications.relations(jiangcheng.new)[0]
    assert "同时废止" in clerk.get("/console/").content.decode()
    assert decide(clerk, relation, answer).headers["Location"] == "/console/relations/"
    relation.refresh_from_db()
    assert relation.state == state
    assert "没有等您处理的事项" in clerk.get("/console/").content.decode()


def test_each_duty_opens_its_own_screens_and_the_menu_follows(client, jiangcheng):
    """A person who only reads, one who only screens, one who only looks after the system."""
    opened = {
        (Duty.READ,): {"publications", "relations"},
        (Duty.SCREEN,): {"quarantine"},
        (Duty.CATALOGUE,): {"relations"},
        (Duty.SYSTEM,): set(),
    }
    for serial, (duties, names) in enumerate(opened.items()):
        client.force_login(city.person(f"one{serial}", city.FINANCE, "岗位", *duties))
        menu = client.get("/console/").content.decode()
        for name in ("publications", "relations", "quarantine"):
            page = client.get(reverse(f"console:{name}"))
            assert page.status_code == (200 if name in names else 403), (duties, name)
            assert (f'"url": "/console/{name}/"' in menu) is (name in names), (duties, name)
            assert name in names or "请联系本机构的安全管理员" in page.content.decode()
    assert client.get(address("publication", jiangcheng.new)).status_code == 403
    assert "预算" not in client.get("/console/").content.decode()


def test_another_organisations_relation_is_not_found(client, jiangcheng):
    client.force_login(jiangcheng.other)
    relation = publications.relations(jiangcheng.new)[0]
    assert decide(client, relation, "confirm").status_code == 404


def test_the_way_back_stays_on_this_site(clerk, jiangcheng):
    relation = publications.relations(jiangcheng.new)[0]
    sent = {"source": relation.source.identifier, "kind": relation.kind, "target_key": relation.target_key}
    answer = clerk.post(
        "/console/relations/decide/", sent | {"answer": "reject", "back": "https://evil.example/"}
    )
    assert answer.headers["Location"] == "/console/relations/"


def test_scripts_are_files_everywhere_and_inline_styles_are_wagtails_alone(client, jiangcheng):
    client.force_login(jiangcheng.editor)
    ours = client.get("/console/publications/")["Content-Security-Policy"]
    wagtails = client.get("/console/pages/")["Content-Security-Policy"]
    assert "unsafe" not in ours
    assert "style-src 'self' 'unsafe-inline'" in wagtails
    assert "script-src" not in wagtails  # default-src 'self' holds
