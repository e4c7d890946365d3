"""What an account knows of its person does not show itself in a log or a message of an error."""

from gongkai.ground.citizens.rules import LEVEL_LABELS, Itself, Level, Reach


def test_a_telephone_is_in_no_representation_and_every_level_has_its_word():
    assert "13800138000" not in repr(Reach("13800138000", "wang@example.cn"))
    assert "wang" not in repr(Reach("13800138000", "wang@example.cn"))
    assert set(LEVEL_LABELS) == set(Level) and Itself().post == "citizen"
