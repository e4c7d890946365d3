"""Numbers of practice come from the room's own file."""

from gongkai.desk.engagement.queries.practice import growth


def test_growth_is_more_than_two_letters_within_days():
    assert growth().letters > 2 and growth().days >= 1
