"""How facts of a publication are written on its page."""

from datetime import datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from gongkai.surface.portal.facets import category_label
from gongkai.surface.portal.templatetags.portal import released

LOCAL = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("migrated", "hour", "shown"),
    [
        (True, 0, ">2020-02-28<"),
        (True, 9, ">2020-02-28 09:00<"),
        (False, 0, ">2020-02-28 00:00<"),
    ],
)
def test_a_migrated_day_gets_no_hour_of_ours(migrated, hour, shown):
    publication = SimpleNamespace(migrated=migrated, published_at=datetime(2020, 2, 28, hour, tzinfo=LOCAL))
    assert shown in released(publication)


def test_categories_are_written_as_paths():
    assert category_label(r"科技、教育\教育") == "科技、教育 › 教育"
    assert category_label("其他") == "其他"
