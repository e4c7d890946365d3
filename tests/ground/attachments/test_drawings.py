"""Charts keep what they show; what is anchored to cells moves with them."""

from gongkai.ground.attachments.rules.cleaning.drawings import literal, moved_anchors
from gongkai.ground.attachments.rules.cleaning.formulas import Reach
from gongkai.ground.attachments.rules.cleaning.grid import Grid
from gongkai.ground.attachments.rules.hidden.package import named, parse, words

CHART = """<c:chart xmlns:c="urn:c"><c:ser><c:tx><c:strRef><c:f>名单!A1</c:f>
<c:strCache><c:pt><c:v>系列</c:v></c:pt>
</c:strCache></c:strRef></c:tx><c:val><c:numRef><c:f>名单!B1:B2</c:f><c:numCache><c:pt><c:v>7</c:v></c:pt></c:numCache>
</c:numRef></c:val></c:ser><c:externalData/></c:chart>"""
ANCHOR = (
    "<a><{0}Anchor><from><col>0</col><row>{1}</row></from><to><col>2</col><row>{2}</row></to></{0}Anchor></a>"
)


def test_a_chart_keeps_its_values_and_forgets_their_cells():
    root = parse(CHART.encode())
    literal(root, Reach(frozenset({"名单"}), frozenset()), always=False)
    assert not named(root, "f", "numRef", "strRef", "externalData")
    assert [words(one) for one in named(root, "v")] == ["系列", "7"]
    assert len(named(root, "numLit")) == 1


def test_a_chart_of_cells_that_stay_is_left_alone():
    root = parse(CHART.encode())
    literal(root, Reach(frozenset(), frozenset()), always=False)
    assert len(named(root, "f")) == 2


def test_anchors_move_and_those_on_hidden_rows_go():
    root = parse(ANCHOR.format("twoCell", 5, 9).encode())
    moved_anchors(root, Grid((2, 3), ()))
    assert [one.text for one in named(root, "row")] == ["3", "7"]
    root = parse(ANCHOR.format("twoCell", 1, 2).encode())
    moved_anchors(root, Grid((2, 3), ()))
    assert len(root) == 0
