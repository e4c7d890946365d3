"""Differences are readable, are taken over one by one, and all taken leave none that the catalogue states."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from gongkai.desk.guides.rules.comparing import Change, accepted, differences
from gongkai.desk.guides.rules.shape import Material, Shape, Step

from .writing import WHOLE

ITEM = Shape(
    title=WHOLE.title,
    promised="3 个工作日",
    serves=("person", "enterprise"),
    materials=(Material("居民身份证", copies="原件 2 份"), Material("照片")),
    steps=(Step("核验"), Step("申请")),
    conditions=WHOLE.conditions.replace("的", "的 "),
)


def told():
    return {one.key: one for one in differences(WHOLE, ITEM)}


def test_what_the_catalogue_does_not_state_is_no_difference():
    assert differences(WHOLE, Shape()) == []
    assert differences(WHOLE, WHOLE) == []
    assert "conditions" not in told() and "places" not in told()


def test_each_difference_says_both_sides_in_words():
    found = told()
    assert list(found) == ["serves", "materials:居民身份证", "materials:照片", "materials:委托书",
                           "steps:order", "promised"]  # fmt: skip
    assert (found["serves"].here, found["serves"].there) == ("个人", "个人、企业和其他组织")
    assert found["materials:居民身份证"].change is Change.CHANGED
    assert found["materials:居民身份证"].here == "份数和形式：原件 1 份"
    assert found["materials:照片"].change is Change.ADDED and found["materials:照片"].here == ""
    assert found["materials:委托书"].change is Change.REMOVED
    assert found["steps:order"].there == "核验 → 申请"


def test_only_what_a_person_took_is_taken():
    made = accepted(WHOLE, ITEM, ["promised", "materials:居民身份证", "strange", "materials:"])
    assert made == replace(
        WHOLE,
        promised="3 个工作日",
        materials=(replace(WHOLE.materials[0], copies="原件 2 份"), WHOLE.materials[1]),
    )
    gone = accepted(WHOLE, ITEM, ["materials:委托书", "materials:照片"])
    assert [row.name for row in gone.materials] == ["居民身份证", "照片"]
    assert [row.name for row in accepted(WHOLE, ITEM, ["steps:order"]).steps] == ["核验", "申请"]


names = st.lists(st.sampled_from("甲乙丙丁"), max_size=4)


@given(names, names, st.text("一二 ", max_size=3), st.text("一二 ", max_size=3))
def test_all_accepted_leave_no_difference(mine, theirs, one, other):
    here = Shape(hours=one, materials=tuple(Material(name) for name in mine))
    there = Shape(hours=other, materials=tuple(Material(name, copies="1") for name in theirs))
    made = accepted(here, there, [difference.key for difference in differences(here, there)])
    assert differences(made, there) == []
