"""An annual report goes to review, comes back or is approved, and can be corrected after it was published.

What was reviewed is what is published: no number and no word can change between the two.
"""

from django.db import transaction
from django.utils import timezone

from gongkai.ground.deadlines import queries as deadlines
from gongkai.ground.orgs.rules import Actor
from gongkai.record.editorial.queries import reviews as waiting
from gongkai.record.editorial.rules.profiles import Profile, Stage
from gongkai.record.editorial.rules.reviewing import Outcome
from gongkai.record.editorial.rules.reviewing import Status as Reviewed
from gongkai.record.editorial.services import reviews

from ..models import AnnualReport
from ..queries import reports as queries
from ..rules import report_form
from ..rules.reports import FEE, MAX_EVIDENCE, NAMED, Refused, RuleBroken, Source, State, date_rule
from . import report_checking
from .reports import count, counted_fee, locked, must_be_written, noted

KIND = report_checking.KIND
READY = frozenset({State.APPROVED, State.PUBLISHED})


@transaction.atomic
def submit(key: int, *, revision: int, by: Actor) -> AnnualReport:
    """Send it to review (政策和重要内容). Raises Refused naming the cells of every sum that does not hold,
    RuleBroken while words, parts or counts are not complete, a finding is grave, or a revision is newer."""
    report = locked(key, by)
    must_be_written(report)
    if report.revision != revision:
        raise RuleBroken("报告刚刚有新的修改，请刷新后核对再送审")
    if timezone.localdate().year <= report.year:
        raise RuleBroken(f"{report.year} 年度还没有结束，统计到 12 月 31 日以后再送审")
    some = queries.parts_of(report)
    late = [part for part in some or () if part.report is None or part.report.state not in READY]
    if late:
        named = "、".join(part.organisation.short_name for part in late[:NAMED])
        more = f"等 {len(late)} 个单位" if len(late) > NAMED else ""
        raise RuleBroken(f"{named}{more}的报告还没有审核通过，汇总后再送审")
    if found := queries.broken(report, some, queries.before(report)):
        raise Refused(found)
    fresh, told = count(report), queries.sources(report).get(FEE) == Source.ENTERED
    stale = any(value != queries.own(report).get(cell, 0) for cell, value in fresh.items())
    if stale or not (told or report.fee == counted_fee(report, some)):
        raise RuleBroken("统计以后案件或公开目录又有变化，请重新统计、核对后再送审")
    if missing := queries.lacking(report):
        raise RuleBroken("；".join(missing[:NAMED]))
    report_checking.must_pass(report, by=by)
    report.state, report.sender_id = State.REVIEWING, by.person or None
    _moved(report)
    reviews.open(
        KIND,
        str(key),
        title=report_form.title(report.organisation.name, report.year),
        organisation=report.organisation.code,
        profile=Profile.MAJOR,
        revision=report.revision,
        drafter=report.drafter_id,
        due_on=deadlines.due_by(date_rule(report.organisation.kind), report.year),
        by=by,
    )
    noted("report.submitted", report, by=by)
    return report


@transaction.atomic
def recall(key: int, *, by: Actor) -> AnnualReport:
    """Take it back from review, or from the queue of what waits to be published, to go on."""
    report = locked(key, by)
    if report.state == State.REVIEWING:
        reviews.cancel(KIND, str(key), by=by)
    elif report.state != State.APPROVED:
        raise RuleBroken(f"报告{State(report.state).label}，无需撤回")
    report.state = State.DRAFTING
    _moved(report)
    noted("report.recalled", report, by=by)
    return report


@transaction.atomic
def decide(review: int, outcome: Outcome, words: str, *, stage: Stage, by: Actor) -> AnnualReport:
    """One reviewer's decision, and what it makes of the report. Raises what ``reviews.decide`` raises.

    Neither who began it nor who sent it to review decides.
    """
    key = int(waiting.subject_of(KIND, review))
    rows = AnnualReport.objects.select_for_update(of=("self",)).select_related("organisation")
    report = rows.get(pk=key)  # before the review's row, in the order in which ``recall`` holds them
    if by.person and by.person == report.sender_id:
        raise RuleBroken("送审人不能审核自己送审的报告，请由其他人员审核")
    decided = reviews.decide(review, outcome, words, stage=stage, by=by)
    if decided.status == Reviewed.RETURNED:
        report.state = State.DRAFTING
        _moved(report)
        noted("report.returned", report, by=by)
    elif decided.status == Reviewed.APPROVED:
        report.state = State.APPROVED
        _moved(report)
        noted("report.approved", report, by=by)
    return report


@transaction.atomic
def correct(key: int, why: str, *, by: Actor) -> AnnualReport:
    """Begin a correction of what is public; it stays public as it is until the correction is published."""
    report = locked(key, by)
    why = " ".join(why.replace("\0", "").split())
    if report.state != State.PUBLISHED:
        raise RuleBroken(f"报告{State(report.state).label}，只有已公布的才需要更正")
    if not 0 < len(why) <= MAX_EVIDENCE:
        raise RuleBroken(f"请写明更正什么（1 至 {MAX_EVIDENCE} 字），公众会看到")
    report.state, report.note = State.DRAFTING, why
    report.drafter_id = by.person or None
    report.save(update_fields=["note", "drafter"])
    _moved(report)
    noted("report.reopened", report, by=by)
    return report


def _moved(report: AnnualReport) -> None:
    report.changed_at = timezone.now()
    report.save(update_fields=["state", "sender", "changed_at"])
