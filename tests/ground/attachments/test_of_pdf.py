"""A cleaned PDF looks the same, says what it shows, and can still be searched."""

from io import BytesIO

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import ImageChops

from gongkai.ground.attachments.rules import Format
from gongkai.ground.attachments.rules.cleaning.clean import cleaned

from . import made_pages
from .hiding_places import PLACES

SAME_LOOK = [name for name, place in PLACES.items() if place.format is Format.PDF and name != "sticky note"]


def look(data: bytes):
    with pdfium.PdfDocument(data) as document:
        return document[0].render(scale=1).to_pil().convert("L")


@pytest.mark.parametrize("name", SAME_LOOK)
def test_the_page_looks_the_same(name):
    data = PLACES[name].make()
    difference = ImageChops.difference(look(data), look(cleaned(data, Format.PDF).data))
    assert sum(difference.point(lambda value: value > 60).histogram()[255:]) < 30


def test_links_stay_and_their_targets_too():
    data = made_pages.pdf(lambda sheet: sheet.linkURL("https://www.gov.cn/", (70, 590, 200, 620)))
    with pikepdf.open(BytesIO(cleaned(data, Format.PDF).data)) as document:
        assert str(document.pages[0].Annots[0].A.URI) == "https://www.gov.cn/"


def test_nothing_of_the_maker_is_left():
    data = cleaned(made_pages.pdf(lambda sheet: None, author="张三"), Format.PDF).data
    with pikepdf.open(BytesIO(data)) as document:
        assert "/Info" not in document.trailer
        assert "/Metadata" not in document.Root


def test_a_signature_is_said_to_be_void():
    with pikepdf.open(BytesIO(made_pages.pdf(lambda sheet: None))) as document:
        seal = document.make_indirect(
            pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="seal", V=pikepdf.Dictionary(Name="张三"))
        )
        document.Root.AcroForm = pikepdf.Dictionary(Fields=[seal], SigFlags=3)
        holder = BytesIO()
        document.save(holder)
    copy = cleaned(holder.getvalue(), Format.PDF)
    assert copy.notes == ("原文件的数字签名已失效并删去，印章图样保留",)
