"""A department that holds a consultation, brought to each of its steps, for tests of services and screens."""

from datetime import date

from django.utils import timezone

from gongkai.desk.consultations.rules.comments import Comment, Level, Stance, Voice
from gongkai.desk.consultations.rules.decisions import Decision
from gongkai.desk.consultations.rules.outcomes import Outcome
from gongkai.desk.consultations.rules.pieces import Content
from gongkai.desk.consultations.services import (
    checking,
    closing,
    commenting,
    concluding,
    consultations,
    grouping,
    opening,
    reviewing,
    suggesting,
)
from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs.rules import Duty
from gongkai.record.catalogue.services import channels
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import STAGES, Stage
from gongkai.record.editorial.rules.reviewing import Outcome as Reviewed
from tests.record.editorial import making

FINANCE, STREET, OPERATOR = making.FINANCE, making.STREET, making.OPERATOR
BEGUN, LAST, AFTER = date(2026, 3, 2), date(2026, 4, 1), date(2026, 4, 2)
WHO = {Stage.FIRST: "first", Stage.SECOND: "second", Stage.SECRECY: "secrecy"}
ARTICLES = (
    "<h2>第一章 总则</h2>"
    "<p>第一条 为了规范公共停车场的管理，方便市民出行，制定本办法。</p>"
    "<p>第二条 本市行政区域内公共停车场的规划、建设和使用适用本办法。</p>"
    "<h2>第二章 收费</h2>"
    "<p>第三条 公共停车场的收费标准由市价格主管部门制定并公布。</p><p>前款标准每两年评估一次。</p>"
    "<p>第四条 本办法自公布之日起施行。</p>"
)
RENUMBERED = (
    "<h2>第一章 总则</h2>"
    "<p>第一条 为了规范公共停车场的管理，方便市民出行，制定本办法。</p>"
    "<p>第二条 公共停车场应当设置无障碍车位，并免费供残疾人使用。</p>"
    "<p>第三条 本市行政区域内公共停车场的规划、建设和使用适用本办法。</p>"
    "<h2>第二章 收费</h2>"
    "<p>第四条 公共停车场的收费标准由市价格主管部门制定并公布，前三十分钟免费。</p>"
    "<p>前款标准每两年评估一次。</p>"
)
CONTENT = Content(
    decision=Decision.MAJOR,
    title="江城市公共停车场管理办法（征求意见稿）",
    explanation="为解决停车难，起草了这份办法。主要内容是收费标准的制定和公布。",
    html=ARTICLES,
    ways="来信请寄江城市财政局，信封注明“停车场办法意见”。",
    contact="财政局综合处",
    days=30,
)


def city():
    people = making.city()
    channels.ensure_defaults(by=OPERATOR)
    people["answerer"] = making.staff("answerer", FINANCE, Duty.READ, Duty.ANSWER)
    return people


def begun(people, content=CONTENT):
    return consultations.begin(FINANCE, content, by=people["drafter"])


def submitted(people, content=CONTENT):
    row = begun(people, content)
    return reviewing.submit(row.pk, revision=row.revision, by=people["drafter"])


def reviewed(row, people):
    """Every stage approves the paper that is in review."""
    kind = checking.kind_of(row)
    review = reviews.opened(kind, str(row.pk))
    for stage in STAGES[review.profile]:
        by = people[WHO.get(stage, "final")]
        row = reviewing.decide(kind, review.pk, Reviewed.APPROVED, "", stage=stage, by=by)
    return row


def opened(people, content=CONTENT):
    row = reviewed(submitted(people, content), people)
    return opening.publish(row.pk, by=people["final"])


def said(row, words="前三十分钟应当免费", anchor=3, who="a", level=Level.PHONE, stance=Stance.AMEND, **known):
    """A comment of the person ``who``; its form's token is new unless given."""
    token = known.pop("token", f"token {who} {anchor} {words}")
    content = Comment(words, stance, **known)
    return commenting.comment(row.pk, anchor, content, Voice(level, who), token)


def suggested(row, people):
    """Asked for and done, as the worker does it; how many groups."""
    suggesting.ask(row.pk, by=people["drafter"])
    return suggesting.run(row.pk)


def answered(row, people):
    """Everything in one group with its outcome, and a summary: ready for review."""
    comments = list(row.comments.values_list("pk", flat=True))
    group = grouping.gather(row.pk, comments, title="前三十分钟免费", by=people["drafter"])
    concluding.decide(row.pk, group.pk, Outcome.ADOPTED, "已写入第四条", by=people["drafter"])
    row.refresh_from_db()
    return concluding.summarise(row.pk, "共收到意见若干", revision=row.revision, by=people["drafter"])


def published_result(row, people):
    row = answered(row, people)
    row = reviewing.submit(row.pk, revision=row.revision, by=people["drafter"])
    return concluding.publish(reviewed(row, people).pk, by=people["final"])


def kinds(subject):
    return [entry.kind for entry in ledger.of(subject)]


def revised(row, people):
    """A revision that was written goes through review and becomes the public version."""
    row.refresh_from_db()
    row = reviewing.submit(row.pk, revision=row.revision, by=people["drafter"])
    return opening.publish(reviewed(row, people).pk, by=people["final"])


def closed(row, people):
    """The clock's job has run after the end."""
    closing.close_due(timezone.now(), by=OPERATOR)
    row.refresh_from_db()
    return row
