"""Bad files at every door: console, interface, watched folder, ``gongkai check`` and ``gongkai convert``.

Each is told in Chinese what happened and what to do, nothing is stored half, nothing answers 500.
"""

import argparse
import json
import re
from io import BytesIO

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gongkai.desk.documents.models import Handover, Manuscript, ManuscriptFile, Revision
from gongkai.desk.documents.services import attaching, folders, handovers
from gongkai.ground.attachments.models import StoredFile
from gongkai.ground.attachments.rules import MAX_BYTES
from gongkai.surface.cli import check, convert
from tests.desk.documents import writing
from tests.desk.documents.test_handovers import packed
from tests.ground.attachments.containers import compound, docx, parts_of, pdf, zipped
from tests.record.editorial import making

CHINESE = re.compile("[\u4e00-\u9fff]{4}")
LAUGHS = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><w>&b;</w>'


def altered(**parts) -> bytes:
    """A whole Word file with other or further parts."""
    return zipped(parts_of(docx()) | parts)


BOMB = altered(**{"word/media/a.bin": bytes(120 * 1024 * 1024)})
NESTED = altered(
    **{"word/embeddings/a.zip": zipped({"b.zip": zipped({"c.zip": zipped({"d.zip": zipped({"x": b"0"})})})})}
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

BAD = {
    "zip bomb": ("a.docx", BOMB, "压缩炸弹"),
    "archives in archives": ("a.docx", NESTED, "压缩炸弹"),
    "password": ("a.docx", compound("EncryptedPackage"), "密码"),
    "locked PDF": ("a.pdf", pdf(encrypt="secret"), "密码"),
    "cut off": ("a.docx", docx()[:4000], "损坏"),
    "broken PDF": ("a.pdf", b"%PDF-1.7\nnothing", "损坏"),
    "macros": ("a.docx", altered(**{"word/vbaProject.bin": b"macro"}), "宏"),
    "old Word renamed": ("a.docx", compound("WordDocument"), "改成"),
    "SVG": ("a.svg", SVG, "SVG"),
    "SVG as a picture": ("a.png", SVG, "SVG"),
    "entities": ("a.docx", altered(**{"word/document.xml": LAUGHS}), "实体"),
    "a program": ("a.pdf", b"\x7fELF" + bytes(400), "可执行"),
    "an archive": ("a.zip", zipped({"a.txt": "x"}), "压缩包"),
    "nothing": ("a.docx", b"", "空"),
    "zeros": ("a.txt", bytes(4096), "认不出"),
}
CASES = [pytest.param(*given, id=name) for name, given in BAD.items()]


@pytest.fixture
def people(db):
    return writing.city()


@pytest.fixture
def drafter(people):
    client = Client()
    client.force_login(get_user_model().objects.get(username="drafter"))
    return client


@pytest.fixture
def system(people):
    return handovers.admit("oa", "办公系统", writing.FINANCE, by=making.OPERATOR)


def nothing_kept() -> bool:
    return not (ManuscriptFile.objects.exists() or StoredFile.objects.filter(discarded_at=None).exists())


def sent(token: str, name: str, data: bytes, **metadata):
    """A package with one file through the interface."""
    file = BytesIO(data)
    file.name = name
    return Client().post(
        "/handover/v1/packages",
        {"metadata": packed(**metadata).decode(), "file": [file]},
        headers={"Authorization": f"Bearer {token}"},
    )


def run(command, path) -> int:
    parser = argparse.ArgumentParser()
    command.configure(parser)
    options = parser.parse_args([str(path)])
    options.json = False
    return int(command.run(options))


def said(text: str, word: str) -> None:
    assert word in text, text
    assert CHINESE.search(text)
    assert "Traceback" not in text and "Error" not in text


@pytest.mark.parametrize("use", ["attachment", "body"])
@pytest.mark.parametrize(("name", "data", "word"), CASES)
def test_the_console(people, drafter, name, data, word, use):
    manuscript = writing.begun(people)
    address = reverse("console:attach_file", args=[manuscript.pk])
    answer = drafter.post(address, {"file": SimpleUploadedFile(name, data), "use": use}, follow=True)
    assert answer.status_code in (200, 422)
    said(answer.content.decode(), word)
    assert nothing_kept()
    manuscript.refresh_from_db()
    assert manuscript.revision == 1


@pytest.mark.parametrize("role", ["body", "attachments"])
@pytest.mark.parametrize(("name", "data", "word"), CASES)
def test_the_interface(system, name, data, word, role):
    names = {"body": "", "attachments": []} | {role: name if role == "body" else [name]}
    answer = sent(system, name, data, **names)
    assert answer.status_code == 422
    said(answer.json()["message"], word)
    assert nothing_kept() and not Manuscript.objects.exists() and not Handover.objects.exists()


@pytest.mark.parametrize(("name", "data", "word"), CASES)
def test_the_watched_folder(system, tmp_path, name, data, word):
    folder = tmp_path / "oa" / "1"
    folder.mkdir(parents=True)
    (folder / name).write_bytes(data)
    (folder / "metadata.json").write_bytes(packed(body="", attachments=[name]))
    assert folders.take_packages(tmp_path) == (0, 1)
    said(" ".join(json.loads((tmp_path / "oa/refused/1/receipt.json").read_text())["problems"]), word)
    assert nothing_kept() and not Manuscript.objects.exists()


@pytest.mark.parametrize("command", [check, convert])
@pytest.mark.parametrize(("name", "data", "word"), CASES)
def test_the_command_line(tmp_path, capsys, name, data, word, command):
    (tmp_path / name).write_bytes(data)
    assert run(command, tmp_path / name) == 2
    told = capsys.readouterr()
    said(told.err + told.out, word)


HANDLERS = (
    "<html><body><h1>通知</h1><p onclick='x()'>正文<img src=x onerror=alert(1)></p>"
    "<svg><script>alert(1)</script></svg><a href='javascript:alert(1)'>看</a>"
    "<iframe src='//evil.example'></iframe><style>*{}</style></body></html>"
).encode()
HARM = re.compile(r"onclick|onerror|<script|javascript:|<svg|<iframe|<style", re.IGNORECASE)


def test_a_page_with_handlers_comes_in_without_them(people, drafter, system, tmp_path, capsys):
    manuscript = writing.begun(people)
    upload = {"file": SimpleUploadedFile("a.html", HANDLERS), "use": "body"}
    drafter.post(reverse("console:attach_file", args=[manuscript.pk]), upload)
    assert sent(system, "a.html", HANDLERS, body="a.html", attachments=[]).status_code == 201
    bodies = list(Revision.objects.filter(html__contains="通知").values_list("html", flat=True))
    (tmp_path / "a.html").write_bytes(HANDLERS)
    run(convert, tmp_path / "a.html")
    bodies.append(capsys.readouterr().out)
    assert len(bodies) == 3
    assert not [body for body in bodies if HARM.search(body)]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.csv", "..\\..\\x.csv", "a\x07b\u202ecsv.csv", "con.csv", "长" * 300 + ".csv"]
)
def test_a_names_path_and_unseen_characters_never_reach_the_disk(people, system, name):
    table = "项目,金额\n教育,10\n".encode()
    row = attaching.add(writing.begun(people).pk, name, table, by=people["drafter"])
    assert not re.search(r"[/\\\x00-\x1f\u202e]|^con", row.name) and len(row.name.encode()) <= 200
    assert row.name.endswith(".csv")


