"""Whose name stands beside a title."""

import pytest

from gongkai.surface.portal.naming import issued_by


@pytest.mark.parametrize(
    ("bodies", "shown"),
    [
        ("", "市教育局"),
        ("江城市教育局", "市教育局"),
        ("江城市财政局、江城市教育局", "市教育局"),
        ("国务院", "国务院"),
        ("财政部、税务总局", "财政部等"),
    ],
)
def test_what_others_issued_is_theirs(bodies, shown):
    assert issued_by(bodies, "江城市教育局", "市教育局") == shown
