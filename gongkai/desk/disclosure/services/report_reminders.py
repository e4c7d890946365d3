"""Whoever must act hears that an annual report is due (条例 art. 49), and the supervisor that it is late.

One notice a person, however many bodies the person looks after: a superior stands in where a small unit has
nobody of its own.
"""

from collections.abc import Iterable
from datetime import date

from gongkai.ground.deadlines import queries as deadlines
from gongkai.ground.notices.rules import Words
from gongkai.ground.notices.services import notify
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.queries import roster
from gongkai.ground.orgs.rules import EVERYWHERE, REPORTING, Actor, Duty
from gongkai.record.catalogue.queries import columns
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import DUTIES, Stage

from ..queries import reports as queries
from ..queries.reports import Part
from ..rules.reports import State, date_rule, days_left, reminds, reports_in
from .report_review import KIND

NAMED = 8  # bodies that one notice names
LINK = "/console/annual-reports/"
Asked = dict[tuple[int, date], list[str]]


def remind(today: date, *, by: Actor) -> int:
    """Send what is to be said today about last year's reports; how many notices. The clock calls this daily.

    A body whose report is public, by whatever way, hears nothing.
    """
    year, days = today.year - 1, deadlines.calendar()
    due = {kind: deadlines.due_by(date_rule(kind), year) for kind in REPORTING}
    told = {kind for kind, last in due.items() if reminds(today, last, days)}
    if not told:
        return 0
    rows = [
        row
        for row in orgs.below(EVERYWHERE).filter(kind__in=list(told))
        if reports_in(queries.body(row), year)
    ]
    done = columns.reported([row.code for row in rows], year)
    waiting = [part for part in queries.joined(rows, year) if part.organisation.code not in done]
    asked: Asked = {}
    for part in waiting:
        last = due[part.organisation.kind]
        for person in set(_who(part, late=today > last)):
            asked.setdefault((person, last), []).append(part.organisation.short_name)
    sent = 0
    for (person, last), names in sorted(asked.items()):
        words = _words(year, last, days_left(today, last, days), names)
        sent += len(notify([person], words, by=by))
    return sent


def _who(part: Part, *, late: bool) -> Iterable[int]:
    """Accounts of the people whose turn it is; of a late one the supervisors too."""
    code, report = part.organisation.code, part.report
    if report is not None and report.state == State.REVIEWING:
        review = reviews.opened(KIND, str(report.pk))
        if review is not None:
            yield from _holders(review.handler.code, DUTIES[Stage(review.stage)])
    elif report is not None and report.state == State.APPROVED:
        yield from _holders(code, Duty.PUBLISH)
    else:
        yield from _holders(code, Duty.DRAFT)
    if late:
        yield from _holders(code, Duty.SUPERVISE)


def _holders(code: str, duty: Duty) -> list[int]:
    return [user.pk for user in roster.officers(code, duty)]


def _words(year: int, last: date, left: int, names: list[str]) -> Words:
    when = f"已逾期 {-left} 天" if left < 0 else "今天到期" if left == 0 else f"还有 {left} 个工作日"
    named = "、".join(names[:NAMED]) + (f"等 {len(names)} 个机构" if len(names) > NAMED else "")
    return Words(
        f"{year} 年度政府信息公开工作年度报告{when}",
        f"{named}的年度报告须在 {last:%Y-%m-%d} 以前公布（条例第四十九条）。",
        f"{LINK}?year={year}",
    )
