"""The demonstration's disclosure requests: some in every stage, of invented people, with their replies.

Their days lie in the past, so the steps are added as events of those days; what is reviewed and delivered
goes the way of every reply, by the demonstration's own accounts.
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.desk.disclosure.rules.applicants import Applicant
from gongkai.desk.disclosure.rules.forms import Application, Form, Identity, Way
from gongkai.desk.disclosure.rules.letters import Letter
from gongkai.desk.disclosure.rules.outcomes import Outcome
from gongkai.desk.disclosure.rules.record_corrections import Claim, State
from gongkai.desk.disclosure.rules.stages import Delivery, Purpose
from gongkai.desk.disclosure.rules.tables import RECONSIDERED
from gongkai.desk.disclosure.services import (
    archiving,
    cases,
    disputing,
    filing,
    handling,
    record_corrections,
    replying,
    serving,
    transferring,
)
from gongkai.desk.disclosure.services.papers import Paper
from gongkai.ground.attachments.rules import Format
from gongkai.ground.deadlines.rules.events import Channel, Event, Step
from gongkai.ground.orgs.rules import Actor
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import Stage
from gongkai.record.editorial.rules.reviewing import Outcome as Decided

from .city import EDUCATION, FINANCE, Body
from .vocabulary import read

SEARCH = Paper("检索记录.txt", "检索了办公系统和基建档案，没有找到。（演示）".encode(), Format.TEXT)
GIVEN = Paper("提供的信息.txt", "这是演示文件，没有内容。".encode(), Format.TEXT)
UNTIL = ("review", "approved", "delivered")
CLAIM = Claim(
    name="谢某某", identity=Identity.RESIDENT, identity_number="演示证件", contact="0000-80000000",
    record="教师资格认定受理通知书", wrong="姓名中有一个字写错", right="以身份证为准",
    evidence="身份证复印件",
)  # fmt: skip


def ask(everywhere: list[Body], now: datetime, people: dict[str, Actor]) -> int:
    """Every request of the file at the education department; how many."""
    asked = Asked(everywhere[EDUCATION].code, timezone.localdate(now), people)
    told = read("requests")["request"]
    for place, one in enumerate(told):
        asked.take(f"demo-{place}", one, everywhere[FINANCE].code)
    asked.correct()
    return len(told)


class Asked:
    """The department that is asked, today, and its people."""

    def __init__(self, organisation: str, today: date, people: dict[str, Actor]) -> None:
        self.organisation, self.today = organisation, today
        self.people, self.officer = people, people["shenqing"]

    def take(self, token: str, told: dict[str, Any], other: str) -> None:
        """One request, from its form to where it stands."""
        received = self.today - timedelta(days=told.get("received", 0))
        case, _ = filing.enter(
            self.organisation, application(told), token, channel=Channel(told["channel"]),
            submitted_at=moment(received), by=self.officer,
        )  # fmt: skip
        if "received" not in told:
            return
        handling.confirm(case.pk, subject=told["subject"], on=received, version=case.version, by=self.officer)
        for step, after, more in told.get("steps", ()):
            self.happened(case.pk, Step(step), received + timedelta(days=after), **more)
        if "reply" in told:
            self.reply(case.pk, told, received)
        if told.get("transferred"):
            transferring.transfer(
                case.pk, other, consent=True, version=self.version(case.pk), by=self.officer
            )
        if "reconsidered" in told:
            filed = received + timedelta(days=told["reconsidered"])
            disputing.file(case.pk, row=RECONSIDERED, filed_on=filed, by=self.officer)
        if told.get("archived"):
            archiving.archive(case.pk, version=self.version(case.pk), by=self.officer)

    @transaction.atomic
    def happened(self, key: int, step: Step, on: date, *, words: str = "", fee: int = 0, **more: Any) -> None:
        consent = step is Step.EXTENDED
        ends = {Step.ABANDONED: Outcome.UNCORRECTED, Step.WITHDRAWN: Outcome.OTHERWISE}
        event = Event(step, on, consent=consent, **more)
        by = self.people["fuzeren"] if consent else self.officer
        held = cases.held(key, self.officer)
        cases.happened(held, event, words=words, fee=fee, outcome=ends.get(step), by=by)

    def reply(self, key: int, told: dict[str, Any], received: date) -> None:
        """Drafted, and as far through review and delivery as the file says."""
        outcome = Outcome(told["outcome"])
        texts = (told.get("answer", ""), told.get("reasons", ""), told.get("elsewhere", ""))
        letter = Letter(outcome, f"江教依申复〔{received.year}〕{key}号", *texts)
        replying.draft(key, letter, version=self.version(key), by=self.officer)
        if outcome is Outcome.NOT_HELD:
            self.attach(key, SEARCH, Purpose.SEARCH)
        if outcome in (Outcome.GRANTED, Outcome.PARTIAL):
            self.attach(key, GIVEN, Purpose.PROVIDED)
        replying.submit(key, version=self.version(key), by=self.officer)
        if told["reply"] not in UNTIL[1:]:
            return
        review = reviews.opened(replying.KIND, str(key))
        assert review is not None
        for stage, who in ((Stage.FIRST, "chushen"), (Stage.FINAL, "zhongshen")):
            replying.decide(review.pk, Decided.APPROVED, "", stage=stage, by=self.people[who])
        if told["reply"] == "delivered":
            on = received + timedelta(days=told["replied"])
            version = self.version(key)
            serving.serve(key, way=Delivery.ELECTRONIC, on=on, version=version, by=self.officer)

    def attach(self, key: int, paper: Paper, purpose: Purpose) -> None:
        given, version = purpose is Purpose.PROVIDED, self.version(key)
        replying.attach(key, [paper], purpose, for_applicant=given, version=version, by=self.officer)

    @transaction.atomic
    def version(self, key: int) -> int:
        return cases.held(key, self.officer).version

    def correct(self) -> None:
        """Two corrections of records: one in hand, one done."""
        for token, done in (("demo-correction-1", False), ("demo-correction-2", True)):
            row, _ = record_corrections.receive(self.organisation, CLAIM, token, by=self.officer)
            if done:
                row = record_corrections.take_up(
                    row.pk, subject="受理通知书姓名更正", version=row.version, by=self.officer
                )
                words = "已按身份证更正并重新出具通知书。"
                record_corrections.end(
                    row.pk, State.CORRECTED, words=words, version=row.version, by=self.officer
                )


def application(told: dict[str, Any]) -> Application:
    """The form as its applicant filled it in."""
    applicant = Applicant(told.get("applicant", "person"))
    person = applicant is Applicant.PERSON
    return Application(
        applicant=applicant, name=told["name"], identity_number="演示证件", telephone="0000-80000000",
        identity=Identity.RESIDENT if person else Identity.CREDIT_CODE, title=told["title"],
        contact_person=told.get("contact_person", ""), assistance=told.get("assistance", ""),
        form=Form.ELECTRONIC, way=Way.ONLINE,
    )  # fmt: skip


def moment(day: date) -> datetime:
    """Ten in the morning of a day, but not in the future."""
    return min(timezone.make_aware(datetime.combine(day, time(10))), timezone.now())
