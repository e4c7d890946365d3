"""A copy without words is made, waits sealed, is looked at, and goes with the reply only after that."""

import io

import docx
import pytest

from gongkai.desk.disclosure.models import CaseFile
from gongkai.desk.disclosure.rules.stages import Purpose, RuleBroken
from gongkai.desk.disclosure.services import reading, redacting
from gongkai.ground.attachments.rules import Refused
from gongkai.ground.ledger.models import Entry
from gongkai.ground.orgs.rules import NotAllowed

from . import asking
from .asking import fresh

NAME = "张晓明"


def document() -> bytes:
    made, file = docx.Document(), io.BytesIO()
    line = made.add_paragraph("合同乙方为张")
    line.add_run("晓明，金额二万元。")  # split over runs
    made.core_properties.author = NAME
    made.save(file)
    return file.getvalue()


def kinds(case):
    return list(Entry.objects.filter(subject=case.number).order_by("id").values_list("kind", flat=True))


def made(people, case, words=NAME, who="case officer", name=f"{NAME}合同.docx"):
    version = fresh(case).version
    return redacting.make(case.pk, (name, document()), words, version=version, by=people[who])


def test_from_the_file_to_the_reply(people, at):
    case, officer = asking.received(people, at), people["case officer"]
    row = made(people, case)
    assert row.purpose == Purpose.REDACTED and not row.for_applicant
    assert kinds(case)[-1] == "disclosure.redacted" and NAME not in str(Entry.objects.values_list("facts"))
    copy = redacting.look(case.pk, row.pk, by=officer)
    assert NAME not in copy.name and NAME not in copy.text and "■■" in copy.text
    assert copy.told.removed >= 1 and copy.told.places and copy.told.not_found == ()
    assert kinds(case)[-1] == "disclosure.looked"
    redacting.give(case.pk, row.pk, version=fresh(case).version, by=officer)
    row.refresh_from_db()
    assert row.purpose == Purpose.PROVIDED and row.for_applicant
    assert kinds(case)[-1] == "disclosure.attached"
    _, _, data = reading.fetch(case.pk, row.pk, by=officer)
    assert "晓明" not in "".join(line.text for line in docx.Document(io.BytesIO(data)).paragraphs)
    with pytest.raises(RuleBroken, match="已经附上"):
        redacting.give(case.pk, row.pk, version=fresh(case).version, by=officer)


def test_what_is_not_used_is_deleted(people, at, django_capture_on_commit_callbacks):
    case, officer = asking.received(people, at), people["case officer"]
    row = made(people, case)
    with django_capture_on_commit_callbacks(execute=True):
        redacting.drop(case.pk, row.pk, version=fresh(case).version, by=officer)
    assert not CaseFile.objects.filter(pk=row.pk).exists()
    assert kinds(case)[-1] == "disclosure.redaction_dropped"


def test_who_may_not_and_what_cannot_be_done_is_told(people, at):
    case = asking.received(people, at)
    with pytest.raises(NotAllowed):
        made(people, case, who="head")
    with pytest.raises(Refused, match="没有一个词"):
        made(people, case, words=" \n")
    with pytest.raises(Refused, match="只有一个字母"):
        made(people, case, words="a")
    with pytest.raises(Refused):
        redacting.make(
            case.pk, ("x.pdf", b"junk"), NAME, version=fresh(case).version, by=people["case officer"]
        )
    assert CaseFile.objects.filter(case=case, purpose=Purpose.REDACTED).count() == 0
    with pytest.raises(RuleBroken, match="刚刚有人办理过"):
        redacting.make(case.pk, ("x", b""), NAME, version=99, by=people["case officer"])
