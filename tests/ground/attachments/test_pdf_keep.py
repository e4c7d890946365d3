"""A page stays as it is drawn only when nothing it is drawn with hides or tells anything."""

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Dictionary, Name, String
from reportlab.lib.utils import ImageReader

from gongkai.ground.attachments.rules.redaction.pdf_keep import bare, has_marks, signs, stays, subsets
from gongkai.ground.attachments.rules.redaction.wordlist import Words

from .made_pages import lettered, pdf, photo
from .test_pdf_finding import look

WORDS = Words(["张三"])


def opened(draw=lambda sheet: None):
    return pikepdf.open(BytesIO(pdf(draw)))


def kept(document):
    page = document.pages[0].obj
    bare(page)
    return stays(document, page, look(), WORDS)


def test_a_plain_page_stays_without_what_stands_beside_it():
    with opened() as document:
        page = document.pages[0].obj
        page.PieceInfo, page.StructParents = Dictionary(X=String("张三")), 0
        del page.Resources
        page.Parent.Resources = Dictionary(Font=Dictionary())
        assert kept(document) and "/PieceInfo" not in page and "/Resources" in page


def changed(content: bytes):
    def change(document):
        document.pages[0].contents_add(document.make_stream(content))

    return change


def masked(document):
    for one in document.objects:
        if isinstance(one, pikepdf.Stream) and str(one.get("/Subtype", "")) == "/Image":
            one.SMask = document.make_stream(b"")


def font_named(document):
    next(iter(document.pages[0].obj.Resources.Font.values())).BaseFont = Name("/张三体")


@pytest.mark.parametrize("change", [changed(b"BT (\xff) Tj ET ) >>"), masked, font_named])
def test_a_page_that_could_tell_something_goes(change):
    with opened(lambda sheet: sheet.drawImage(ImageReader(lettered("甲")), 72, 500, 300, 60)) as document:
        assert kept(document)
        change(document)
        assert not stays(document, document.pages[0].obj, look(), WORDS)


def test_a_photograph_loses_what_its_camera_wrote():
    for turned, whole in ((1, True), (6, False)):
        image = ImageReader(BytesIO(photo(orientation=turned)))
        with opened(lambda sheet, image=image: sheet.drawImage(image, 72, 500, 64, 48)) as document:
            (stream,) = [
                one
                for one in document.objects
                if isinstance(one, pikepdf.Stream) and str(one.get("/Subtype", "")) == "/Image"
            ]
            stream.write(photo(orientation=turned), filter=Name.DCTDecode)
            assert kept(document) == whole
            assert ("张三".encode() in stream.read_raw_bytes()) != whole


def test_replacement_texts_go():
    with opened() as document:
        changed("/Span << /ActualText (张三) >> BDC EMC /OC /L BDC EMC".encode())(document)
        document.pages[0].obj.Resources.Properties = Dictionary(L=Dictionary(Name=String("张三")))
        assert kept(document)
        page = document.pages[0].obj
        assert b"ActualText" not in page.Contents.read_bytes() and "/Properties" not in page.Resources


def test_cut_pages_do_not_stay():
    with opened() as document:
        page = document.pages[0].obj
        bare(page)
        for name, value in (("cut", [(0, 0, 1, 1)]), ("gone", {0}), ("hides", True)):
            seen = look()
            setattr(seen, name, value)
            assert not stays(document, page, seen, WORDS)


def test_marks_on_a_page():
    with opened() as document:
        page = document.pages[0].obj
        assert not has_marks(page)
        page.Annots = pikepdf.Array([Dictionary(Subtype=Name.Link), Dictionary(Subtype=Name.Popup)])
        assert not has_marks(page)
        page.Annots.append(Dictionary(Subtype=Name.Stamp))
        assert has_marks(page)


def test_fonts_made_of_the_letters_of_a_document():
    with opened() as document:
        page = document.pages[0].obj
        assert not subsets(page)
        font = next(iter(page.Resources.Font.values()))
        font.BaseFont = Name("/ABCDEF+Song")
        assert subsets(page) == {font.objgen}
    page = look("甲乙")
    page.gone = {1}
    assert signs([page], gone=True) == {"乙"} and signs([page], gone=False) == {"甲"}
