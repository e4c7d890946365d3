"""The public finds a guide by event, by organisation, by whom it serves, by words."""

import pytest

from gongkai.desk.guides.queries import public
from gongkai.desk.guides.services import publishing

from . import writing


@pytest.fixture
def people(db):
    return writing.city()


def test_only_what_is_public_now_is_found(people, django_assert_max_num_queries):
    guide = writing.published(people)
    writing.begun(people, code="")
    rows, count = public.listed()
    assert count == 1 and rows[0].guide == guide
    for found in ({"serves": "person"}, {"event": "retirement"}, {"organisation": writing.FINANCE},
                  {"words": "身份证 认证"}, {"serves": "strange"}):  # fmt: skip
        assert public.listed(**found)[1] == 1, found
    for none in ({"serves": "enterprise"}, {"event": "death"}, {"organisation": "0"}, {"words": "护照"}):
        assert public.listed(**none)[1] == 0, none
    with django_assert_max_num_queries(3):
        counts = public.counts()
    assert (counts.whole, counts.serves, counts.events) == (
        1, {"person": 1, "enterprise": 0}, {"retirement": 1},
    )  # fmt: skip
    assert [code for code, _, _ in counts.organisations] == [writing.FINANCE]
    publishing.withdraw(guide.pk, "取消", by=people["final"])
    assert public.listed()[1] == 0 and public.counts().whole == 0
