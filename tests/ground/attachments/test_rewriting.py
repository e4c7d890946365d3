"""A rewritten zip holds what something kept leads to, and nothing else."""

from io import BytesIO
from zipfile import ZipFile

from gongkai.ground.attachments.rules.cleaning.rewriting import drop, rewrite, unlink, unwrap
from gongkai.ground.attachments.rules.hidden.package import Package, parse, words

from . import made_workbooks as made


def test_parts_that_nothing_leads_to_are_gone():
    data = made.with_parts(made.saved(made.table()), {"xl/secret.xml": "<a/>", "xl/loose.xml": "<b/>"},
                           {"xl/workbook.xml": [("secret", "secret.xml")]})  # fmt: skip
    kinds = {"officeDocument", "worksheet", "styles", "sharedStrings"}
    copy = rewrite(Package(data), {}, kinds, set())
    archive = ZipFile(BytesIO(copy))
    assert not {"xl/secret.xml", "xl/loose.xml", "docProps/core.xml", "xl/theme/theme1.xml"} & set(
        archive.namelist()
    )
    assert b"secret" not in archive.read("[Content_Types].xml") + archive.read("xl/_rels/workbook.xml.rels")
    assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_text_behind_a_dropped_element_stays():
    root = parse("<a>甲<b>密</b>乙<c><d>丙</d></c>丁</a>".encode())
    drop(root[0])
    unwrap(root[0])
    assert words(root) == "甲乙丙丁"
    assert [one.tag for one in root] == ["d"]


def test_elements_that_stand_for_something_gone_go():
    space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    root = parse(
        f'<a xmlns:r="{space}"><legacyDrawing r:id="x1"/><pageSetup r:id="x1" o="1"/>'
        '<drawing r:id="x2"/></a>'.encode()
    )
    unlink(root, {"x2"})
    assert [one.tag for one in root] == ["pageSetup", "drawing"]
    assert root[0].attrib == {"o": "1"}
