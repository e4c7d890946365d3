"""Enumerations with words."""

from gongkai.ground.language.rules.labels import Labelled


class Colour(Labelled):
    RED = "red", "红"
    BLUE = "blue", "蓝"


def test_a_member_is_its_value_and_carries_its_words():
    assert Colour.RED == "red"
    assert Colour.RED.label == "红"
    assert Colour.choices() == [("red", "红"), ("blue", "蓝")]
