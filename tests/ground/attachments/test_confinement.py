"""A parser that a file has taken over finds nothing to read, to write, to call or to start."""

import os
from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from gongkai.ground.attachments import sandbox
from gongkai.ground.attachments.rules import Format, Refused
from gongkai.ground.attachments.sandbox import Task

from .containers import docx, pdf, picture, xlsx
from .layouts import ofd, text_object

HERE = "tests.ground.attachments.misbehaving"


@pytest.fixture(autouse=True)
def tasks(monkeypatch):
    for name in ("reads", "writes", "calls", "starts", "ends", "echo"):
        monkeypatch.setitem(sandbox.TASKS, name, Task(f"{HERE}.{name}"))
    yield
    sandbox.close()


def test_a_secret_of_ours_is_not_readable(tmp_path):
    secret = tmp_path / "secret_key"
    secret.write_text("秘密")
    assert sandbox.run("reads", str(secret)) == "PermissionError"
    assert sandbox.run("reads", "/etc/passwd") == "PermissionError"
    assert sandbox.run("reads", f"/proc/{os.getpid()}/environ") == "PermissionError"


def test_nothing_is_written_anywhere(tmp_path):
    here = tmp_path / "here"
    assert sandbox.run("writes", str(here)) == "PermissionError"
    assert not here.exists()
    here.write_text("ours")
    assert sandbox.run("writes", str(here)) == "PermissionError"
    assert here.read_text() == "ours"


def test_no_socket_no_program_no_signal():
    assert sandbox.run("calls") == "PermissionError"
    assert sandbox.run("starts") == "PermissionError"
    assert sandbox.run("ends", os.getpid()) == "PermissionError"


def test_an_answer_of_another_kind_is_a_breakdown(monkeypatch):
    monkeypatch.setitem(sandbox.TASKS, "echo", Task(f"{HERE}.echo", gives=Format))
    with pytest.raises(Refused, match="读不出来"):
        sandbox.run("echo", "docx")
    assert sandbox.run("recognise", docx(), "a.docx") is Format.DOCX


PAGE = "<html><body><h1>通知</h1><p>正文</p></body></html>".encode()
FILES = {
    "a.docx": docx("正文"),
    "a.xlsx": xlsx(),
    "a.pdf": pdf(),
    "a.ofd": ofd(text_object("正文", 20, 30)),
    "a.html": PAGE,
    "a.csv": "区,户数\n东湖区,12\n".encode(),
    "a.png": picture(size=(400, 300)),
    "a.jpg": picture("JPEG"),
    "a.tif": picture("TIFF"),
}


@pytest.mark.parametrize("name", FILES)
def test_whoever_is_confined_still_reads_every_format(name):
    data = FILES[name]
    found = sandbox.run("recognise", data, name)
    assert sandbox.run("contents", data, found).format is found
    assert sandbox.run("clean", data, found).data
    if found not in (Format.PNG, Format.JPEG, Format.TIFF):
        assert sandbox.run("to_html", data, found)


def test_the_engine_that_reads_pictures_works_in_confinement():
    found = sandbox.run("contents", drawn("OPEN 2026"), Format.PNG)
    assert "2026" in "".join(piece.text for piece in found.pieces)


def drawn(words: str) -> bytes:
    made, written = Image.new("RGB", (600, 160), "white"), BytesIO()
    ImageDraw.Draw(made).text((30, 40), words, fill="black", font_size=64)
    made.save(written, "PNG")
    return written.getvalue()
