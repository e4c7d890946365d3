"""The demonstration's drafts: same seed same city, in order, with relations that lead somewhere."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from gongkai.ground.language.rules import numbers
from gongkai.ground.orgs.rules import valid_code
from gongkai.record.catalogue.rules import Kind, RelationKind
from gongkai.surface.demo.city import ACCOUNTS, bodies
from gongkai.surface.demo.columns import column
from gongkai.surface.demo.documents import Generator

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
ROOT = "42990000X"


@pytest.fixture(scope="module")
def drafts():
    return list(Generator(bodies(ROOT), 3_000, NOW).drafts())


def test_the_city_has_36_departments_and_15_districts_with_right_codes():
    everybody = bodies(ROOT)
    assert Counter(body.kind for body in everybody) == {"city": 1, "department": 36, "district": 15}
    assert all(valid_code(body.code) for body in everybody[1:])
    assert len({body.code for body in everybody}) == 52


def test_accounts_belong_to_the_bodies_their_titles_name():
    names = [body.field.name for body in bodies(ROOT)]
    assert [names[account.body] for account in ACCOUNTS[1:3]] == ["江城市教育局", "江城市鹤洲区人民政府"]


def test_the_same_seed_gives_the_same_city(drafts):
    assert list(Generator(bodies(ROOT), 3_000, NOW).drafts()) == drafts


def test_exactly_as_many_as_asked_in_order_and_never_in_the_future(drafts):
    assert len(drafts) == 3_000
    moments = [draft.published_at for draft in drafts]
    assert moments == sorted(moments)
    assert moments[-1] <= NOW


def test_something_was_published_today(drafts):
    assert any(draft.published_at.date() == NOW.date() for draft in drafts)


def test_every_number_is_readable_and_given_once(drafts):
    given = [draft.document_number for draft in drafts if draft.document_number]
    assert all(
        numbers.parse(number).readable and numbers.parse(number).canonical == number for number in given
    )
    assert len(set(given)) == len(given)


def test_interpretations_and_repeals_point_at_earlier_documents(drafts):
    seen: set[str] = set()
    found = Counter()
    for draft in drafts:
        for relation in draft.relations:
            assert relation.target_key in seen
            found[relation.kind] += 1
        if draft.document_number:
            seen.add(f"num:{numbers.key(draft.document_number)}")
    assert found[RelationKind.INTERPRETS] > 50
    assert found[RelationKind.REPEALS] > 10


def test_texts_are_not_one_template_with_changed_numbers(drafts):
    bodies_without_digits = Counter("".join(c for c in draft.text if not c.isdigit()) for draft in drafts)
    assert sum(count - 1 for count in bodies_without_digits.values()) / len(drafts) < 0.01
    assert len({draft.kind for draft in drafts}) >= 15


def test_an_organisations_column_has_its_guide_rules_and_reports_with_gaps():
    everybody = bodies(ROOT)
    columns = [list(column(body, NOW)) for body in everybody]
    assert all([draft.kind for draft in own][:2] == [Kind.GUIDE, Kind.RULE] for own in columns)
    reports = [sum(draft.kind == Kind.ANNUAL_REPORT for draft in own) for own in columns]
    assert max(reports) == 10
    assert min(reports) < 10
