"""Every hiding place is read, named, and told how it hides; bytes of any kind are read or refused."""

import random
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.ground.attachments.rules import Contents, Format, Hiding, Refused
from gongkai.ground.attachments.rules.hidden.contents import contents

from . import made_documents, made_pages, made_workbooks
from .hiding_places import PLACES
from .made_workbooks import SECRET

QUICK = settings(
    max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
SAMPLES = {
    name: PLACES[name].make() for name in ("hidden sheet", "comment", "deletion", "under a box", "OFD note")
}


@pytest.mark.parametrize("name", PLACES)
def test_the_hidden_word_is_found_where_it_hides(name):
    place = PLACES[name]
    found = contents(place.make(), place.format, ocr=False)
    where = {(one.hiding, place.place in one.place) for one in found.pieces if SECRET in one.text}
    assert (place.hiding, True) in where
    assert Hiding.VISIBLE not in {hiding for hiding, _ in where}


@pytest.mark.parametrize("name", PLACES)
def test_what_people_see_is_told_as_visible(name):
    place = PLACES[name]
    if place.format in (Format.JPEG, Format.PNG) or name == "saved over":
        pytest.skip("nothing to read in it")
    seen = "\n".join(
        one.text
        for one in contents(place.make(), place.format, ocr=False).pieces
        if one.hiding is Hiding.VISIBLE
    )
    words = {
        Format.XLSX: ["项目1", "4000"],
        Format.DOCX: made_documents.SEEN,
        Format.PDF: made_pages.SEEN,
        Format.OFD: made_pages.SEEN[:1],
        Format.HTML: ["公开"],
    }
    assert all(word in seen for word in words[place.format])


def test_a_scan_and_a_picture_are_read_by_ocr():
    for data, format in (
        (made_pages.scan(), Format.PDF),
        (made_documents.pictured(made_pages.lettered()), Format.DOCX),
        (_png(made_pages.lettered()), Format.PNG),
    ):
        found = contents(data, format)
        assert any(one.hiding is Hiding.PICTURE and SECRET in one.text for one in found.pieces), format
        assert found.unread == ()


def test_a_scan_under_a_box_gives_its_words():
    found = contents(made_pages.scan_under_box(), Format.PDF)
    assert [one.text for one in found.pieces if one.hiding is Hiding.COVERED] == [SECRET]
    assert [one.text for one in found.pieces if one.hiding is Hiding.PICTURE] == ["关于公开的通知"]


def test_without_ocr_pictures_are_named_as_unread():
    assert contents(made_pages.scan(), Format.PDF, ocr=False).unread == ("第 1 页（图片文字未能全部识别）",)
    document = made_documents.pictured(made_pages.lettered())
    unread = contents(document, Format.DOCX, ocr=False).unread
    assert set(unread) == {"图片 image1.png（图片文字未识别）", "缩略图（图片文字未识别）"}


def nested(times: int) -> bytes:
    """A workbook in a workbook in a workbook."""
    data = made_workbooks.hidden_row()
    links = {"xl/worksheets/sheet1.xml": [("package", "../embeddings/Inner.xlsx")]}
    for _ in range(times):
        outer = made_workbooks.saved(made_workbooks.table())
        data = made_workbooks.with_parts(outer, {"xl/embeddings/Inner.xlsx": data}, links)
    return data


def test_files_inside_files_are_read():
    found = contents(nested(2), Format.XLSX)
    (place,) = (one.place for one in found.pieces if SECRET in one.text)
    assert place == "嵌入文件‘Inner.xlsx’ › 嵌入文件‘Inner.xlsx’ › 工作表‘公开’A3:C3（隐藏行）"
    assert found.unread == ()


def test_files_inside_files_end_somewhere():
    assert contents(nested(7), Format.XLSX).unread == ("嵌入文件‘Inner.xlsx’",)


def test_an_embedded_file_that_cannot_be_read_is_named():
    parts = {"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 broken"}
    links = {"word/document.xml": [("oleObject", "embeddings/oleObject1.bin")]}
    data = made_workbooks.with_parts(made_documents.written(made_documents.notice()), parts, links)
    assert contents(data, Format.DOCX).unread == ("嵌入文件‘oleObject1.bin’",)


def test_lines_of_plain_text_have_numbers():
    found = contents("第一行\n第二行，电话".encode("gb18030"), Format.TEXT)
    assert [(one.place, one.text) for one in found.pieces] == [
        ("第 1 行", "第一行"),
        ("第 2 行", "第二行，电话"),
    ]


@pytest.mark.parametrize("format", Format)
@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7\n%%EOF", b"\x89PNG\r\n\x1a\n", b"\0" * 500])
def test_rubbish_is_read_or_refused(data, format):
    assert tried(data, format) is not None


@QUICK
@given(name=st.sampled_from(sorted(SAMPLES)), seed=st.integers(0, 2**32))
def test_a_damaged_file_is_read_or_refused(name, seed):
    """Bytes changed, cut off, and whole parts of a zip spoilt behind a right check sum."""
    data, chance = SAMPLES[name], random.Random(seed)
    format = PLACES[name].format
    kind = chance.randrange(3)
    if kind == 0:
        data = data[: chance.randrange(len(data))]
    elif kind == 1 or format is Format.PDF:
        spoilt = bytearray(data)
        for _ in range(chance.randrange(1, 30)):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        data = bytes(spoilt)
    else:
        data = _spoilt_part(data, chance)
    assert tried(data, format) is not None


def tried(data: bytes, format: Format) -> Contents | str:
    try:
        return contents(data, format, ocr=False)
    except Refused as refused:
        return str(refused)


def _spoilt_part(data: bytes, chance: random.Random) -> bytes:
    source, holder = ZipFile(BytesIO(data)), BytesIO()
    chosen = chance.choice(source.namelist())
    with ZipFile(holder, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            if name == chosen:
                at = chance.randrange(max(len(content), 1))
                content = (
                    content[:at]
                    + chance.randbytes(chance.randrange(6))
                    + content[at + chance.randrange(40) :]
                )
            archive.writestr(name, content)
    return holder.getvalue()


def _png(picture) -> bytes:
    holder = BytesIO()
    picture.save(holder, "PNG")
    return holder.getvalue()
