"""Stored attachments are served through a publication that is public now, and in no other way."""

import hashlib
from dataclasses import replace
from datetime import datetime
from urllib.parse import unquote

import pytest
from django.utils import timezone

from gongkai.ground.attachments import services as attachments
from gongkai.ground.orgs.rules import system
from gongkai.record.catalogue.queries import publications as catalogue
from gongkai.record.catalogue.rules import Kind, Link
from gongkai.record.catalogue.rules.endings import Ending
from gongkai.record.catalogue.services import publications
from tests.ground.attachments.containers import docx, xlsx

from .town import draft

BY = system("test")
FILE, TABLE = docx("登记表"), xlsx()
SHA, TABLE_SHA = (hashlib.sha256(data).hexdigest() for data in (FILE, TABLE))
NAME = "登记表 (一).docx"


def status(visitor, address, method="get") -> int:
    """The status of an answer, read to its end as a browser does."""
    answer = getattr(visitor, method)(address)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code


@pytest.fixture
def item(town, db):
    for name, data in ((NAME, FILE), ("表.xlsx", TABLE)):
        attachments.take_in(name, data, by=BY)
    links = (
        Link("外部.pdf", "https://example.gov.cn/a.pdf"),
        Link(NAME, "", "", len(FILE), SHA),
        Link("没有存.docx", "", "", 5, "0" * 64),
    )
    at = timezone.make_aware(datetime(2026, 3, 2, 9))
    new = draft(town.root, "关于登记的通告", at, "登记表见附件。", kind=Kind.NOTICE, attachments=links)
    (made,) = publications.publish_many([new], by=BY)
    return made, new


def test_the_page_leads_to_the_file_and_the_file_comes_whole(visitor, item):
    made, _ = item
    page = visitor.get(made.path).content.decode()
    address = f"{made.path}/files/2/"
    assert f'href="{address}' in page and 'href="https://example.gov.cn/a.pdf"' in page
    assert "<span>没有存.docx</span>" in page and 'href=""' not in page
    found = page.split(f'href="{address}')[1].split('"')[0]
    assert unquote(found) == NAME
    answer = visitor.get(address + found)
    assert b"".join(answer.streaming_content) == FILE
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''%E7%99%BB")
    assert answer.headers["ETag"] == f'"{SHA}"'
    assert answer.headers["Content-Length"] == str(len(FILE))
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert "Gongkai-Tags" not in answer.headers
    assert visitor.get(address + found, headers={"if-none-match": f'"{SHA}"'}).status_code == 304
    assert status(visitor, address + found, "head") == 200
    assert visitor.post(address + found).status_code == 405


def test_programs_get_the_same_address(visitor, item):
    made, _ = item
    one = visitor.get(f"/api/v1/publications/{made.identifier}").json()
    first, second, third = one["attachments"]
    assert first["url"] == "https://example.gov.cn/a.pdf" and third["url"] == ""
    assert f"{made.path}/files/2/" in second["url"] and second["sha256"] == SHA


def test_other_places_and_names(visitor, item):
    made, _ = item
    answer = visitor.get(f"{made.path}/files/2/别的名字.exe")
    assert answer.status_code == 302 and unquote(answer.headers["Location"]).endswith(f"/files/2/{NAME}")
    for place, name in ((0, NAME), (4, NAME), (1, "外部.pdf"), (3, "没有存.docx")):
        assert status(visitor, f"{made.path}/files/{place}/{name}") == 404
    assert status(visitor, f"/publications/014200012/2026-999999/files/1/{NAME}") == 404
    assert status(visitor, f"{made.path}/versions/9/files/2/{NAME}") == 404


def test_a_new_version_has_its_own_files_and_the_old_one_keeps_its(visitor, item):
    made, new = item
    changed = replace(new, attachments=(Link("表.xlsx", "", "", len(TABLE), TABLE_SHA),))
    publications.republish(made.identifier, changed, note="更换附件", by=BY)
    assert status(visitor, f"{made.path}/files/1/表.xlsx") == 200
    assert status(visitor, f"{made.path}/files/2/{NAME}") == 404
    assert status(visitor, f"{made.path}/versions/1/files/2/{NAME}") == 200
    assert f"{made.path}/versions/1/files/2/" in visitor.get(f"{made.path}/versions/1").content.decode()


@pytest.mark.parametrize("end", [Ending.IN_ERROR, Ending.REMOVED])
def test_files_go_with_their_publication(visitor, item, end):
    made, _ = item
    address = f"{made.path}/files/2/{NAME}"
    assert status(visitor, address) == 200
    if end is Ending.IN_ERROR:
        publications.withdraw(made.identifier, reason="内容有误", ending=end, by=BY)
    else:
        publications.remove(made.identifier, basis="《个人信息保护法》第四十七条", by=BY)
    answer = visitor.get(address)
    assert answer.status_code == 410 and "登记表" not in answer.content.decode()
    assert status(visitor, f"{made.path}/versions/1/files/2/{NAME}") == 410


def test_what_stays_readable_keeps_its_files(visitor, item):
    made, _ = item
    publications.withdraw(made.identifier, reason="已由新规定替代", by=BY)
    assert status(visitor, f"{made.path}/files/2/{NAME}") == 200


def test_a_discarded_content_is_gone(visitor, item, django_capture_on_commit_callbacks):
    made, _ = item
    with django_capture_on_commit_callbacks(execute=True):
        attachments.discard([SHA], by=BY)
    assert status(visitor, f"{made.path}/files/2/{NAME}") == 404
    assert catalogue.get(made.identifier).status == "published"


def test_the_catalogue_keeps_what_the_file_was(item):
    made, _ = item
    facts = catalogue.metadata(catalogue.current(made))
    assert facts["attachments"][1]["sha256"] == SHA
