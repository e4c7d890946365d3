"""What the database counts is what the rules count; the public figures say what they are of."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.desk.disclosure.models import DisclosureRequest
from gongkai.desk.disclosure.queries.statistics import figures, late, outcomes, table_three_of, years
from gongkai.desk.disclosure.rules.counting import Counted, table_three
from gongkai.desk.disclosure.rules.outcomes import Outcome
from gongkai.ground.orgs import queries as orgs

from . import asking
from .test_identities import requests


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(some=st.lists(requests(), max_size=25), year=st.integers(2022, 2028))
def test_the_database_counts_as_the_rules_do(people, some, year):
    owner = orgs.by_code(asking.FINANCE)
    DisclosureRequest.objects.all().delete()
    DisclosureRequest.objects.bulk_create(
        DisclosureRequest(
            number=str(place),
            organisation=owner,
            applicant=one.applicant,
            channel="internet",
            sealing=str(place),
            sealed=b"",
            submitted_at="2023-01-01T00:00:00Z",
            received_on=one.received_on,
            ended_on=one.ended_on,
            outcome=one.outcome or "",
        )
        for place, one in enumerate(some)
    )
    assert table_three_of([owner.pk], year) == table_three(some, year)


def test_the_public_figures_of_a_year(people, at):
    first, second = asking.received(people, at), asking.received(people, at)
    at(date(2026, 3, 12))
    asking.replied(people, first, Outcome.SECRET)
    at(date(2026, 4, 11))
    asking.replied(people, second, Outcome.SECRET)
    asking.received(people, at, date(2026, 5, 1))
    (found,) = figures([first.organisation_id], 2026)
    assert (found.received, found.ended, found.in_time, found.median_days) == (3, 2, 1, 25.0)
    assert late([first.organisation_id], 2026) == 1
    assert figures([first.organisation_id], 2025)[0].median_days is None


def test_a_case_counts_where_it_is(people, at):
    case = asking.received(people, at)
    assert not any(table_three_of([case.organisation_id + 1], 2026).values())
    assert Counted("person", case.received_on).outcome is None


def test_how_a_year_ended_and_which_years_there_are(people, at):
    assert years() == [] and outcomes([1], 2026) == {}
    case = asking.received(people, at)
    asking.replied(people, case, Outcome.GRANTED)
    owner = case.organisation_id
    assert outcomes([owner], 2026) == {owner: {Outcome.GRANTED: 1}}
    assert outcomes([owner], 2025) == {}
    assert years() == [2026]
