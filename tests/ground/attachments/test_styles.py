"""Cell styles that show nothing."""

import pytest

from gongkai.ground.attachments.rules.hidden.package import parse
from gongkai.ground.attachments.rules.hidden.styles import unseen


def styles(code: str = "General", color: str = "FF000000", fill: str = '<patternFill patternType="none"/>'):
    return unseen(
        parse(
            f'<s><numFmts><numFmt numFmtId="200" formatCode="{code}"/></numFmts>'
            f'<fonts><font><color rgb="{color}"/>'
            f"</font></fonts><fills><fill>{fill}</fill></fills>"
            '<cellXfs><xf numFmtId="200" fontId="0" fillId="0"/></cellXfs></s>'.encode()
        )
    )


@pytest.mark.parametrize("code", [";;;", ";;", "; ; ;", '"";"";""'.replace('"', "&quot;")])
def test_formats_that_print_nothing(code):
    assert styles(code).blank == {"0"}


@pytest.mark.parametrize("code", ["General", "0.00", "0;-0;;@", "yyyy-mm-dd"])
def test_formats_that_print_something(code):
    assert not styles(code).blank


def test_white_letters_hide_on_paper_and_not_on_colour():
    blue = '<patternFill patternType="solid"><fgColor rgb="FF0000FF"/></patternFill>'
    assert styles(color="FFFFFFFF").white == {"0"}
    assert not styles(color="FFFFFFFF", fill=blue).white
    assert not styles().white
