"""A request that was given up is ended with its notice, in PDF and DOCX, for its applicant."""

import io
from datetime import date

import docx
import pytest

from gongkai.desk.disclosure.queries.codes import shown
from gongkai.desk.disclosure.rules.outcomes import Outcome
from gongkai.desk.disclosure.rules.stages import Purpose, RuleBroken
from gongkai.desk.disclosure.services import closing, handling, replying, showing
from gongkai.desk.disclosure.services.papers import Paper
from gongkai.ground.attachments.rules import Format
from gongkai.ground.deadlines.rules.events import Illegal
from gongkai.ground.ledger.models import Entry
from gongkai.ground.orgs.rules import NotAllowed

from . import asking
from .asking import fresh


def closed(people, case, who="case officer"):
    return closing.close(case.pk, version=fresh(case).version, by=people[who])


def test_what_was_not_corrected_ends_with_a_notice_that_its_applicant_can_read(people, at):
    case, officer = asking.received(people, at), people["case officer"]
    with pytest.raises(RuleBroken, match="没有等待补正"):
        closed(people, case)
    ready = Paper("预算批复.txt", "批复全文".encode(), Format.TEXT)
    replying.attach(
        case.pk, [ready], Purpose.PROVIDED, for_applicant=True, version=fresh(case).version, by=officer
    )
    at(date(2026, 3, 5))
    handling.ask_correction(case.pk, words="请写明年度", days=10, version=fresh(case).version, by=officer)
    with pytest.raises(Illegal):
        closed(people, case)
    at(date(2026, 3, 20))
    with pytest.raises(NotAllowed):
        closed(people, case, "head")
    closed(people, case)
    case = shown(case.pk)
    assert case.outcome == Outcome.UNCORRECTED
    assert Entry.objects.filter(kind="disclosure.abandoned", subject=case.number).count() == 1
    text = "\n".join(line.text for line in showing.letter(case))
    assert "期限至 2026年3月19日" in text and "答复" not in text
    files = {name: row for row, name in showing.given(case)}
    assert set(files) == {"告知书.pdf", "告知书.docx"}  # not what was ready to be given
    _, _, data = showing.handed(case, files["告知书.docx"].pk)
    said = "\n".join(line.text for line in docx.Document(io.BytesIO(data)).paragraphs)
    assert "自收到本告知书之日起" in said


def test_what_was_not_paid_names_the_fee(people, at):
    case, officer = asking.received(people, at), people["case officer"]
    handling.charge(case.pk, items=31, version=case.version, by=officer)
    at(date(2026, 3, 31))
    closed(people, case)
    assert "2,200 元" in "\n".join(line.text for line in showing.letter(shown(case.pk)))


def test_a_withdrawal_is_told_without_remedies(people, at):
    case = asking.received(people, at)
    handling.withdraw(case.pk, by=asking.filing.APPLICANT)
    kinds = [line.kind for line in showing.letter(shown(case.pk))]
    assert kinds[0] == "title" and "remedy" not in kinds and showing.given(shown(case.pk)) == []
