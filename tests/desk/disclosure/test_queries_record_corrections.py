"""Lists of record corrections: in scope, by state, the newest first."""

from gongkai.desk.disclosure.queries import record_corrections as queries
from gongkai.desk.disclosure.services import record_corrections as services
from gongkai.desk.disclosure.services.cases import APPLICANT

from . import asking
from .asking import FINANCE
from .test_record_corrections import CLAIM


def test_the_newest_first_and_nothing_of_others(people, at, django_assert_max_num_queries):
    at(asking.RECEIVED)
    rows = [services.receive(FINANCE, CLAIM, f"token {n}", by=APPLICANT)[0] for n in range(3)]
    scope = people["case officer"].scope
    with django_assert_max_num_queries(1):
        assert [row.pk for row in queries.listed(scope, limit=2)] == [rows[2].pk, rows[1].pk]
    assert [row.pk for row in queries.listed(scope, before=rows[1].pk)] == [rows[0].pk]
    assert queries.listed(scope, state="corrected") == []
    assert queries.one(scope, rows[0].pk) == rows[0]
    assert queries.one(people["street officer"].scope, rows[0].pk) is None


def test_who_asked_finds_it_by_number_and_code_alone(people, at):
    at(asking.RECEIVED)
    row, code = services.receive(FINANCE, CLAIM, "a token", by=APPLICANT)
    assert queries.found(row.number, code) == row and queries.coded(code) == row
    for number, wrong in ((row.number, "A" * 16), ("x", code), ("", "")):
        assert queries.found(number, wrong) is None
