"""A letter opens with its own key, in its own row, and nowhere else."""

import pytest

from gongkai.desk.engagement.models import Letter
from gongkai.desk.engagement.services import sealed
from gongkai.ground.sealing.rules import Unreadable

from . import corresponding


def test_it_opens_in_its_own_row_only(people, at):
    one, other = corresponding.submitted(at), corresponding.submitted(at, name="李四")
    assert sealed.opened(other).name == "李四"
    one.sealed = other.sealed
    with pytest.raises(Unreadable):
        sealed.opened(one)


def test_the_newest_is_tried(people, at):
    assert sealed.unreadable() == ""
    letter = corresponding.submitted(at)
    assert sealed.unreadable() == ""
    Letter.objects.filter(pk=letter.pk).update(sealed=b"x" * 40)
    assert sealed.unreadable() == letter.number
