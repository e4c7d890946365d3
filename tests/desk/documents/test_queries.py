"""What waits in quarantine is seen within the scope only."""

import pytest

from gongkai.desk.documents.queries import quarantine as queries
from gongkai.ground.orgs.rules import EVERYWHERE, Scope

from . import making
from .importing import identified, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> str:
    return making.city()


def test_another_organisations_quarantine_is_not_there(city, tmp_path):
    run(identified(tmp_path), tmp_path)
    key = str(queries.waiting(EVERYWHERE).items[0].pk)
    assert queries.quarantined(Scope(("000000000/",)), key) is None
    assert queries.waiting(Scope(()), limit=5).items == []
    assert queries.findings(queries.quarantined(EVERYWHERE, key))[0]["label"] == "身份证号"


def test_pages_follow_a_cursor_and_a_bad_one_is_an_error(city, tmp_path):
    records = [
        making.search_result(
            id=f"q-{n}", doc_number="", url="", title=f"第{n}份公示名单", text=f"{n}：13812345678"
        )
        for n in range(3)
    ]
    run(making.lines(tmp_path / "in", *records), tmp_path)
    first = queries.waiting(EVERYWHERE, limit=2)
    rest = queries.waiting(EVERYWHERE, before=first.next, limit=2)
    assert [len(first.items), len(rest.items), rest.next] == [2, 1, None]
    with pytest.raises(ValueError):
        queries.waiting(EVERYWHERE, before="x")
