"""Applications come in once, numbered, sealed, with a code; and only where somebody may be asked."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gongkai.desk.disclosure.models import DisclosureRequest
from gongkai.desk.disclosure.queries.codes import code_of, found
from gongkai.desk.disclosure.rules.stages import RuleBroken, Stage
from gongkai.desk.disclosure.services import filing
from gongkai.ground.deadlines.rules.events import Channel
from gongkai.ground.ledger.models import Entry
from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.rules import NewOrganisation, NotAllowed, OrganisationKind, check_character
from tests.record.editorial import making

from . import asking
from .asking import APPLICATION, FINANCE, RECEIVED, application


def test_a_form_becomes_a_numbered_case_that_waits_to_be_confirmed(people, at):
    at(RECEIVED)
    case, code = filing.submit(FINANCE, APPLICATION, "a token")
    assert case.number == f"{FINANCE}-2026-00001"
    assert (case.stage, case.received_on, case.due_on) == (Stage.SUBMITTED, None, None)
    assert found(case.number, code) == case
    entry = Entry.objects.filter(kind="disclosure.submitted").get()
    assert (entry.subject, entry.post) == (case.number, "applicant")


def test_the_same_form_sent_twice_is_one_case_with_one_code(people, at):
    at(RECEIVED)
    first = filing.submit(FINANCE, APPLICATION, "a token")
    assert filing.submit(FINANCE, APPLICATION, "a token") == first
    assert DisclosureRequest.objects.count() == 1
    assert filing.submit(FINANCE, APPLICATION, "another")[0].number.endswith("00002")


def test_nothing_readable_is_in_the_row_or_the_ledger(people, at):
    at(RECEIVED)
    case, code = filing.submit(FINANCE, application(features="滨江路的全部资料"), "a token")
    row = str(DisclosureRequest.objects.filter(pk=case.pk).values().get())
    ledger = "".join(Entry.objects.values_list("facts", flat=True))
    for text in (
        "周晓梅",
        "110105198912310029",
        "13800138000",
        "滨江路",
        code,
        code.replace("-", ""),
        "a token",
    ):
        assert text not in row and text not in ledger
        assert text.encode() not in bytes(case.sealed)


def test_what_is_missing_is_said_field_by_field(people, at):
    at(RECEIVED)
    with pytest.raises(filing.Incomplete) as wrong:
        filing.submit(FINANCE, application(name="", title=""), "a token")
    assert set(wrong.value.problems) == {"name", "title"}
    assert not DisclosureRequest.objects.exists()


def test_every_administrative_organ_can_be_asked():
    kind = OrganisationKind
    assert {kind.CITY, kind.DISTRICT, kind.DEPARTMENT, kind.STREET, kind.TOWN} == filing.ASKED


def test_public_enterprises_have_a_complaint_channel_instead(people, at):
    code = "42990050" + check_character("42990050")
    new = NewOrganisation(code, "江城市水务集团", OrganisationKind.PUBLIC_ENTERPRISE, FINANCE, "水务集团")
    orgs.open_organisations([new], by=making.OPERATOR)
    at(RECEIVED)
    with pytest.raises(RuleBroken, match="第五十五条"):
        filing.submit(code, APPLICATION, "a token")
    with pytest.raises(RuleBroken, match="不存在"):
        filing.submit("000000000", APPLICATION, "a token")


def test_staff_enter_papers_within_their_scope_and_not_of_the_future(people, at):
    case = asking.paper(people, at, Channel.ORDINARY_MAIL)
    assert case.channel == Channel.ORDINARY_MAIL
    now = timezone.now()
    for by, moment, error in (
        (people["street officer"], now, NotAllowed),
        (people["drafter"], now, NotAllowed),
        (people["case officer"], now + timedelta(days=1), RuleBroken),
    ):
        with pytest.raises(error):
            filing.enter(FINANCE, APPLICATION, "t", channel=Channel.FAX, submitted_at=moment, by=by)


def test_a_code_is_needed_whole_and_is_forgiving_in_its_writing(people, at):
    at(RECEIVED)
    case, code = filing.submit(FINANCE, APPLICATION, "a token")
    assert code == code_of("a token")
    assert found(f" {case.number} ", code.lower().replace("-", " ")) == case
    assert found(case.number, code[:-1] + ("A" if code[-1] != "A" else "B")) is None
    assert found("429900108-2026-99999", code) is None
    assert found(case.number, "") is None
