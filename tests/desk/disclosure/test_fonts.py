"""Which font is taken, and what is said where there is none."""

import pytest

from gongkai.desk.disclosure import fonts


def test_the_simplified_face_of_an_installed_collection():
    found = fonts.font()
    assert found.path in fonts.PLACES and found.number >= 0


def test_without_a_font_the_message_says_what_to_install(monkeypatch, settings):
    monkeypatch.setattr(fonts, "PLACES", ())
    with pytest.raises(fonts.NoFont, match="fonts-noto-cjk"):
        fonts.font()
    settings.PDF_FONT = "/nowhere.ttf"
    with pytest.raises(fonts.NoFont, match="/nowhere.ttf"):
        fonts.font()
