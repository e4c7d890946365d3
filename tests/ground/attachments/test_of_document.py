"""A cleaned document reads as the original does with its changes accepted."""

from io import BytesIO

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from gongkai.ground.attachments.rules import Format
from gongkai.ground.attachments.rules.cleaning.clean import clean
from gongkai.ground.attachments.rules.cleaning.of_document import document_copy
from gongkai.ground.attachments.rules.hidden.package import Package

from . import made_documents as made

W = nsdecls("w")


def lines(data: bytes) -> list[str]:
    return [one.text for one in Document(BytesIO(data)).paragraphs]


def test_a_deleted_paragraph_mark_joins_two_paragraphs():
    document = made.notice()
    properties = document.paragraphs[1]._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:rPr {W}><w:del w:id="1" w:author="王五"/></w:rPr>'))
    assert lines(document_copy(Package(made.written(document)))) == [
        made.SEEN[0],
        made.SEEN[1] + made.SEEN[2],
    ]


def test_a_field_that_tells_more_than_layout_keeps_its_result():
    assert lines(clean(made.field_code(), Format.DOCX))[1] == "各单位：市政府办"


def test_a_page_number_stays_a_field():
    document = made.notice()
    field = f'<w:fldSimple {W} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    document.paragraphs[1]._p.append(parse_xml(field))
    copy = clean(made.written(document), Format.DOCX)
    assert "PAGE" in Document(BytesIO(copy)).paragraphs[1]._p.xml


def test_an_embedded_object_leaves_its_picture():
    document = made.notice()
    thing = (
        f'<w:r {W} xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
        '<w:object><v:shape id="s"/><o:OLEObject Type="Embed" ProgID="Excel.Sheet"/></w:object></w:r>'
    )
    document.paragraphs[1]._p.append(parse_xml(thing))
    xml = Document(BytesIO(clean(made.written(document), Format.DOCX))).paragraphs[1]._p.xml
    assert "v:shape" in xml
    assert "OLEObject" not in xml
