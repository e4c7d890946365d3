"""Files taken out of the wrapping that office programs put around them."""

import pytest

from gongkai.ground.attachments.rules import Format
from gongkai.ground.attachments.rules.hidden.wrapped import kind_of, native, unwrap

from . import made_documents, made_pages


def wrapped(data: bytes) -> bytes:
    """An ``Ole10Native`` stream."""
    path = b"C:\\Temp\\list.txt\0"
    body = b"\2\0list.txt\0C:\\list.txt\0\0\0\3\0" + len(path).to_bytes(4, "little") + path
    body += len(data).to_bytes(4, "little") + data + b"\0\0"
    return len(body).to_bytes(4, "little") + body


def test_a_packed_file_comes_out_as_it_was():
    assert native(wrapped("名单".encode())) == "名单".encode()


def test_what_is_not_wrapped_is_itself():
    assert unwrap(b"%PDF-1.7") == [b"%PDF-1.7"]


def test_a_broken_wrapping_raises():
    with pytest.raises(OSError):
        unwrap(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def test_files_are_known_by_what_they_are():
    assert kind_of(made_documents.properties()) is Format.DOCX
    assert kind_of(made_pages.bare_png()) is Format.PNG
    assert kind_of(b"\0\1\2\3" * 9) is None
