"""A department that asks the public, for the tests of surveys: a survey at each point of its way."""

from datetime import date, datetime, timedelta
from itertools import count

from django.utils import timezone

from gongkai.desk.consultations.models import Survey, SurveyAnswer
from gongkai.desk.consultations.rules.survey_answers import Answers
from gongkai.desk.consultations.rules.surveys import Content, Kind, Question
from gongkai.desk.consultations.services import survey_answering, survey_review, survey_running, surveys
from gongkai.ground.orgs.rules import system
from gongkai.record.catalogue.services import channels
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import Stage
from gongkai.record.editorial.rules.reviewing import Outcome
from tests.record.editorial import making

FINANCE, STREET = making.FINANCE, making.STREET
BEGUN, OPENS, CLOSES = date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 31)
CLOCK = system("clock")
SLOWLY = 60.0  # seconds that a person takes
QUESTIONS = (
    Question(Kind.SINGLE, "您每周去几次滨江公园？", ("不去", "一两次", "三次以上", "不清楚")),
    Question(Kind.MULTIPLE, "您希望增加哪些设施？", ("健身器材", "座椅", "饮水点", "其他"), False, 2),
    Question(Kind.SCALE, "您给公园的照明打几分？"),
    Question(Kind.TEXT, "您还有什么建议？", required=False),
)
tokens = (f"form-{number}" for number in count())


def city():
    """People by name, with the channels that publications stand in."""
    people = making.city()
    channels.ensure_defaults(by=making.OPERATOR)
    return people


def moment(day: date, hour: int = 9) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time())) + timedelta(hours=hour)


def content(**fields) -> Content:
    given = {
        "title": "滨江公园设施改造问卷",
        "introduction": "公园设施要改造，结果用来决定增加哪些设施。",
        "questions": QUESTIONS,
        "opens_at": moment(OPENS),
        "closes_at": moment(CLOSES, 18),
    }
    return Content(**(given | fields))


def running_soon() -> Content:
    """A whole survey of today's clock."""
    now = timezone.now()
    return content(opens_at=now + timedelta(days=1), closes_at=now + timedelta(days=20))


def written(people, **fields) -> Survey:
    made = surveys.begin(FINANCE, "问卷", by=people["drafter"])
    return surveys.save(made.pk, content(**fields), revision=made.revision, by=people["drafter"])


def submitted(people, **fields) -> Survey:
    made = written(people, **fields)
    return survey_review.submit(made.pk, revision=made.revision, by=people["drafter"])


def approved(people, **fields) -> Survey:
    made = submitted(people, **fields)
    for who, stage in (("first", Stage.FIRST), ("final", Stage.FINAL)):
        review = reviews.opened(surveys.KIND, str(made.pk))
        survey_review.decide(review.pk, Outcome.APPROVED, "", stage=stage, by=people[who])
    return fresh(made)


def opened(people, at, **fields) -> Survey:
    """Open, on its second day."""
    made = approved(people, **fields)
    at(OPENS)
    assert survey_running.open_due(timezone.now(), by=CLOCK) == 1
    return fresh(made)


def closed(people, at, **fields) -> Survey:
    made = opened(people, at, **fields)
    at(CLOSES, 18)
    assert survey_running.close_due(timezone.now(), by=CLOCK) == 1
    return fresh(made)


def answered(survey: Survey, choices=None, texts=None, **fields) -> SurveyAnswer:
    answers = Answers(choices or {1: (2,), 2: (1, 3), 3: (5,)}, texts or {})
    given = {"seconds": SLOWLY} | fields
    return survey_answering.answer(survey.pk, answers, given.pop("token", next(tokens)), **given)


def fresh(survey: Survey) -> Survey:
    return Survey.objects.select_related("organisation", "publication").get(pk=survey.pk)
