"""A draft on the public's page: the same page, only for its person, and kept by nobody."""

import re

import pytest
from django.test import Client

from gongkai.desk.documents.models import ManuscriptFile
from gongkai.desk.documents.queries import previews
from gongkai.desk.documents.services import manuscripts, publishing
from gongkai.ground.orgs.models import User
from gongkai.project import page_gate
from gongkai.record.catalogue.models import Publication
from tests.desk.documents import writing

pytestmark = pytest.mark.django_db
BODY = (
    "<h2>总则</h2><p>第一条 为了规范预算管理，制定本办法。江财〔2019〕4号同时废止。</p>"
    "<table><tr><th>项目</th></tr><tr><td>公路</td></tr></table>"
)


@pytest.fixture
def people():
    return writing.city()


@pytest.fixture
def manuscript(people):
    return writing.begun(people, html=BODY)


def address(manuscript, actor):
    return f"/preview/{previews.token(manuscript.pk, manuscript.revision, actor.person)}"


@pytest.fixture
def drafter(people):
    client = Client()
    client.force_login(User.objects.get(pk=people["drafter"].person))
    return client


def words(response):
    return re.sub(r"<[^>]+>", "", response.content.decode())


def test_the_page_is_the_publics_page(drafter, people, manuscript):
    response = drafter.get(address(manuscript, people["drafter"]))
    page = response.content.decode()
    assert response.status_code == 200
    assert page.count("<h1") == 1 and '<h2 id="' in page and 'class="scroll' in page
    for said in (
        "预览",
        "还没有公开",
        "江财〔2026〕6号",
        "发布时编定",
        "尚未施行",
        "2026-11-02",
        "第 1 版",
        "公开时编入存证",
    ):
        assert said in words(response), said
    assert "废止了" in words(response)
    assert not Publication.objects.exists()


def test_nobody_keeps_it(drafter, people, manuscript):
    response = drafter.get(address(manuscript, people["drafter"]))
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"].startswith("noindex")
    assert response["Referrer-Policy"] == "no-referrer"
    assert "Gongkai-Tags" not in response
    assert "Content-Security-Policy" in response
    assert not page_gate._storable(("host", address(manuscript, people["drafter"]), "", "/"))


def test_a_file_is_named_but_leads_nowhere_yet(drafter, people, manuscript):
    ManuscriptFile.objects.create(
        manuscript=manuscript,
        sha256="0" * 64,
        name="附表.xlsx",
        format="xlsx",
        size=2048,
        at=manuscript.saved_at,
    )
    response = drafter.get(address(manuscript, people["drafter"]))
    assert "附表.xlsx" in words(response)
    assert 'href=""' not in response.content.decode()


def test_only_the_person_named_where_staff_sign_in_on_the_same_host(people, manuscript):
    path = address(manuscript, people["drafter"])
    other = Client()
    other.force_login(User.objects.get(pk=people["first"].person))
    for client in (Client(), other):
        response = client.get(path)
        assert response.status_code == 404
        assert "预览已经失效" in words(response) and "规范预算管理" not in words(response)
        assert "no-store" in response["Cache-Control"]


def test_the_public_face_by_itself_trusts_the_signature(people, manuscript, settings):
    settings.FACE = "portal"
    assert Client().get(address(manuscript, people["drafter"])).status_code == 200
    assert Client().get("/preview/forged").status_code == 404


def test_a_draft_that_lacks_something_says_what(drafter, people):
    manuscript = writing.begun(people, document_number="江" * 130)
    response = drafter.get(address(manuscript, people["drafter"]))
    assert response.status_code == 422
    assert "文号超过 120 字" in words(response)


def test_the_next_version_of_what_is_public(drafter, people):
    published = publishing.publish(writing.approved(people).pk, by=people["final"]).publication
    changed = manuscripts.change(published.identifier, by=people["drafter"])
    response = drafter.get(address(changed, people["drafter"]))
    assert published.identifier in words(response) and "第 2 版" in words(response)


def test_it_takes_few_statements(drafter, people, manuscript, django_assert_max_num_queries):
    path = address(manuscript, people["drafter"])
    drafter.get(path)
    with django_assert_max_num_queries(25):
        drafter.get(path)
