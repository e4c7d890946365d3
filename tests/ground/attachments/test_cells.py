"""Numbers of workbooks that are words to remove."""

from lxml import etree

from gongkai.ground.attachments.rules.redaction.cells import apart, cut_cells, cut_points, plain
from gongkai.ground.attachments.rules.redaction.wordlist import Words

WORDS = Words(["13812345678"])


def test_a_number_becomes_the_mark():
    root = etree.fromstring(
        '<s xmlns="m"><row><c r="A1"><v>1.3812345678E10</v></c><c r="B1"><v>7</v></c>'
        '<c r="C1" t="str"><f>A("■■")</f><v>x</v></c></row></s>'
    )
    assert cut_cells(root, WORDS) == 1
    assert etree.tostring(root, encoding="unicode") == (
        '<s xmlns="m"><row><c r="A1" t="inlineStr"><is><t>■■</t></is></c><c r="B1"><v>7</v></c>'
        '<c r="C1" t="str"><v>x</v></c></row></s>'
    )


def test_a_point_of_a_chart_goes():
    root = etree.fromstring(
        '<c xmlns="m"><numCache><pt><v>13812345678</v></pt><pt><v>3</v></pt></numCache></c>'
    )
    assert cut_points(root, WORDS) == 1 and len(root[0]) == 1


def test_sheets_keep_names_of_their_own():
    root = etree.fromstring(
        '<workbook><sheet name="■■"/><sheet name="■■"/><sheet name="甲"/><sheet name="■■"/></workbook>'
    )
    apart(root)
    assert [one.get("name") for one in root] == ["■■", "■■2", "甲", "■■3"]


def test_numbers_are_written_out():
    assert (plain("1E3"), plain("12"), plain("x")) == ("1000", "12", "x")
