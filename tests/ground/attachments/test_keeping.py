"""What a file says is kept once, as it was read, and goes with the file."""

import hashlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from gongkai.ground.attachments import queries, sandbox, services
from gongkai.ground.attachments.models import FileContents
from gongkai.ground.attachments.rules import Contents, Format, Hiding, Piece, Refused
from gongkai.ground.attachments.rules.keeping import BEYOND, MOST, pack, unpack
from gongkai.ground.attachments.services import reading
from gongkai.ground.orgs.rules import system

from .containers import docx

BY = system("test")
FILE = docx("第一版")
SHA = hashlib.sha256(FILE).hexdigest()


def test_every_piece_comes_back():
    told = Contents(Format.XLSX, (Piece("甲\n乙", "第 1 行"), Piece("丙", "B3", Hiding.ROW)), ("图片 1",))
    assert unpack(pack(told)) == told
    odd = Contents(Format.TEXT, (Piece("甲\ud800", "正文"),))
    assert unpack(pack(odd)).pieces[0].text == "甲?"


def test_what_is_too_long_is_cut_and_says_so():
    told = Contents(Format.TEXT, (Piece("字" * (MOST - 1), "一"), Piece("字字", "二"), Piece("字", "三")))
    kept = unpack(pack(told))
    assert sum(len(piece.text) for piece in kept.pieces) == MOST
    assert kept.unread == (BEYOND,)


@pytest.fixture
def taken(db, settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "files": settings.STORAGES["files"] | {"OPTIONS": {"location": tmp_path / "files"}}
    }
    return services.take_in("a.docx", FILE, by=BY)


def test_a_file_is_read_once_and_its_words_go_with_it(taken):
    assert queries.unread([SHA, "0" * 64]) == [SHA]
    reading.read(SHA)
    ((_, held),) = queries.contents_of([SHA])
    assert [piece.text for piece in held.pieces if piece.hiding is Hiding.VISIBLE] == ["第一版"]
    assert queries.unread([SHA]) == []
    services.discard([SHA], by=BY)
    assert not FileContents.objects.exists() and list(queries.contents_of([SHA])) == []
    reading.keep(SHA, held)
    assert not FileContents.objects.exists()  # nothing of a discarded file comes back


def test_an_earlier_readers_words_are_read_anew(taken):
    reading.read(SHA)
    FileContents.objects.update(reader="2020-01")
    assert queries.unread([SHA]) == [SHA]
    reading.read(SHA)
    assert queries.unread([SHA]) == [] and FileContents.objects.count() == 1


def test_why_a_file_cannot_be_read_is_kept(taken, monkeypatch):
    storages["files"].delete(queries.location(SHA))
    reading.read(SHA)
    assert list(queries.contents_of([SHA])) == [(SHA, reading.GONE)]


def test_a_refused_reading_is_kept_and_a_busy_machine_is_not_the_files_fault(taken, monkeypatch):
    monkeypatch.setattr(sandbox, "AT_ONCE", 1)
    monkeypatch.setattr(sandbox, "WAIT", 0.01)
    monkeypatch.setattr(sandbox, "pools", [sandbox.Pool()])
    own = sandbox.pool()
    own.places.acquire()
    with pytest.raises(sandbox.Busy):
        reading.read(SHA)
    assert queries.unread([SHA]) == [SHA]
    own.places.release()
    storages["files"].delete(queries.location(SHA))
    storages["files"].save(queries.location(SHA), ContentFile(b"PK\x03\x04 no document"))
    reading.read(SHA)
    ((_, why),) = queries.contents_of([SHA])
    assert isinstance(why, str) and why
    own.close()
    assert issubclass(sandbox.Busy, Refused)
