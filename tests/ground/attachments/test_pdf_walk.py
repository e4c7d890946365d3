"""Everything that can be reached in a PDF is seen once."""

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from gongkai.ground.attachments.rules.redaction.pdf_walk import (
    names,
    reach,
    spoken,
    strings,
    without_properties,
)


def test_strings_and_names_of_rings_and_codings():
    with pikepdf.new() as document:
        ring = document.make_indirect(
            Dictionary(A=String("甲"), B=Array([Name("/乙"), String("丙".encode("gb18030"))]))
        )
        ring.Self = ring
        assert {"甲", "丙"} <= set(strings(ring))
        assert {"A", "B", "Self", "乙"} <= set(names(ring))
        assert len(list(reach(ring))) == 5


def test_what_instructions_show():
    with pikepdf.new() as document:
        stream = document.make_stream(b"BT [(13) 20 (81)] TJ (234) Tj ET /P << /ActualText (x) >> BDC EMC")
        assert spoken(stream) == "1381234"


def test_properties_go():
    with pikepdf.new() as document:
        form = document.make_stream(b"q Q")
        form.Metadata, form.PieceInfo, form.BBox = (
            document.make_stream(b"x"),
            Dictionary(),
            Array([0, 0, 1, 1]),
        )
        without_properties(Dictionary(XObject=Dictionary(F=form)))
        assert set(form.keys()) == {"/Length", "/BBox"}
