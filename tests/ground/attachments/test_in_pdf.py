"""A PDF is told page by page."""

import pytest

from gongkai.ground.attachments.rules import Format, Refused
from gongkai.ground.attachments.rules.hidden.contents import contents
from gongkai.ground.attachments.rules.hidden.in_pdf import opened

from . import made_pages


def test_pages_have_numbers_and_lines():
    found = contents(made_pages.pdf(lambda sheet: None), Format.PDF).pieces
    assert [(one.place, one.text) for one in found] == [("第 1 页", "\n".join(made_pages.SEEN))]


def test_what_is_no_pdf_is_refused():
    with pytest.raises(Refused, match="损坏"), opened(b"no pdf"):
        pass


def test_a_real_annex_hides_no_words(real_data):
    """A printed annex of 24 pages: nothing in it is covered or hidden, and every page is read."""
    (path,) = (real_data / "office_files").glob("*.pdf")
    found = contents(path.read_bytes(), Format.PDF, ocr=False)
    assert [one for one in found.pieces if one.hiding.value in ("covered", "hidden_text")] == []
    assert len({one.place for one in found.pieces if one.place.startswith("第")}) >= 20
