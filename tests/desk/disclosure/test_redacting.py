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
from gongkai.ground.sealing import services as sealing
from tests.ground.attachments.made_workbooks import with_parts

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


def drawn() -> bytes:
    """A document with a drawing that no program of ours can read."""
    part = {"word/media/image9.emf": "\x01\0\0\0" + NAME}
    return with_parts(document(), part, {"word/document.xml": [("image", "media/image9.emf")]})


def kinds(case):
    return list(Entry.objects.filter(subject=case.number).order_by("id").values_list("kind", flat=True))


def asked(people, case, words=NAME, who="case officer", name=f"{NAME}合同.docx", data=None):
    version = fresh(case).version
    return redacting.ask(case.pk, (name, data or document()), words, version=version, by=people[who])


def made(people, case):
    redacting.carry_out(asked(people, case).pk)
    return CaseFile.objects.get(case=case, purpose=Purpose.REDACTED)


def test_what_is_asked_for_lies_sealed_until_it_is_made_once(people, at, django_capture_on_commit_callbacks):
    case, officer = asking.received(people, at), people["case officer"]
    row = asked(people, case)
    assert (row.purpose, redacting.failure(row)) == (Purpose.REDACTING, "")
    assert NAME.encode() not in bytes(row.sealed_told) + bytes(row.sealed_name)
    assert kinds(case)[-1] == "disclosure.redaction_asked"
    with pytest.raises(RuleBroken, match="还没有处理完"):
        redacting.look(case.pk, row.pk, by=officer)
    before = fresh(case).version
    with django_capture_on_commit_callbacks(execute=True):
        redacting.carry_out(row.pk)
    redacting.carry_out(row.pk)
    assert fresh(case).version == before  # what an officer has open meanwhile can still be sent
    assert [one.purpose for one in CaseFile.objects.filter(case=case)] == [Purpose.REDACTED]
    with pytest.raises(sealing.Destroyed):
        sealing.kept(case.sealing, row.place)


def test_what_cannot_be_made_says_why_and_is_deleted_by_the_officer(people, at):
    case, officer = asking.received(people, at), people["case officer"]
    row = asked(people, case, data=drawn())
    redacting.carry_out(row.pk)
    row.refresh_from_db()
    assert "图" in redacting.failure(row)
    redacting.carry_out(row.pk)  # does nothing more
    redacting.drop(case.pk, row.pk, version=fresh(case).version, by=officer)
    assert not CaseFile.objects.filter(case=case).exists()


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
        asked(people, case, who="head")
    with pytest.raises(Refused, match="没有一个词"):
        asked(people, case, words=" \n")
    with pytest.raises(Refused, match="只有一个字母"):
        asked(people, case, words="a")
    with pytest.raises(Refused):
        asked(people, case, name="x.pdf", data=b"junk")
    assert not CaseFile.objects.filter(case=case).exists()
    with pytest.raises(RuleBroken, match="刚刚有人办理过"):
        redacting.ask(case.pk, ("x", b""), NAME, version=99, by=people["case officer"])
