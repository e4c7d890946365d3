"""A wrong key is noticed before an officer needs it."""

from gongkai.desk.disclosure.services import sealed

from . import asking


def test_the_newest_request_says_whether_the_key_fits(people, at, settings):
    assert sealed.unreadable() == ""
    case = asking.submitted(at)
    assert sealed.unreadable() == ""
    settings.SEALING_KEY = "another"
    assert sealed.unreadable() == case.number
