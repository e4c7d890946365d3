"""Over HTTP, as an editor presses the buttons: nothing becomes public, or ceases to be, past the service."""

import json

import pytest
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.ledger.models import Entry
from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.rules import Duty
from gongkai.surface.portal import services
from gongkai.surface.portal.models import EditorialPage

from .town import BY

PASSWORD = "Long-enough-4-a-test"


@pytest.fixture
def page(town, db):
    return services.write("city", "river", "两江四岸", "", [("paragraph", "<p>江边。</p>")], by=BY)


@pytest.fixture
def editor(town, db, client, quick_passwords):
    """Signed in; holds two posts, of which only the second keeps channels."""
    user = orgs.enrol("editor", "编辑", PASSWORD, own=True, by=BY)
    for title, duties in (("查阅员", [Duty.READ]), ("网站编辑", [Duty.READ, Duty.CHANNELS])):
        post = orgs.create_post(town.root, title, duties, by=BY)
        orgs.appoint("editor", post.code, by=BY)
    client.post("/console/login/", {"username": "editor", "password": PASSWORD})
    client.post("/console/posts/", {"code": post.code})
    client.post_code = post.code
    return user


def kinds(page):
    return [entry.kind for entry in ledger.of(f"page:{page.pk}")]


def form(**fields):
    """The page editor's form."""
    given = {
        "title": "江城概况", "slug": "facts", "section": "city", "summary": "", "channel": "",
        "body-count": "1",
        "body-0-deleted": "", "body-0-order": "0", "body-0-type": "heading", "body-0-id": "",
        "body-0-value": "地理",
    }  # fmt: skip
    return given | fields


def test_the_buttons_publish_through_the_service_under_the_post_chosen(page, editor, client):
    before = len(kinds(page))
    client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    page.refresh_from_db()
    assert not page.live
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client.post(edit, form(slug="river", **{"action-publish": "1"}))
    page.refresh_from_db()
    assert page.live and page.title == "江城概况"
    entries = ledger.of(f"page:{page.pk}")[before:]
    assert [entry.kind for entry in entries] == [services.UNPUBLISHED, services.PUBLISHED]
    assert {entry.post for entry in entries} == {client.post_code}


def test_a_new_page_goes_live_with_its_entry_and_no_schedule(page, editor, client):
    add = reverse("wagtailadmin_pages:add", args=["portal", "editorialpage", page.get_parent().pk])
    late = {"go_live_at": "2099-01-01 00:00", "expire_at": "2099-01-02 00:00"}
    client.post(add, form(**late, **{"action-publish": "1"}))
    made = EditorialPage.objects.get(slug="facts")
    assert made.live and made.go_live_at is None and made.expire_at is None
    assert kinds(made) == [services.PUBLISHED]
    client.post(reverse("wagtailadmin_pages:edit", args=[made.pk]), form(title="草稿", **late))
    assert made.get_latest_revision().content["go_live_at"] is None
    assert kinds(made) == [services.PUBLISHED]


def test_the_post_without_the_duty_opens_no_editor(page, editor, client):
    first = client.post_code.replace("/2", "/1")
    client.post("/console/posts/", {"code": first})
    for name in ("edit", "unpublish"):
        address = reverse(f"wagtailadmin_pages:{name}", args=[page.pk])
        assert client.get(address).status_code == client.post(address).status_code == 404
    page.refresh_from_db()
    assert page.live


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("copy", {"new_title": "又一篇", "new_slug": "again", "publish_copies": "on"}),
        ("copy", {"new_title": "又一篇", "new_slug": "again", "alias": "on"}),
        ("set_privacy", {"restriction_type": "login"}),
        ("convert_alias", {}),
        ("move", {}),
        ("lock", {}),
    ],
)
def test_what_the_services_cannot_lead_is_shut(page, editor, client, name, sent):
    pages, entries = Page.objects.count(), Entry.objects.count()
    sent["new_parent_page"] = page.get_parent().pk
    answer = client.post(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]), sent)
    assert answer.status_code == 404
    assert (Page.objects.count(), Entry.objects.count()) == (pages, entries)
    assert not PageViewRestriction.objects.exists()


@pytest.mark.parametrize("act", ["copy", "create_alias", "publish", "unpublish", "delete", "move"])
def test_the_programs_door_of_wagtail_acts_on_nothing(page, editor, client, act):
    pages, entries = Page.objects.count(), Entry.objects.count()
    address = reverse("wagtailadmin_api:pages:action", args=[page.pk, act])
    sent = {"destination_page_id": page.get_parent().pk, "slug": "again", "keep_live": True}
    answer = client.post(address, json.dumps(sent), content_type="application/json")
    assert answer.status_code == 404
    page.refresh_from_db()
    assert page.live
    assert (Page.objects.count(), Entry.objects.count()) == (pages, entries)


@pytest.mark.parametrize("act", ["publish", "unpublish", "delete", "move"])
def test_nothing_is_done_in_bulk(page, editor, client, act):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", act])
    assert client.post(f"{address}?id={page.pk}").status_code == 404
    page.refresh_from_db()
    assert page.live


def test_a_live_page_is_deleted_neither_itself_nor_with_its_folder(page, editor, client):
    folder = page.get_parent()
    for one in (page, folder):
        client.post(reverse("wagtailadmin_pages:delete", args=[one.pk]))
        client.post(reverse("wagtailadmin_pages:unpublish", args=[one.pk]), {"include_descendants": "on"})
        page.refresh_from_db()
        if one == page:
            assert not page.live
            client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]),
                        form(slug="river", **{"action-publish": "1"}))  # fmt: skip
    page.refresh_from_db()
    assert page.live and Page.objects.filter(pk=folder.pk).exists()
    client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert not Page.objects.filter(pk=page.pk).exists()


def test_the_editor_shows_no_button_that_leads_nowhere(page, editor, client):
    explorer = client.get(reverse("wagtailadmin_explore", args=[page.get_parent().pk])).content.decode()
    editing = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    for name in ("copy", "set_privacy", "move", "lock"):
        address = reverse(f"wagtailadmin_pages:{name}", args=[page.pk])
        assert address not in explorer, name
        assert f'href="{address}' not in editing, name
    for word in ("go_live_at", "set-privacy-dialog-trigger", "data-w-dialog-toggle"):
        assert word not in editing, word
