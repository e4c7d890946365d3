"""A compressed file is unpacked within limits, whatever it says of itself."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from gongkai.ground.attachments.rules import Refused, archives

from .containers import docx, parts_of, xlsx, zipped


def test_a_real_file_passes():
    assert "word/document.xml" in archives.examine(docx()).namelist()
    assert archives.examine(zipped({"word/embeddings/a.xlsx": xlsx()}))


def test_a_part_that_unpacks_a_thousandfold_is_a_bomb():
    with pytest.raises(Refused, match="压缩炸弹"):
        archives.opened(zipped({"xl/worksheets/sheet1.xml": b"0" * (20 << 20)}))


def test_the_sum_of_the_parts_is_limited(monkeypatch):
    monkeypatch.setattr(archives, "MAX_UNPACKED", 1 << 20)
    with pytest.raises(Refused, match="压缩炸弹"):
        archives.opened(zipped({f"{n}.xml": b"0" * 300_000 for n in range(4)}))


def test_the_number_of_parts_is_limited(monkeypatch):
    monkeypatch.setattr(archives, "MAX_PARTS", 10)
    with pytest.raises(Refused, match="压缩炸弹"):
        archives.opened(zipped({str(n): b"" for n in range(11)}))


def test_an_archive_in_an_archive_counts(monkeypatch):
    monkeypatch.setattr(archives, "MAX_UNPACKED", 1 << 20)
    inner = zipped({"a.xml": b"0" * 700_000})
    shell = zipped({"one.bin": inner, "two.bin": zipped({"b.xml": b"1" * 700_000})})
    with pytest.raises(Refused, match="压缩炸弹"):
        archives.examine(shell)


def test_archives_nest_so_deep_and_no_deeper():
    data = docx()
    for _ in range(archives.MAX_NESTING - 1):
        data = zipped({"a.bin": data})
    assert archives.examine(data)
    with pytest.raises(Refused, match="压缩炸弹"):
        archives.examine(zipped({"a.bin": data}))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_entities_are_refused_before_any_parser_sees_them(encoding):
    laughs = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'.encode(encoding)
    padded = (" " * 3_000).encode(encoding) * 400 + laughs  # beyond the first slice
    for body in (laughs, padded):
        with pytest.raises(Refused, match="实体声明"):
            archives.examine(zipped({"word/document.xml": body}))


def test_two_parts_of_one_name_are_refused():
    out = BytesIO()
    with pytest.warns(UserWarning, match="Duplicate"), ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<a/>")
        archive.writestr("word/document.xml", "<b/>")
    with pytest.raises(Refused, match="同名"):
        archives.opened(out.getvalue())


def test_a_damaged_part_is_found():
    data = bytearray(docx())
    middle = data.index(b"word/document.xml") + 60
    data[middle : middle + 40] = bytes(40)
    with pytest.raises(Refused, match="损坏"):
        archives.examine(bytes(data))


def test_a_locked_part_is_named_as_such():
    data = bytearray(zipped({"a.xml": b"<a/>"}))
    entry = data.index(b"PK\x01\x02")
    data[entry + 8] |= archives.ENCRYPTED
    with pytest.raises(Refused, match="取消密码"):
        archives.opened(bytes(data))


def test_a_part_that_is_not_there():
    with pytest.raises(Refused, match="损坏"):
        archives.part(archives.opened(docx()), "nothing.xml")
    assert (
        archives.part(archives.opened(docx()), "word/document.xml") == parts_of(docx())["word/document.xml"]
    )


def test_an_entry_that_points_nowhere_is_damage():
    data = bytearray(zipped({"a.xml": b"<a/>", "b.xml": b"<b/>"}))
    entry = data.index(b"PK\x01\x02")
    data[entry + 42 : entry + 46] = b"\xf0\xff\xff\x7f"
    archive = archives.opened(bytes(data))
    with pytest.raises(Refused, match="损坏"):
        archives.part(archive, "a.xml")
    with pytest.raises(Refused, match="损坏"):
        archives.examine(bytes(data))
