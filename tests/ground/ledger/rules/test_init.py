"""Canonical JSON, and leaves that tell the public only what is public."""

import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.ground.ledger import rules

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
    max_leaves=12,
)
texts = st.text(max_size=12)


@given(plain)
def test_canonical_is_one_spelling(value):
    written = rules.canonical(value)
    assert json.loads(written) == value and rules.canonical(json.loads(written)) == written


def test_canonical_examples():
    assert rules.canonical({"乙": 1, "a": [True, None], "on": date(2026, 1, 2)}) == (
        '{"a":[true,null],"on":"2026-01-02","乙":1}'.encode()
    )


@pytest.mark.parametrize(
    "value", [1.0, [1.5], {"a": float("nan")}, {1: 2}, {"a": "\ud800"}, {"a": b"x"}, {1}]
)
def test_what_has_no_one_spelling_is_refused(value):
    with pytest.raises(rules.EntryRefused):
        rules.canonical(value)


def test_instants_have_one_spelling():
    shanghai = timezone(timedelta(hours=8))
    assert rules.instant(datetime(2026, 1, 1, 8, tzinfo=shanghai)) == "2026-01-01T00:00:00.000000Z"
    assert rules.instant(datetime(2026, 1, 1, microsecond=7, tzinfo=UTC)) == "2026-01-01T00:00:00.000007Z"


@given(st.tuples(*[texts] * 4, plain), st.tuples(*[texts] * 4, plain))
def test_content_is_canonical_json_and_differs_when_any_column_does(one, two):
    made = []
    for kind, subject, post, at, facts in (one, two):
        if any("\ud800" <= mark <= "\udfff" for mark in kind + subject + post + at):
            return
        body = rules.content(kind, subject, post, at, rules.canonical(facts).decode())
        assert body == rules.canonical(
            {"kind": kind, "subject": subject, "post": post, "at": at, "facts": facts}
        )
        made.append(body)
    assert (made[0] == made[1]) == (json.dumps(one) == json.dumps(two))


@given(st.text(max_size=40), st.text(max_size=40))
def test_facts_rewritten_to_swallow_another_column_show(facts, subject):
    """The stored text of facts goes into the content as it stands, and still nothing collides."""
    honest = rules.content("k", subject, "p", "t", "{}")
    forged = rules.content("k", "s", "p", "t", facts)
    assert honest != forged or (facts, subject) == ("{}", "s")


def test_only_events_of_publications_are_public():
    assert rules.is_public("publication.withdrawn")
    for kind in ("publications.x", "draft.publication.x", "disclosure.extended", "publication"):
        assert not rules.is_public(kind)


@pytest.mark.parametrize("kind", ["draft.saved", "opinion.watched", "disclosure.received", "x"])
def test_a_leaf_that_is_not_public_reveals_nothing(kind):
    """Same length and form for every kind, subject and amount of facts; other salt, other leaf."""
    seen = set()
    for facts in ("{}", '{"a":"' + "长" * 900 + '"}'):
        for salt in ("00" * 16, "01" * 16):
            body = rules.content(kind, "王某的申请", "1/2", "2026-01-01T00:00:00.000000Z", facts)
            leaf = rules.leaf_data(kind, salt, body)
            seen.add(leaf)
            assert list(json.loads(leaf)) == ["commitment"] and len(leaf) == len('{"commitment":""}') + 64
    assert len(seen) == 4


def test_a_public_leaf_is_its_content():
    body = rules.content("publication.published", "x", "1/2", "t", "{}")
    assert rules.leaf_data("publication.published", "", body) == body
