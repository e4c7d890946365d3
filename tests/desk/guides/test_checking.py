"""The telephones that a guide is there to make known are no personal data; a mobile stays doubtful."""

import pytest

from gongkai.desk.guides.services import checking

from . import writing


@pytest.fixture
def people(db):
    return writing.city()


def test_the_guide_makes_its_own_numbers_known(people):
    guide = writing.begun(people, telephones="027-65601234、13800138000")
    known = checking.public(guide)
    assert "02765601234" in known and "13800138000" not in known
    places = checking.subject(guide).places
    assert "联系电话" in places and "办理材料第 1 行" in places
    assert checking.subjects(guide, []) == [str(guide.pk)]
