"""What the program suggests, by itself says nothing."""

from gongkai.desk.engagement.rules.suggestions import Suggestion


def test_an_empty_suggestion_is_none():
    assert Suggestion() == Suggestion("", "", 0.0, "", False)
