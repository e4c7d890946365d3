"""Disclosure requests and record corrections as subjects of the matrix: one being handled, one in review."""

from functools import cached_property
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from gongkai.desk.disclosure.rules.complaints import Complaint
from gongkai.desk.disclosure.rules.forms import Application, Form, Identity, Way
from gongkai.desk.disclosure.rules.letters import Letter
from gongkai.desk.disclosure.rules.outcomes import Outcome
from gongkai.desk.disclosure.rules.record_corrections import Claim
from gongkai.desk.disclosure.services import complaining, filing, handling, record_corrections, replying
from gongkai.desk.disclosure.services.cases import APPLICANT
from gongkai.desk.disclosure.services.papers import Paper
from gongkai.ground.attachments.rules import Format
from gongkai.ground.orgs import queries as orgs
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import Stage

from .. import city

PAPER = Paper("附件.txt", "附件".encode(), Format.TEXT)
APPLICATION = Application(
    applicant="person", name="某人", identity=Identity.RESIDENT, identity_number="1", telephone="1",
    title="某批复", form=Form.PAPER, way=Way.POST, address="某地",
)  # fmt: skip
CLAIM = Claim("某人", "resident", "1", "1", "某通知", "名字写错", "某人", "证件")
SENT_CLAIM = {
    "token": "matrix", "name": "某人", "identity": "resident", "identity_number": "1", "contact": "1",
    "record": "某通知", "wrong": "名字写错", "right": "某人", "evidence": "证件",
}  # fmt: skip


class Requests:
    """What one organisation was asked; ``code`` is the organisation's."""

    code: str

    def asked(self, token: str) -> Any:
        case, _ = filing.submit(self.code, APPLICATION, f"{token}-{self.code}", [PAPER])
        return handling.confirm(case.pk, subject="某批复", version=1, by=city.OPERATOR)

    @cached_property
    def case(self) -> Any:
        return self.asked("case")

    @cached_property
    def reviewed(self) -> Any:
        case = self.asked("reviewed")
        letter = Letter(Outcome.GRANTED, "1号", "见附件。")
        replying.draft(case.pk, letter, version=case.version, by=city.OPERATOR)
        replying.submit(case.pk, version=case.version + 1, by=city.OPERATOR)
        return case

    @cached_property
    def reply_review(self) -> Any:
        return reviews.opened(replying.KIND, str(self.reviewed.pk))

    @cached_property
    def correction(self) -> Any:
        return record_corrections.receive(self.code, CLAIM, f"correction-{self.code}", [PAPER], by=APPLICANT)[
            0
        ]

    @cached_property
    def complaint(self) -> Any:
        return self.complained("complaint")

    @cached_property
    def answered_complaint(self) -> Any:
        row = self.complained("answered")
        return complaining.answer(row.pk, words="已督促", by=city.OPERATOR)

    def complained(self, token: str) -> Any:
        """Of a body below, so that it comes here."""
        below = orgs.children(self.code).first() or orgs.by_code(self.code)
        return complaining.complain(below.code, Complaint("没有答复"), f"{token}-{self.code}")[0]


def complaint(place: Any) -> list[str]:
    return [str(place.complaint.pk)]


def answered(place: Any) -> list[str]:
    return [str(place.answered_complaint.pk)]


def case(place: Any) -> list[str]:
    return [str(place.case.pk)]


def correction(place: Any) -> list[str]:
    return [str(place.correction.pk)]


def reviewed(place: Any) -> list[str]:
    return [str(place.reviewed.pk)]


ARGUMENTS: dict[str, Any] = {
    "console:complaint": complaint,
    "console:open_complaint": complaint,
    "console:answer_complaint": complaint,
    "console:destroy_complaint": answered,
    "console:request": case,
    "console:open_request": case,
    "console:request_file": lambda place: [*case(place), str(place.case.files.first().pk)],
    "console:attach_to_request": case,
    "console:request_redact": case,
    "console:request_reply": case,
    "console:request_step": lambda place: [*case(place), "rename"],
    "console:request_review": reviewed,
    "console:request_review_file": lambda place: [*reviewed(place), str(place.reviewed.files.first().pk)],
    "console:decide_reply": lambda place: [str(place.reply_review.pk)],
    "console:record_correction": correction,
    "console:open_record_correction": correction,
    "console:record_correction_step": correction,
    "console:record_evidence": lambda place: [
        *correction(place), str(place.correction.evidence.first().pk)
    ],
}  # fmt: skip
SENT: dict[str, Any] = {
    "console:answer_complaint": lambda place: {"words": "已督促", "sure": "1"},
    "console:destroy_complaint": lambda place: {"sure": "1"},
    "console:enter_request": lambda place: {
        "token": f"entered-{place.code}", "organisation": place.code, "channel": "oral",
        "submitted_on": str(timezone.localdate()), "applicant": "person", "name": "某人",
        "identity": "resident",
        "telephone": "1", "title": "某批复", "form": "paper", "way": "in_person",
    },
    "console:attach_to_request": lambda place: {
        "purpose": "search", "version": place.case.version, "files": SimpleUploadedFile("检索.txt", b"x y z"),
    },
    "console:request_reply": lambda place: {
        "action": "save", "version": place.case.version, "outcome": "granted", "number": "1号",
        "answer": "见附件。",
    },
    "console:request_step": lambda place: {"subject": "另一事由", "version": place.case.version},
    "console:decide_reply": lambda place: {"outcome": "approved", "stage": Stage.FIRST.value},
    "console:enter_record_correction": lambda place: SENT_CLAIM | {"organisation": place.code},
    "console:record_correction_step": lambda place: {
        "step": "take_up", "subject": "更正", "version": place.correction.version,
    },
}  # fmt: skip
