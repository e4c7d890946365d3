"""Wagtail's own buttons go through our services, or are refused."""

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import RequestFactory

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs import queries
from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.rules import Duty
from gongkai.surface.portal import services, wagtail_hooks

from .town import BY


@pytest.fixture
def page(town, db):
    return services.write("city", "river", "两江四岸", "", [("paragraph", "<p>江边。</p>")], by=BY)


@pytest.fixture
def editor(town, db, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    user = orgs.enrol("editor", "编辑", "long-enough-for-a-test", by=BY)
    post = orgs.create_post(town.root, "网站编辑", [Duty.READ, Duty.CHANNELS], by=BY)
    orgs.appoint("editor", post.code, by=BY)
    return user


def pressed(user):
    request = RequestFactory().post("/")
    request.user = user
    request.actor = queries.actor_of(user)  # the console's gate does this for the chosen post
    request.session = {}
    request._messages = FallbackStorage(request)
    return request


def kinds(page):
    return [entry.kind for entry in ledger.of(f"page:{page.pk}")]


def test_the_buttons_publish_through_the_service(page, editor):
    before = len(kinds(page))
    assert wagtail_hooks.unpublish(pressed(editor), page).status_code == 302
    page.refresh_from_db()
    assert not page.live
    assert wagtail_hooks.publish(pressed(editor), page).status_code == 302
    page.refresh_from_db()
    assert page.live
    assert kinds(page)[before:] == [services.UNPUBLISHED, services.PUBLISHED]


def test_somebody_without_a_post_publishes_nothing(page, town, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    stranger = orgs.enrol("stranger", "某人", "long-enough-for-a-test", by=BY)
    before = kinds(page)
    request = pressed(stranger)
    wagtail_hooks.unpublish(request, page)
    page.refresh_from_db()
    assert page.live
    assert kinds(page) == before
    assert "没有在任岗位" in str(next(iter(request._messages)))


def test_a_live_page_is_not_deleted_and_nothing_is_done_in_bulk(page, editor):
    assert wagtail_hooks.delete(pressed(editor), page).status_code == 302
    assert wagtail_hooks.bulk(pressed(editor), "publish", [page], None).status_code == 302
    assert wagtail_hooks.bulk(pressed(editor), "move", [page], None) is None
