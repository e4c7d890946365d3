"""States and roles carry their words."""

from gongkai.desk.guides.rules.states import Role, State


def test_every_state_and_role_has_its_word():
    assert State.PUBLISHED.label == "已公布" and Role.SAMPLE.label == "填写样表"
    assert all(one.label for one in (*State, *Role))
