"""A department that is asked for information, its officer, its head and its reviewers, for the tests of the
room."""

from dataclasses import replace
from datetime import date, datetime, time
from itertools import count

from django.utils import timezone

from gongkai.desk.disclosure.models import DisclosureRequest
from gongkai.desk.disclosure.rules.applicants import Applicant
from gongkai.desk.disclosure.rules.forms import Application, Form, Identity, Way
from gongkai.desk.disclosure.rules.letters import Letter
from gongkai.desk.disclosure.rules.stages import Delivery, Purpose
from gongkai.desk.disclosure.services import filing, handling, replying
from gongkai.desk.disclosure.services.papers import Paper
from gongkai.ground.attachments.rules import Format
from gongkai.ground.deadlines.rules.events import Channel, Party
from gongkai.ground.orgs.rules import Duty
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import Stage
from gongkai.record.editorial.rules.reviewing import Outcome as Decided
from tests.record.editorial import making

FINANCE, STREET = making.FINANCE, making.STREET
RECEIVED = date(2026, 3, 2)
SEARCHED = Paper("检索记录.txt", "检索了档案系统和财务系统，没有找到。".encode(), Format.TEXT)
tokens = (f"token-{number}" for number in count())


def city():
    people = making.city()
    people["case officer"] = making.staff("case-officer", FINANCE, Duty.READ, Duty.DISCLOSE)
    people["head"] = making.staff("head", FINANCE, Duty.READ, Duty.CONSENT)
    people["street officer"] = making.staff("street-officer", STREET, Duty.READ, Duty.DISCLOSE)
    return people


APPLICATION = Application(
    applicant=Applicant.PERSON,
    name="周晓梅",
    identity=Identity.RESIDENT,
    identity_number="110105198912310029",
    telephone="13800138000",
    title="2025年滨江路改造工程的预算批复",
    form=Form.ELECTRONIC,
    way=Way.ONLINE,
)


def application(**fields) -> Application:
    return replace(APPLICATION, **fields)


class Clock:
    """Sets the day on which the program believes to be; a fixture hands it out."""

    def __init__(self, monkeypatch):
        self.monkeypatch = monkeypatch

    def __call__(self, day: date, hour: int = 10) -> None:
        moment = timezone.make_aware(datetime.combine(day, time(hour)))
        self.monkeypatch.setattr(timezone, "now", lambda: moment)


def submitted(at: Clock, on: date = RECEIVED, **fields) -> DisclosureRequest:
    at(on)
    case, _ = filing.submit(FINANCE, application(**fields), next(tokens))
    return case


def received(people, at: Clock, on: date = RECEIVED, **fields) -> DisclosureRequest:
    case = submitted(at, on, **fields)
    return handling.confirm(case.pk, subject="工程预算批复", version=case.version, by=people["case officer"])


def consulted(people, at: Clock, case: DisclosureRequest) -> None:
    """A third party is asked and objects."""
    officer = people["case officer"]
    handling.consult(
        case.pk,
        party=Party.THIRD_PARTY,
        reference="江财函1号",
        words="是否同意公开合同",
        version=fresh(case).version,
        by=officer,
    )
    at(date(2026, 3, 20))
    handling.answered(
        case.pk,
        reference="江财函1号",
        words="不同意，涉及商业秘密",
        agrees=False,
        version=fresh(case).version,
        by=officer,
    )


def fresh(case: DisclosureRequest) -> DisclosureRequest:
    return DisclosureRequest.objects.get(pk=case.pk)


def paper(people, at: Clock, channel: Channel, on: date = RECEIVED) -> DisclosureRequest:
    at(on)
    moment = timezone.now()
    case, _ = filing.enter(
        FINANCE, application(), next(tokens), channel=channel, submitted_at=moment, by=people["case officer"]
    )
    return case


def letter(outcome, **fields) -> Letter:
    given = {
        "number": "江财依申复〔2026〕1号",
        "answer": "现提供该项目预算批复一份。",
        "reasons": "经审查，理由如上所述。",
    }
    return Letter(outcome, **(given | fields))


def replied(
    people, case: DisclosureRequest, outcome, *, on: date | None = None, **fields
) -> DisclosureRequest:
    """Drafted, searched for, reviewed by two and delivered today."""
    officer = people["case officer"]
    replying.draft(case.pk, letter(outcome, **fields), version=fresh(case).version, by=officer)
    replying.attach(case.pk, [SEARCHED], Purpose.SEARCH, version=fresh(case).version, by=officer)
    replying.submit(case.pk, version=fresh(case).version, by=officer)
    passed(people, case)
    return replying.deliver(case.pk, way=Delivery.ELECTRONIC, on=on, version=fresh(case).version, by=officer)


def passed(people, case: DisclosureRequest) -> None:
    review = reviews.opened(replying.KIND, str(case.pk))
    replying.decide(review.pk, Decided.APPROVED, "", stage=Stage.FIRST, by=people["first"])
    replying.decide(review.pk, Decided.APPROVED, "", stage=Stage.FINAL, by=people["final"])
