"""Documents made, ended and in force in a year, for table two of the annual report."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from gongkai.ground.orgs.rules import system
from gongkai.record.catalogue.queries import yearly
from gongkai.record.catalogue.rules import Draft, Kind
from gongkai.record.catalogue.services import channels, publications
from tests.record.editorial import making

BY = system("test")
SHANGHAI = ZoneInfo("Asia/Shanghai")


def document(number, made, **fields):
    at = datetime(made.year, made.month, made.day, 9, tzinfo=SHANGHAI)
    given = {
        "kind": Kind.DOCUMENT, "title": f"办法{number}", "publisher": making.FINANCE, "html": "<p>文</p>",
        "text": "文", "published_at": at, "document_number": number, "made_on": made,
        "mandatory_item": "20.1",
    }  # fmt: skip
    return publications.publish(Draft(**(given | fields)), by=BY)


@pytest.mark.django_db
def test_what_is_counted(django_assert_num_queries):
    making.city()
    channels.ensure_defaults(by=BY)
    document("江财〔2023〕1号", date(2023, 3, 1))
    document("江财〔2024〕2号", date(2024, 3, 1), expires_on=date(2025, 6, 30))
    document("江财〔2025〕3号", date(2025, 3, 1))
    document("江财〔2026〕4号", date(2026, 3, 1))
    document("江城市人民政府令第309号", date(2025, 5, 1))
    document("江财〔2025〕5号", date(2025, 5, 1), mandatory_item="20.7")
    document("", date(2025, 5, 1))
    gone = document("江财〔2025〕6号", date(2025, 5, 1))
    publications.withdraw(gone.identifier, reason="有误", by=BY)
    with django_assert_num_queries(1):
        found = yearly.documents([making.FINANCE, making.STREET], 2025)
    rules, others = found[making.FINANCE]
    assert (rules.made, rules.ended, rules.standing) == (1, 0, 1)
    assert (others.made, others.ended, others.standing) == (1, 1, 2)
    assert found[making.STREET] == (yearly.Made(), yearly.Made())
