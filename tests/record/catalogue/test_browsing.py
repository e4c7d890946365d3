"""Public items of a kind by publisher, subject and month, and what there is to choose from."""

from datetime import UTC, date, datetime

import pytest

from gongkai.record.catalogue.queries import browsing
from gongkai.record.catalogue.rules import Kind
from gongkai.record.catalogue.services import publications as services

from .making import BY, city, code, draft

pytestmark = pytest.mark.django_db


def letter(n: int, at: datetime, **changes):
    more = {"kind": Kind.LETTER, "published_at": at, "document_number": "", "subject_category": "城市管理"}
    return draft(n, **(more | changes))


def test_narrowed_by_publisher_subject_and_the_month_as_it_is_here():
    city()
    last_of_may = datetime(2026, 5, 31, 15, 59, tzinfo=UTC)
    first_of_june = datetime(2026, 5, 31, 16, 0, tzinfo=UTC)  # midnight here
    rows = services.publish_many(
        [
            letter(1, last_of_may),
            letter(2, first_of_june, subject_category="教育"),
            letter(3, first_of_june, publisher=code(2)),
            draft(4),
        ],
        by=BY,
    )
    services.withdraw(rows[2].identifier, reason="不再公开", by=BY)
    kept = [row.pk for row in rows[:2]]

    def found(**wanted):
        return [row.pk for row in browsing.browse(Kind.LETTER, **wanted).items]

    assert found() == kept[::-1]
    assert found(publisher=code(1)) == kept[::-1] and found(publisher=code(2)) == []
    assert found(publisher="nobody") == [] and found(category="教育") == [kept[1]]
    assert found(month=date(2026, 5, 20)) == [kept[0]] and found(month=date(2026, 6, 1)) == [kept[1]]
    assert found(month=date(2026, 12, 1)) == []
    page = browsing.browse(Kind.LETTER, limit=1)
    assert found(before=page.next) == [kept[0]]
    with pytest.raises(ValueError, match="翻页"):
        browsing.browse(Kind.LETTER, before="x")
    assert browsing.categories(Kind.LETTER) == ["城市管理", "教育"]
    assert browsing.publishers(Kind.LETTER) == [code(1)]
    assert browsing.months(Kind.LETTER) == [date(2026, 6, 1), date(2026, 5, 1)]
