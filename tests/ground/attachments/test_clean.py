"""The cleaned copy, opened again, hides nothing and keeps every visible piece."""

import random
from collections import Counter
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from PIL import Image
from python_calamine import CalamineWorkbook

from gongkai.ground.attachments.rules import Format, Hiding, Refused
from gongkai.ground.attachments.rules.cleaning.clean import SEEN, clean, cleaned
from gongkai.ground.attachments.rules.hidden.contents import contents

from . import made_documents, made_pages, made_workbooks
from .hiding_places import PLACES
from .made_workbooks import SECRET
from .test_contents import SAMPLES

AS_PICTURE = {"half under a box"}


@pytest.mark.parametrize("name", PLACES)
def test_the_copy_hides_nothing_and_keeps_what_was_visible(name):
    place = PLACES[name]
    data = place.make()
    before, copy = contents(data, place.format, ocr=False), cleaned(data, place.format)
    after = contents(copy.data, place.format, ocr=False)
    assert [one for one in after.pieces if one.hiding not in SEEN or SECRET in one.text] == []
    assert SECRET.encode() not in unpacked(copy.data)
    if name in AS_PICTURE:
        assert copy.notes == ("第 1 页已换成图片：被遮盖的内容无法单独删除",)
    else:
        assert copy.notes == ()
        assert visible(after) == visible(before)


def test_a_page_that_became_its_picture_still_says_what_it_showed():
    data = clean(PLACES["half under a box"].make(), Format.PDF)
    read = "".join(one.text for one in contents(data, Format.PDF).pieces)
    assert "关于公开的通知" in read
    assert "联系人" in read
    assert "13812345678" not in read


def test_a_scan_under_a_box_loses_its_words():
    copy = cleaned(made_pages.scan_under_box(), Format.PDF)
    found = contents(copy.data, Format.PDF)
    assert [one.text for one in found.pieces] == ["关于公开的通知"]
    assert len(copy.notes) == 1


@pytest.mark.parametrize("name", [name for name, place in PLACES.items() if place.format is Format.XLSX])
def test_cleaned_workbooks_open_in_other_programs(name):
    data = clean(PLACES[name].make(), Format.XLSX)
    book = load_workbook(BytesIO(data))
    assert book.sheetnames == ["公开"]
    sheet = book["公开"]
    assert not any(one.hidden for one in [*sheet.row_dimensions.values(), *sheet.column_dimensions.values()])
    assert (
        CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_name("公开").to_python()[0][0] == "项目1"
    )


@pytest.mark.parametrize("name", [name for name, place in PLACES.items() if place.format is Format.DOCX])
def test_cleaned_documents_open_in_other_programs(name):
    document = Document(BytesIO(clean(PLACES[name].make(), Format.DOCX)))
    assert document.paragraphs[0].text == made_documents.SEEN[0]
    assert document.tables[0].rows[0].cells[1].text == "时限"
    assert document.core_properties.last_modified_by in ("", "python-docx")


def test_an_insertion_is_accepted():
    document = Document(BytesIO(clean(made_documents.insertion(), Format.DOCX)))
    assert document.paragraphs[1].text == "各单位：新加的字"


def test_headers_boxes_and_pictures_stay():
    data = made_documents.told_elsewhere()
    after = contents(clean(data, Format.DOCX), Format.DOCX)
    assert {"页眉的字", "页脚的字", "文本框的字"} <= {one.text for one in after.pieces}
    pictured = clean(made_documents.pictured(Image.effect_noise((40, 40), 50)), Format.DOCX)
    assert any(name.endswith("image1.png") for name in ZipFile(BytesIO(pictured)).namelist())


def test_a_turned_photo_stands_upright():
    photo = Image.open(BytesIO(clean(made_pages.photo(orientation=6), Format.JPEG)))
    assert photo.size == (48, 64)
    assert not photo.getexif()


def test_an_upright_photo_keeps_every_pixel():
    data = made_pages.photo()
    before, after = Image.open(BytesIO(data)), Image.open(BytesIO(clean(data, Format.JPEG)))
    assert before.tobytes() == after.tobytes()


def test_plain_text_hides_nothing():
    assert clean("公开".encode(), Format.TEXT) == "公开".encode()


def test_a_file_with_nothing_visible_is_refused():
    book = made_workbooks.table()
    book.create_sheet("另一张")
    book["公开"].sheet_state = "hidden"
    data = made_workbooks.saved(book)
    data = made_workbooks.replaced(
        data, "xl/workbook.xml", 'sheetId="2" state="visible"', 'sheetId="2" state="hidden"'
    )
    with pytest.raises(Refused, match="都是隐藏的"):
        clean(data, Format.XLSX)


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(name=st.sampled_from(sorted(SAMPLES)), seed=st.integers(0, 2**32))
def test_a_damaged_file_is_cleaned_or_refused(name, seed):
    chance = random.Random(seed)
    data = bytearray(SAMPLES[name])
    for _ in range(chance.randrange(1, 30)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    try:
        assert clean(bytes(data), PLACES[name].format)
    except Refused as refused:
        assert str(refused)


def visible(found) -> Counter[str]:
    return Counter(one.text for one in found.pieces if one.hiding is Hiding.VISIBLE)


def unpacked(data: bytes) -> bytes:
    """The bytes of a file, those of a zip unpacked and with its character references resolved."""
    if not data.startswith(b"PK"):
        return data
    archive = ZipFile(BytesIO(data))
    return b"\n".join(archive.read(name) for name in archive.namelist())
