"""A request goes to the right organ with the applicant's consent, as a new case sealed under a new key."""

from datetime import date

import pytest

from gongkai.desk.disclosure.models import CaseFile, DisclosureRequest
from gongkai.desk.disclosure.rules.outcomes import Outcome
from gongkai.desk.disclosure.rules.stages import Purpose, RuleBroken, Stage
from gongkai.desk.disclosure.services import filing, handling, reading, transferring
from gongkai.ground.ledger.models import Entry
from gongkai.ground.orgs.rules import NotAllowed

from . import asking
from .asking import FINANCE, SEARCHED, STREET, fresh


@pytest.fixture
def not_held(people, at):
    """A corrected request with an attachment, replied to as not held here; its query code."""
    at(asking.RECEIVED)
    officer = people["case officer"]
    case, code = filing.submit(FINANCE, asking.APPLICATION, "a token", [SEARCHED])
    handling.confirm(case.pk, subject="批复", version=1, by=officer)
    handling.ask_correction(case.pk, words="请写明年份", days=5, version=fresh(case).version, by=officer)
    handling.correct(case.pk, words="是2025年的", by=officer)
    at(date(2026, 3, 20))
    return asking.replied(people, case, Outcome.NOT_HELD), code


def moved(people, case, to=STREET, consent=True, who="case officer"):
    return transferring.transfer(case.pk, to, consent=consent, version=fresh(case).version, by=people[who])


def test_the_new_case_holds_the_same_content_under_another_key(people, at, not_held):
    case, code = not_held
    new = moved(people, case)
    assert (new.stage, new.transferred_from, new.organisation.code) == (Stage.SUBMITTED, case, STREET)
    assert new.sealing != case.sealing
    found, application = reading.visit(new.number, code)
    assert found == new and application.name == "周晓梅"
    assert application.features == "补正：是2025年的"
    row = CaseFile.objects.get(case=new)
    assert row.purpose == Purpose.REQUEST
    _, name, data = reading.fetch(new.pk, row.pk, by=people["street officer"])
    assert (name, data) == (SEARCHED.name, SEARCHED.data)
    kinds = set(Entry.objects.filter(subject__in=[case.number, new.number]).values_list("kind", flat=True))
    assert {"disclosure.transferred", "disclosure.submitted"} <= kinds


def test_not_without_consent_not_before_the_reply_not_twice_and_not_to_itself(people, at, not_held):
    case, _ = not_held
    with pytest.raises(RuleBroken, match="申请人同意"):
        moved(people, case, consent=False)
    with pytest.raises(RuleBroken, match="选择其他机关"):
        moved(people, case, to=FINANCE)
    with pytest.raises(RuleBroken, match="可以受理"):
        moved(people, case, to="000000000")
    with pytest.raises(NotAllowed):
        moved(people, case, who="street officer")
    other = asking.received(people, at)
    with pytest.raises(RuleBroken, match="先答复"):
        moved(people, other)
    moved(people, case)
    with pytest.raises(RuleBroken, match="已经转送"):
        moved(people, case)
    assert DisclosureRequest.objects.filter(organisation__code=STREET).count() == 1
