"""A cleaned OFD keeps its pages; one with seals is not touched."""

import pytest

from gongkai.ground.attachments.rules import Format, Refused
from gongkai.ground.attachments.rules.cleaning.clean import clean
from gongkai.ground.attachments.rules.hidden.contents import contents

from . import made_pages as made


def test_text_beside_a_box_stays():
    body = (
        made.ofd_text("正文", "20 80 30 8") + made.ofd_text("密", "20 40 30 8") + made.ofd_box("19 39 40 10")
    )
    found = contents(clean(made.ofd(body), Format.OFD), Format.OFD)
    assert [one.text for one in found.pieces] == [made.SEEN[0], "正文"]


def test_a_sealed_file_is_refused():
    sealed = made.ofd("", extra={"Doc_0/Signs/Sign_0/SignedValue.dat": "x"})
    with pytest.raises(Refused, match="签章"):
        clean(sealed, Format.OFD)
