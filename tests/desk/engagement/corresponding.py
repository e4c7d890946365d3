"""A city that takes letters: a referring office, two departments that answer, reviewers, a writer."""

from dataclasses import replace
from datetime import date
from itertools import count

from gongkai.desk.engagement.models import Letter
from gongkai.desk.engagement.rules.kinds import Kind
from gongkai.desk.engagement.rules.writing import Writing
from gongkai.desk.engagement.services import handling, intake, referring, replying
from gongkai.ground.ledger.models import Entry
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs import services
from gongkai.ground.orgs.rules import Duty, NewOrganisation, OrganisationKind, check_character
from gongkai.record.catalogue.services import channels
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import Stage
from gongkai.record.editorial.rules.reviewing import Outcome
from tests.clock import Clock
from tests.record.editorial import making

FINANCE = making.FINANCE
BUILDING = "42990020" + check_character("42990020")
RECEIVED = date(2026, 3, 2)
ANSWER = "经核实，滨江路路灯线路老化，已于3月4日更换，现已恢复照明。"
WRITING = Writing(
    title="滨江路路灯不亮",
    words="我叫周晓梅，电话 138 0013 8000。滨江路从2月20日起路灯都不亮，晚上出行不安全，请尽快修理。",
    place="滨江路",
    name="周晓梅",
    telephone="13800138000",
    email="xiaomei@example.com",
    address="滨江路8号3栋2单元501室",
    public=True,
)
tokens = (f"letter-token-{number}" for number in count())


def city():
    people = making.city()
    root = orgs.root()
    new = NewOrganisation(
        BUILDING, "江城市住房和城乡建设局", OrganisationKind.DEPARTMENT, root.code, "住建局"
    )
    services.open_organisations([new], by=making.OPERATOR)
    channels.ensure_defaults(by=making.OPERATOR)
    people["referrer"] = making.staff("referrer", root.code, Duty.READ, Duty.REFER)
    people["second referrer"] = making.staff("second-referrer", root.code, Duty.READ, Duty.REFER)
    people["supervisor"] = making.staff("supervisor", root.code, Duty.READ, Duty.SUPERVISE)
    people["answerer"] = making.staff("answerer", FINANCE, Duty.READ, Duty.ANSWER)
    people["builder"] = making.staff("builder", BUILDING, Duty.READ, Duty.ANSWER)
    return people


def root() -> str:
    return orgs.root().code


def writing(**fields) -> Writing:
    return replace(WRITING, **fields)


def submitted(at: Clock, on: date = RECEIVED, kind: Kind = Kind.COMPLAINT, **fields) -> Letter:
    at(on)
    return intake.submit(root(), kind, writing(**fields), next(tokens)).letter


def referred(people, at: Clock, to: str = FINANCE, **fields) -> Letter:
    letter = submitted(at, **fields)
    return referring.refer(letter.pk, to, category="城市管理", version=letter.version, by=people["referrer"])


def accepted(people, at: Clock, **fields) -> Letter:
    letter = referred(people, at, **fields)
    return handling.accept(letter.pk, version=letter.version, by=people["answerer"])


def answered(people, at: Clock, text: str = ANSWER, **fields) -> Letter:
    return reply(people, accepted(people, at, **fields), text)


def reply(people, letter: Letter, text: str = ANSWER) -> Letter:
    """Drafted, reviewed by two, sent today."""
    officer = people["answerer"]
    replying.draft(letter.pk, text, version=fresh(letter).version, by=officer)
    replying.submit(letter.pk, version=fresh(letter).version, by=officer)
    passed(people, letter)
    return replying.send(letter.pk, version=fresh(letter).version, by=officer)


def passed(people, letter: Letter) -> None:
    review = reviews.opened(replying.KIND, str(letter.pk))
    replying.decide(review.pk, Outcome.APPROVED, "", stage=Stage.FIRST, by=people["first"])
    replying.decide(review.pk, Outcome.APPROVED, "", stage=Stage.FINAL, by=people["final"])


def fresh(letter: Letter) -> Letter:
    return Letter.objects.select_related("organisation", "referrer").get(pk=letter.pk)


def entries(letter: Letter) -> list[str]:
    """The kinds of everything recorded about a letter, in order."""
    return list(Entry.objects.filter(subject=letter.number).order_by("pk").values_list("kind", flat=True))
