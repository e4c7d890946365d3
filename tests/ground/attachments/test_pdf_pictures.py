"""The unseen text layer of a scan is told from words that hide behind it."""

from io import BytesIO

import pikepdf

from gongkai.ground.attachments.rules import Format, Hiding
from gongkai.ground.attachments.rules.cleaning.clean import clean
from gongkai.ground.attachments.rules.hidden.contents import contents

from . import made_pages
from .made_pages import SECRET


def layered(said: str) -> bytes:
    """A scan that shows SECRET, with a text layer that says something."""
    text = made_pages.pdf(lambda sheet: None)
    with pikepdf.open(BytesIO(made_pages.scan())) as document, pikepdf.open(BytesIO(text)) as letters:
        page = document.pages[0]
        fonts = document.copy_foreign(letters.pages[0].obj.Resources.Font)
        page.obj.Resources.Font = fonts
        name = str(next(one for one in fonts if "STSong" in str(fonts[one].BaseFont)))
        shown = said.encode("utf-16-be").hex()
        layer = f"\nBT 3 Tr {name} 20 Tf 1 0 0 1 20 800 Tm <{shown}> Tj ET".encode()
        page.contents_add(layer)
        holder = BytesIO()
        document.save(holder)
    return holder.getvalue()


def test_a_layer_that_says_what_the_picture_says_is_no_secret():
    found = contents(layered(SECRET), Format.PDF).pieces
    assert [one.hiding for one in found if SECRET in one.text] == [Hiding.VISIBLE, Hiding.PICTURE]


def test_a_cleaned_scan_can_still_be_searched():
    found = contents(clean(layered(SECRET), Format.PDF), Format.PDF).pieces
    assert Hiding.VISIBLE in {one.hiding for one in found if SECRET in one.text}


def test_a_layer_that_says_something_else_is_hidden():
    found = contents(layered("另有内部联系名单若干份未列出"), Format.PDF).pieces
    assert [one.hiding for one in found if "内部联系名单" in one.text] == [Hiding.HIDDEN_TEXT]
