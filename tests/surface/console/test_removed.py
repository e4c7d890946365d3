"""What staff see of a manuscript whose publication the law removed, and where steps lead back to."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from gongkai.desk.documents.services import manuscripts, publishing, purging
from gongkai.ground.orgs.rules import system
from gongkai.record.catalogue.services import publications
from tests.desk.documents import writing


@pytest.fixture
def people(db):
    return writing.city()


@pytest.fixture
def drafter(people):
    client = Client()
    client.force_login(get_user_model().objects.get(username="drafter"))
    return client


def at(name, *arguments):
    return reverse(f"console:{name}", args=arguments)


def test_the_page_of_a_cleared_manuscript_says_so(people, drafter):
    public = publishing.publish(writing.approved(people).pk, by=people["final"]).publication
    change = manuscripts.change(public.identifier, by=people["drafter"])
    publications.remove(public.identifier, basis="处罚已撤销", by=people["final"])
    assert purging.purge_removed(by=system("clock")) == 2
    for name in ("manuscript", "edit_manuscript", "differences"):
        page = drafter.get(at(name, change.pk))
        assert page.status_code == 200 and "预算管理办法" not in page.content.decode()
    assert "已依法清除" in drafter.get(at("manuscripts")).content.decode()
    sent = {"revision": 1, "title": "又写", "html": "<p>又写</p>", "kind": "document", "channels": []}
    assert drafter.post(at("edit_manuscript", change.pk), sent).status_code == 422
    preview = drafter.get(at("preview_manuscript", change.pk), follow=True)
    assert preview.status_code < 500 and "预算管理办法" not in preview.content.decode()


@pytest.mark.parametrize("back", ["//evil.example/", "https://evil.cn/", "javascript:alert(1)", "nowhere"])
def test_a_step_leads_back_to_pages_of_ours_only(people, drafter, back):
    manuscript = writing.begun(people)
    answer = drafter.post(at("abandon_manuscript", manuscript.pk), {"back": back})
    assert answer.headers["Location"] == at("manuscript", manuscript.pk)
