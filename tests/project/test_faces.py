"""Which addresses each face has, and how files and logs leave the house."""

import importlib
import json
import logging

import pytest
from django.test import RequestFactory
from django.urls import get_resolver

from gongkai.project import logs, settings
from gongkai.project.media import media


def addresses(face: str) -> set[str]:
    """Every route of a face as text."""

    def walk(patterns, prefix: str):
        for pattern in patterns:
            here = prefix + str(pattern.pattern).removeprefix("^")
            if hasattr(pattern, "url_patterns"):
                yield from walk(pattern.url_patterns, here)
            else:
                yield here

    return set(walk(get_resolver(f"gongkai.project.urls.{face}").url_patterns, ""))


def test_the_portal_has_no_staff_route():
    assert addresses("portal")
    assert not {route for route in addresses("portal") if "console" in route or "admin" in route}


def test_the_console_has_staff_routes_probes_and_files_only():
    outside = {route for route in addresses("console") if not route.startswith("console/")}
    probes = {"healthz", "readyz", "media/<path:path>"}
    assert outside == probes | {"handover/v1/packages", "handover/v1/packages/<path:key>"}


def test_one_machine_has_both():
    assert addresses("all") == addresses("portal") | addresses("console")


def test_errors_of_the_public_face_are_answered_by_the_portal():
    for name in ("400", "403", "404", "500"):
        module, view = getattr(importlib.import_module("gongkai.project.urls.all"), f"handler{name}").rsplit(
            ".", 1
        )
        assert callable(getattr(importlib.import_module(module), view))


@pytest.mark.django_db  # closing an answer ends the request, which looks at the connection
@pytest.mark.parametrize(
    ("name", "shown"),
    [("a.png", True), ("a.pdf", True), ("a.html", False), ("a.svg", False), ("a.docx", False)],
)
def test_uploaded_files_are_shown_or_saved_but_never_run(tmp_path, settings, name, shown):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / name).write_bytes(b"x")
    answer = media(RequestFactory().get("/"), name)
    answer.close()
    assert (answer.headers.get("Content-Disposition", "") != "attachment") is shown
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
def test_no_file_outside_the_folder_is_served(client, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    (tmp_path / "secret").write_text("x")
    assert client.get("/media/../secret").status_code in (400, 404)
    assert client.get("/media/%2e%2e/secret").status_code in (400, 404)


def test_the_policy_forbids_inline_scripts():
    allowed = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert allowed["default-src"] == ["'self'"]
    assert not {source for sources in allowed.values() for source in sources if "unsafe" in source}


def test_logs_are_json_without_queries_or_passwords():
    record = logging.LogRecord(
        "django.request",
        logging.ERROR,
        "",
        0,
        "Not Found: %s",
        ("/search?q=张三 postgres://u:pw@h/db",),
        None,
    )
    line = json.loads(logs.formatter().format(record))
    assert line["level"] == "error" and line["logger"] == "django.request"
    assert "张三" not in line["event"] and "pw" not in line["event"]
