"""Runs that nobody sees, by themselves and by their styles."""

import pytest

from gongkai.ground.attachments.rules.hidden.package import parse
from gongkai.ground.attachments.rules.hidden.runs import read_styles, unseen

STYLES = read_styles(
    parse(
        b'<styles><style type="paragraph" default="1" styleId="Normal"/>'
        b'<style styleId="Secret"><rPr><vanish/></rPr></style>'
        b'<style styleId="Child"><basedOn val="Secret"/></style>'
        b'<style styleId="Shown"><basedOn val="Secret"/><rPr><vanish val="0"/></rPr></style>'
        b'<style styleId="Ring"><basedOn val="Ring"/></style></styles>'
    )
)


def seen(run: str, paragraph: str = "", *, on_paper: bool = True) -> bool:
    root = parse(f"<p>{paragraph}<r><rPr>{run}</rPr><t>x</t></r></p>".encode())
    return not unseen(root[-1], root, STYLES, on_paper=on_paper)


@pytest.mark.parametrize(
    "run",
    [
        "<vanish/>",
        '<rStyle val="Secret"/>',
        '<rStyle val="Child"/>',
        '<color val="ffffff"/>',
        '<sz val="2"/>',
    ],
)
def test_unseen_runs(run):
    assert not seen(run)


@pytest.mark.parametrize(
    "run",
    [
        "",
        '<vanish val="0"/>',
        '<rStyle val="Shown"/>',
        '<rStyle val="Ring"/>',
        '<color val="FFFFFF"/><shd fill="0000FF"/>',
    ],
)
def test_seen_runs(run):
    assert seen(run)


def test_hidden_twice_is_shown_again():
    paragraph = '<pPr><pStyle val="Secret"/></pPr>'
    assert not seen("", paragraph)
    assert seen('<rStyle val="Secret"/>', paragraph)


def test_white_may_stand_on_the_colour_of_a_table():
    assert seen('<color val="FFFFFF"/>', on_paper=False)
