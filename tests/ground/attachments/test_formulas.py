"""Formulas stay when they reach nothing that goes."""

import pytest

from gongkai.ground.attachments.rules import Refused
from gongkai.ground.attachments.rules.cleaning.formulas import Reach, settle
from gongkai.ground.attachments.rules.hidden.package import named, parse

REACH = Reach(frozenset({"名单", "my sheet"}), frozenset({"联系人"}))


@pytest.mark.parametrize(
    ("formula", "stays"),
    [
        ("SUM(A1:A9)", True),
        ("公开!A1", True),
        ("名单!A1", False),
        ("'My Sheet'!A1+1", False),
        ("SUM(公开:名单!A1)", False),
        ("联系人&A1", False),
        ('"联系人"&A1', True),
        ("INDIRECT(A1)", False),
        ("[1]台账!A1", False),
        ("表1[姓名]", False),
    ],
)
def test_what_a_formula_reaches(formula, stays):
    assert REACH.allows(formula) is stays


def test_shared_formulas_go_together():
    root = parse(
        '<s><c r="A1"><f t="shared" si="0" ref="A1:A2">名单!B1</f><v>1</v></c>'
        '<c r="A2"><f t="shared" si="0"/><v>2</v></c><c r="A3"><f>A1</f><v>3</v></c></s>'.encode()
    )
    settle(root, REACH, changed=False)
    assert [one.text for one in named(root, "f")] == ["A1"]
    assert [one.text for one in named(root, "v")] == ["1", "2", "3"]


def test_a_value_never_computed_is_not_thrown_away():
    root = parse("<s><c r='A1'><f>名单!B1</f></c></s>".encode())
    with pytest.raises(Refused, match="从未计算"):
        settle(root, REACH, changed=False)
