"""Complaints as pure rules, and found by number and code only."""

import pytest

from gongkai.desk.disclosure.queries import complaints
from gongkai.desk.disclosure.rules.complaints import (
    ARTICLES,
    Complaint,
    Kind,
    key_of,
    number,
    problems,
    unpack,
)
from gongkai.desk.disclosure.services import complaining
from gongkai.ground.orgs.rules import EVERYWHERE, Scope

from . import asking
from .asking import FINANCE, RECEIVED


def test_only_the_words_are_needed_and_everything_has_its_measure():
    assert problems(Complaint(words="超过期限没有答复")) == {}
    assert set(problems(Complaint())) == {"words"}
    assert set(problems(Complaint("x" * 5_001, "x" * 201, "x\0"))) == {"words", "name", "contact"}
    content = Complaint("超过期限没有答复", "周晓梅", "13800138000")
    assert unpack(content.pack()) == content


def test_each_kind_of_complaint_has_its_articles():
    assert ARTICLES == {Kind.HANDLING: "条例第四十七条、第五十一条", Kind.ENTERPRISE: "条例第五十五条"}


@pytest.mark.parametrize(
    ("text", "key"),
    [("TS2026-000012", 12), (" ts2026-12 ", 12), ("2026-12", None), ("TS2026-x", None), ("TS", None)],
)
def test_a_number_is_read_however_it_was_typed(text, key):
    assert key_of(text) == key
    assert number(2026, 12) == "TS2026-000012"


def test_a_complaint_is_found_by_its_number_and_code_together(people, at):
    at(RECEIVED)
    row, code = complaining.complain(FINANCE, Complaint("没有答复"), "a token")
    other, _ = complaining.complain(FINANCE, Complaint("没有答复"), "another token")
    assert complaints.found(row.number.lower(), code) == row
    assert complaints.found(other.number, code) is None
    assert complaints.found("TS2025-000001", code) is None
    assert complaints.found("", "") is None


def test_it_is_seen_where_it_goes(people, at):
    case = asking.submitted(at)
    row, _ = complaining.complain(FINANCE, Complaint("没有答复"), "a token", case=case.pk)
    assert [one.pk for one in complaints.within(EVERYWHERE)] == [row.pk]
    assert not complaints.within(Scope((case.organisation.lineage,)))
    assert complaints.about(case.pk) == [row]
