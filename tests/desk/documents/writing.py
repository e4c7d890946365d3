"""A department with a drafter, reviewers and a manuscript, for the tests of the desk."""

from datetime import UTC, date, datetime

from gongkai.desk.documents.rules.manuscripts import Content
from gongkai.desk.documents.services import manuscripts, submitting
from gongkai.ground.orgs.rules import Duty
from gongkai.record.catalogue.rules import Disclosure, Kind
from gongkai.record.catalogue.services import channels
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import STAGES, Stage
from gongkai.record.editorial.rules.reviewing import Outcome
from tests.record.editorial import making

AT = datetime(2026, 11, 27, 9, tzinfo=UTC)
FINANCE, STREET = making.FINANCE, making.STREET
WHO = {Stage.FIRST: "first", Stage.SECOND: "second", Stage.SECRECY: "secrecy", Stage.LEGALITY: "legality"}


def city():
    people = making.city()
    people["officer"] = making.staff("officer", FINANCE, Duty.READ, Duty.OFFICER)
    channels.ensure_defaults(by=making.OPERATOR)
    return people


def content(**fields) -> Content:
    given = {
        "kind": Kind.DOCUMENT,
        "title": "江城市财政局关于印发预算管理办法的通知",
        "html": "<p>第一条 为了规范预算管理，制定本办法。</p>",
        "document_number": "江财〔2026〕6号",
        "issuing_bodies": ("江城市财政局",),
        "mandatory_item": "20.7",
        "made_on": date(2026, 11, 2),
        "effective_on": date(2026, 12, 1),
        "disclosure": Disclosure.PROACTIVE,
        "plan": "由起草科室配图解，与文件同日发布。",
    }
    return Content(**(given | fields))


def begun(people, **fields):
    return manuscripts.begin(FINANCE, content(**fields), by=people["drafter"])


def submitted(people, **fields):
    manuscript = begun(people, **fields)
    return submitting.submit(manuscript.pk, revision=manuscript.revision, by=people["drafter"])


def approved(people, **fields):
    """A manuscript that every stage has passed."""
    manuscript = submitted(people, **fields)
    return pass_all(manuscript, people)


def pass_all(manuscript, people):
    review = reviews.opened("manuscript", str(manuscript.pk))
    for stage in STAGES[review.profile]:
        by = people[WHO.get(stage, "final")]
        manuscript = submitting.decide(review.pk, Outcome.APPROVED, "", stage=stage, by=by)
    return manuscript
