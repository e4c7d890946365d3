"""A case's own page shows the applicant's letters, reply and files, and nothing of anybody else."""

from datetime import date

from gongkai.desk.disclosure.queries.codes import shown
from gongkai.desk.disclosure.rules.outcomes import Outcome
from gongkai.desk.disclosure.rules.stages import Purpose
from gongkai.desk.disclosure.services import handling, replying, showing
from gongkai.desk.disclosure.services.papers import Paper
from gongkai.ground.attachments.rules import Format
from gongkai.ground.deadlines.rules.events import Party, Step

from . import asking
from .asking import fresh

GIVEN = Paper("预算批复.txt", "批复全文".encode(), Format.TEXT)


def test_before_the_reply_there_is_neither_letter_nor_file(people, at):
    case = asking.submitted(at)
    assert showing.letter(shown(case.pk)) == []
    case = handling.confirm(case.pk, subject="预算", version=case.version, by=people["case officer"])
    replying.draft(case.pk, asking.letter(Outcome.GRANTED), version=case.version, by=people["case officer"])
    case = fresh(case)
    replying.attach(
        case.pk,
        [GIVEN],
        Purpose.PROVIDED,
        for_applicant=True,
        version=case.version,
        by=people["case officer"],
    )
    case = shown(case.pk)
    file = case.files.get()
    assert showing.letter(case) == [] and showing.given(case) == [] and showing.handed(case, file.pk) is None


def test_after_it_the_letter_with_its_remedies_and_what_is_given(people, at):
    case = asking.received(people, at)
    replying.attach(
        case.pk,
        [GIVEN],
        Purpose.PROVIDED,
        for_applicant=True,
        version=case.version,
        by=people["case officer"],
    )
    asking.replied(people, case, Outcome.PARTIAL)
    case = shown(case.pk)
    kinds = [one.kind for one in showing.letter(case)]
    assert kinds[0] == "title" and "remedy" in kinds
    [(row, name)] = showing.given(case)
    assert name == "预算批复.txt" and showing.handed(case, row.pk)[2] == GIVEN.data
    search = case.files.get(purpose=Purpose.SEARCH)
    assert showing.handed(case, search.pk) is None


def test_what_was_written_to_others_stays_closed(people, at):
    case, officer = asking.received(people, at), people["case officer"]
    case = handling.consult(
        case.pk, party=Party.THIRD_PARTY, reference="函1", words="致甲公司", version=case.version, by=officer
    )
    at(date(2026, 3, 6))
    handling.answered(
        case.pk, reference="函1", words="甲公司不同意", agrees=False, version=case.version, by=officer
    )
    told = showing.told(shown(case.pk))
    assert [one.event.step for one in told] == [Step.RECEIVED, Step.CONSULTED, Step.ANSWERED]
    assert not any(one.words for one in told)


def test_letters_to_the_applicant_are_read(people, at):
    case = asking.received(people, at)
    handling.ask_correction(
        case.pk, words="请写明年度", days=10, version=case.version, by=people["case officer"]
    )
    assert showing.told(shown(case.pk))[-1].words == "请写明年度"
