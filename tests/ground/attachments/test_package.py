"""A zip of parts: links are followed inside it only, and XML with a document type is refused."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from gongkai.ground.attachments.rules import Refused
from gongkai.ground.attachments.rules.hidden.package import Package, parse, relation_ids, value, words

LISTING = (
    '<Relationships><Relationship Id="a" Type="http://x/worksheet" Target="sheets/One.xml"/>'
    '<Relationship Id="b" Type="http://x/image" Target="../../../../etc/passwd"/>'
    '<Relationship Id="c" Type="http://x/hyperlink" Target="https://www.gov.cn/" TargetMode="External"/>'
    "</Relationships>"
)


def made(**parts: str) -> Package:
    holder = BytesIO()
    with ZipFile(holder, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return Package(holder.getvalue())


def test_links_lead_to_parts_or_out_and_never_beyond():
    package = made(**{"xl/book.xml": "<b/>", "xl/_rels/book.xml.rels": LISTING, "xl/sheets/one.xml": "<s/>"})
    found = package.relations("xl/book.xml")
    assert (found["a"].kind, found["a"].target) == ("worksheet", "xl/sheets/one.xml")
    assert found["b"].target == ""
    assert (found["c"].external, found["c"].target) == (True, "https://www.gov.cn/")
    assert package.relations("xl/sheets/one.xml") == {}


def test_entities_are_refused():
    with pytest.raises(Refused, match="实体"):
        parse(b'<!DOCTYPE a [<!ENTITY b "secret">]><a>&b;</a>')


def test_names_are_known_without_their_namespace():
    space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    root = parse(f'<a xmlns:r="{space}" r:id="x7" name="n">甲<b>乙</b>丙</a>'.encode())
    assert (value(root, "id"), value(root, "none"), words(root)) == ("x7", "", "甲乙丙")
    assert relation_ids(root) == ["x7"]


def test_what_is_no_zip_is_refused():
    with pytest.raises(Refused):
        Package(b"PK\x03\x04 but no more")