def test_more_than_a_hundred_megabytes_is_told_and_not_kept(people, drafter, system, tmp_path, capsys):
    large = bytes(MAX_BYTES + 1)
    manuscript = writing.begun(people)
    upload = {"file": SimpleUploadedFile("a.docx", large), "use": "attachment"}
    answer = drafter.post(reverse("console:attach_file", args=[manuscript.pk]), upload, follow=True)
    said(answer.content.decode(), "100 MB")
    refused = sent(system, "a.docx", large, body="", attachments=["a.docx"])
    assert refused.status_code == 413
    said(refused.json()["message"], "100 MB")
    (tmp_path / "a.docx").write_bytes(large)
    for command in (check, convert):
        assert run(command, tmp_path / "a.docx") == 2
        said(capsys.readouterr().err, "100 MB")
    assert nothing_kept()


def test_a_body_over_the_bound_is_not_even_read(system):
    headers = {"Authorization": f"Bearer {system}"}
    answer = Client().post(
        "/handover/v1/packages",
        b"",
        "multipart/form-data; boundary=x",
        headers=headers,
        CONTENT_LENGTH=str(10**10),
    )
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": []},
        {"disclosure": {}},
        {"attachments": [{}]},
        {"body": ["a"]},
        {"key": 5},
        {"title": "一\x00二"},
        {"made_on": {}},
        {"keywords": {"a": 1}},
        {"normative": "yes", "organisation": "\x00"},
    ],
)
def test_metadata_of_the_wrong_shape_is_told_and_not_a_failure(system, changed):
    answer = sent(system, "a.csv", b"a,b", **({"body": "", "attachments": []} | changed))
    assert answer.status_code == 422
    said(answer.json()["message"] + "".join(answer.json()["details"]), "")
    assert nothing_kept()
