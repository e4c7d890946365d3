"""What is missing is counted as the inspection counts it."""

from dataclasses import replace

import pytest

from gongkai.desk.guides.rules.completeness import Element, Standing, lacking, others, standing, useless
from gongkai.desk.guides.rules.shape import LABELS, Material, Shape, Statute, Step

from .writing import POOR, WHOLE


def test_the_eight_are_those_of_the_inspection():
    assert [LABELS[element] for element in Element] == [element.label for element in Element]
    assert lacking(WHOLE) == [] and others(WHOLE) == []
    assert lacking(Shape()) == list(Element)


def test_words_that_say_nothing_are_missing():
    assert lacking(POOR) == [one for one in Element if one is not Element.TITLE]
    hollow = replace(
        WHOLE, materials=(Material("无"),), steps=(Step("略"),), statutes=(Statute("暂无。"),), hours="——"
    )
    assert lacking(hollow) == [Element.STATUTES, Element.MATERIALS, Element.HOURS, Element.STEPS]
    assert useless(hollow) and not useless(replace(hollow, hours="9:00-17:00"))


def test_nothing_to_bring_is_an_answer():
    bare = replace(WHOLE, materials=())
    assert lacking(bare) == [Element.MATERIALS]
    assert lacking(replace(bare, no_materials="无需提交材料")) == []


@pytest.mark.parametrize(
    ("missing", "fails"),
    [
        ([], False),
        ([4], True),  # fewer than five, and every one
        ([4, 0], False),
        ([4, 4, 4, 4], True),
        ([4, 4, 4, 4, 3], False),
        ([4, 5, 6, 7, 8, 0, 0, 0], True),  # five items
        ([4, 4, 4, 4] + [0] * 20, False),
        ([3] * 30, False),
    ],
)
def test_a_site_fails_by_five_items_or_by_all_of_its_few(missing, fails):
    assert standing(missing).fails is fails


def test_standing_counts_items():
    assert standing([8, 4, 3]) == Standing(3, 2)
