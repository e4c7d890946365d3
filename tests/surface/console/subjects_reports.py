"""Annual reports as subjects of the matrix: one being written, one in review."""

from functools import cached_property
from typing import Any

from gongkai.desk.disclosure.services import report_review, report_words, reports
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import Stage
from tests.desk.disclosure import annual

from .. import city


class Reports:
    """The annual reports of one organisation; ``code`` is the organisation's."""

    code: str

    @cached_property
    def report(self) -> Any:
        return reports.draft(self.code, annual.YEAR, by=city.OPERATOR)

    @cached_property
    def report_review(self) -> Any:
        made = reports.draft(self.code, annual.YEAR - 1, by=city.OPERATOR)
        made = report_words.describe(made.pk, annual.SAID, 0, revision=made.revision, by=city.OPERATOR)
        sent = report_review.submit(made.pk, revision=made.revision, by=city.OPERATOR)
        return reviews.opened(report_review.KIND, str(sent.pk))


def one(place: Any) -> list[str]:
    return [str(place.report.pk)]


ARGUMENTS: dict[str, Any] = {
    "console:report": one,
    "console:report_tables": lambda place: [str(place.report.pk), "csv"],
    "console:enter_report": one,
    "console:import_report": one,
    "console:describe_report": one,
    "console:answer_report": one,
    "console:step_report": one,
    "console:decide_report": lambda place: [str(place.report_review.pk)],
}
SENT: dict[str, Any] = {
    "console:begin_report": lambda place: {"organisation": place.code, "year": annual.YEAR},
    "console:enter_report": lambda place: {
        "2-licences-made": "1",
        "evidence": "系统统计",
        "revision": place.report.revision,
    },
    "console:describe_report": lambda place: {**annual.SAID, "fee": "0", "revision": place.report.revision},
    "console:step_report": lambda place: {"step": "recount"},
    "console:decide_report": lambda place: {"outcome": "approved", "stage": Stage.FIRST.value},
}
