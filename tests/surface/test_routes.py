"""Every route of every face: public ones are listed, staff ones need sign-in and a post held today."""

import re

import pytest
from django.urls import URLPattern, URLResolver, resolve, reverse

from gongkai.project.urls import console, portal
from gongkai.surface.console.doors import EVERYBODY, open_to

from . import city

# The way to the identity provider and back; without one in the environment both are 404.
OPEN_CONSOLE = {"console:sign_in", "console:sign_out", "console:provider", "openid_connect_callback"}
# Public routes by their name's room; each of these rooms says itself that everything in it is public.
PUBLIC_ROOMS = {"api", "rest", "portal", "i18n", "media", "wagtaildocs", "wagtailimages"}
PUBLIC_ADDRESSES = {"^api/(?P<rest>.*)$", "api/", "media/<path:path>"}
ON_BOTH_FACES = {"healthz", "readyz", "media/<path:path>"}
# Programs of the city's own offices come in by a token, not by a session.
BY_TOKEN = {"handover/v1/packages", "handover/v1/packages/<path:key>"}
# Our screens stand at their addresses.
SHADOWED = {"wagtailadmin_home", "wagtailadmin_login", "wagtailadmin_logout"}
SAMPLES = {"int": "1", "str": "x", "slug": "x", "uuid": "00000000-0000-0000-0000-000000000000", "path": "x"}


def walk(patterns, prefix="", namespace=()):
    """(address pattern, full name, view) of every route."""
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (*namespace, pattern.namespace) if pattern.namespace else namespace
            yield from walk(pattern.url_patterns, address, inner)
        elif isinstance(pattern, URLPattern):
            yield address, ":".join((*namespace, pattern.name or "")), pattern.callback


def example(address):
    """An address that a pattern of ``path()`` matches; None for a regular expression."""
    if re.search(r"[\^$\\]|\(\?", address):
        return None
    filled = re.sub(r"<(?:(\w+):)?\w+>", lambda match: SAMPLES.get(match[1] or "str", "x"), address)
    return "/" + filled


STAFF = [
    route
    for route in walk(console.urlpatterns)
    if route[1] not in OPEN_CONSOLE | SHADOWED and route[0] not in ON_BOTH_FACES | BY_TOKEN
]


def test_the_public_face_has_no_staff_route():
    addresses = [address for address, _, _ in walk(portal.urlpatterns)]
    assert addresses
    assert not [address for address in addresses if "console" in address or "admin" in address]


def test_every_public_route_is_listed():
    strangers = [
        (address, name)
        for address, name, _ in walk(portal.urlpatterns)
        if name.split(":")[0] not in PUBLIC_ROOMS and address not in PUBLIC_ADDRESSES
    ]
    assert not strangers


def test_wagtails_start_sign_in_and_sign_out_are_ours():
    for name in SHADOWED:
        assert resolve(reverse(name)).view_name in ("console:work", "console:sign_in", "console:sign_out")


def test_the_staff_face_stands_under_one_address():
    assert all(address.startswith("console/") for address, _, _ in STAFF)


@pytest.mark.django_db
def test_every_staff_route_needs_sign_in(client):
    asked = 0
    for address, name, _ in STAFF:
        if (sample := example(address)) is None:
            continue
        for answer in (client.get(sample), client.post(sample)):
            shut = answer.status_code in (404, 405) or (
                answer.status_code == 302 and "/console/login/" in answer.headers["Location"]
            )
            assert shut, (sample, name, answer.status_code)
        asked += 1
    assert asked > 50


def test_programs_of_the_offices_need_a_token(client, db):
    for address in BY_TOKEN:
        for answer in (client.get(example(address)), client.post(example(address))):
            assert answer.status_code == 401


def test_every_staff_route_needs_a_post(client, jiangcheng):
    """A person whose last post has ended is told so, wherever the person goes."""
    city.orgs.dismiss("clerk", f"{city.FINANCE}/1", to_on=city.date(2020, 1, 1), by=city.OPERATOR)
    client.force_login(jiangcheng.clerk)
    for address, name, _ in STAFF:
        if sample := example(address):
            assert client.get(sample).status_code in (403, 404, 405), (sample, name)


def test_wagtails_own_pages_open_by_duty_only(client, jiangcheng):
    """Without the channels duty, nothing of Wagtail but one's own account; nobody sees users and settings."""
    client.force_login(jiangcheng.clerk)
    for address, name, _ in STAFF:
        sample = example(address)
        if sample and not name.startswith("console:") and name not in EVERYBODY:
            assert client.get(sample).status_code in (404, 405), (sample, name)
    client.force_login(jiangcheng.editor)
    for sample in ("/console/users/", "/console/groups/", "/console/reports/locked/", "/console/sites/"):
        assert client.get(sample).status_code == 404
    assert client.get("/console/pages/").status_code == 200
    assert not open_to({"channels"}, "wagtailusers_users:index")
