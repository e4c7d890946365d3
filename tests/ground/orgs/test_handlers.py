"""Who handles what comes in where: the nearest with people of their own, never everybody above."""

import pytest

from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.queries import handlers
from gongkai.ground.orgs.rules import Duty, system
from tests.record.editorial import making

DUTY = Duty.DISCLOSE


def elsewhere(code, by):
    found = handlers.elsewhere(DUTY, orgs.by_code(code), by)
    return found.code if found else None


def handled(by):
    return {row.code for row in handlers.handled(DUTY, by)}


@pytest.fixture
def above(db):
    making.city()
    return making.staff("city-officer", orgs.root().code, Duty.READ, DUTY)


def test_a_superior_handles_what_has_no_people_nearer(above):
    finance = making.staff("finance-officer", making.FINANCE, Duty.READ, DUTY)
    assert elsewhere(making.FINANCE, finance) is None and elsewhere(making.FINANCE, above) == making.FINANCE
    assert elsewhere(making.STREET, finance) is None and elsewhere(making.STREET, above) == making.FINANCE
    assert elsewhere(orgs.root().code, above) is None
    assert {making.FINANCE, making.STREET} == handled(finance)
    assert orgs.root().code in handled(above) and not handled(finance) & handled(above)


def test_the_program_and_a_city_without_people_nearer_meet_no_bound(above):
    everybody = {row.code for row in orgs.below(above.scope)}
    assert handled(above) == everybody and elsewhere(making.FINANCE, above) is None
    making.staff("finance-officer", making.FINANCE, Duty.READ, DUTY)
    assert handled(system("clock")) == everybody
    assert elsewhere(making.FINANCE, system("clock")) is None


def test_one_statement_each(above, django_assert_num_queries):
    making.staff("finance-officer", making.FINANCE, Duty.READ, DUTY)
    place = orgs.by_code(making.FINANCE)
    with django_assert_num_queries(1):
        list(handlers.handled(DUTY, above))
    with django_assert_num_queries(2):
        handlers.elsewhere(DUTY, place, above)
