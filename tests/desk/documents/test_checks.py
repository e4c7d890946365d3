"""Checks of a manuscript against what is already public."""

from datetime import date

import pytest

from gongkai.desk.documents.queries.checking import standing, subject
from gongkai.desk.documents.rules.checks import Standing, examine
from gongkai.desk.documents.services import publishing
from gongkai.record.catalogue.rules import Disclosure, Kind, RelationKind
from gongkai.record.catalogue.services import relations
from gongkai.record.editorial.rules.findings import Severity
from tests.record.editorial import making

from . import writing

TODAY = date(2026, 11, 27)


def names(content, **known):
    return [finding.check for finding in examine(content, Standing(TODAY, **known))]


def test_a_number_that_something_else_bears_must_be_changed():
    (finding,) = examine(writing.content(), Standing(TODAY, bearer="另一文件"))
    assert (finding.check, finding.severity, finding.answerable) == ("number.used", Severity.BLOCKING, False)
    assert "另一文件" in finding.advice


def test_a_serial_far_from_the_last_looks_mistyped():
    assert names(writing.content(document_number="江财〔2026〕600号"), last_serial=6) == ["number.sequence"]
    assert names(writing.content(document_number="江财〔2026〕7号"), last_serial=6) == []
    assert names(writing.content(document_number="江财〔2026〕600号"), last_serial=0) == []


def test_a_policy_goes_up_with_its_plan_of_interpretation():
    (finding,) = examine(writing.content(plan=""), Standing(TODAY))
    assert (finding.check, finding.severity) == ("interpretation.plan", Severity.WARNING)
    (grave,) = examine(writing.content(plan="", normative=True), Standing(TODAY))
    assert grave.severity is Severity.BLOCKING
    assert names(writing.content(plan=""), interpreted=True) == []
    assert names(writing.content(plan="", kind=Kind.NEWS)) == []
    assert names(writing.content(plan="", disclosure=Disclosure.WITHHELD)) == []


def test_clocks_that_ran_out_are_told():
    gone = date(2026, 11, 20)
    assert names(writing.content(), due_on=gone) == ["clock.item"]
    assert names(writing.content(), interpretation_due=gone, document_on=gone) == ["clock.interpretation"]
    assert names(writing.content(), due_on=TODAY, interpretation_due=TODAY) == []


@pytest.fixture
def people(db):
    return writing.city()


def test_the_facts_come_from_the_record_and_from_other_manuscripts(people, django_assert_max_num_queries):
    publishing.publish(writing.approved(people).pk, by=people["final"])
    text = "<p>根据江财〔2026〕6号和江财〔2026〕88号，依据国发〔2020〕1号。</p>"
    other = writing.begun(people, html=text, document_number="江财〔2026〕7号")
    numbers = subject(other, writing.content(html=text)).numbers
    assert (numbers.known, numbers.complete) == ({"江财〔2026〕6号"}, {"江财"})
    with django_assert_max_num_queries(10):
        known = standing(other, writing.content(html=text, document_number="江财〔2026〕6号"))
    assert (known.bearer, known.last_serial) == (writing.content().title, 6)
    assert not known.interpreted
    third = writing.begun(people, document_number="江财〔2026〕8号")
    assert standing(third, writing.content(document_number="江财〔2026〕7号")).bearer == other.title


def test_a_repealed_document_is_known_as_such(people):
    publishing.publish(writing.approved(people).pk, by=people["final"])
    repealing = "<p>《预算管理办法》（江财〔2026〕6号）同时废止。</p>"
    new = writing.approved(people, title="新办法", document_number="江财〔2026〕7号", html=repealing,
                           made_on=None, effective_on=None)  # fmt: skip
    made = publishing.publish(new.pk, by=people["final"]).publication
    relations.confirm_relation(
        made.identifier, RelationKind.REPEALS, "num:江财〔2026〕6号", by=making.OPERATOR
    )
    citing = writing.content(html="<p>依据江财〔2026〕6号。</p>", document_number="江财〔2026〕8号")
    assert subject(writing.begun(people), citing).numbers.repealed == {"江财〔2026〕6号": "废止"}
