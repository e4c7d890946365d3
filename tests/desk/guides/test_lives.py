"""The list of events is data with a name in two languages."""

from gongkai.desk.guides.rules.lives import CODES, EVENTS, LIST
from gongkai.desk.guides.rules.shape import Serves


def test_every_event_is_named_once_and_belongs_to_somebody():
    assert len(EVENTS) == len(CODES) == len(LIST)
    assert all(event.name and event.english for event in LIST)
    assert {event.serves for event in LIST} == set(Serves)
    assert max(map(len, EVENTS)) <= 20
