"""Validity sweeps as subjects of the matrix: one being written, one in review."""

from functools import cached_property
from typing import Any

from gongkai.desk.documents.rules.sweeps import Proposal
from gongkai.desk.documents.services import sweep_results, sweeps
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import Stage

from .. import city


class Sweeps:
    """What one organisation goes through; ``code`` is the organisation's."""

    code: str
    publication: Any

    def swept(self, title: str) -> Any:
        assert self.publication  # something that is in force
        made = sweeps.open(self.code, title, "年度清理安排", by=city.OPERATOR)
        sweeps.add_in_force(made.pk, by=city.OPERATOR)
        sweeps.propose_rest(made.pk, Proposal.KEEP, by=city.OPERATOR)
        return made

    @cached_property
    def sweep(self) -> Any:
        return self.swept("文件清理")

    @cached_property
    def sweep_review(self) -> Any:
        sent = sweep_results.submit(self.swept("在审的清理").pk, by=city.OPERATOR)
        return reviews.opened(sweep_results.KIND, str(sent.pk))


def one(place: Any) -> list[str]:
    return [str(place.sweep.pk)]


ARGUMENTS: dict[str, Any] = {
    "console:sweep": one,
    "console:add_to_sweep": one,
    "console:propose_in_sweep": one,
    "console:step_sweep": one,
    "console:decide_sweep": lambda place: [str(place.sweep_review.pk)],
}
SENT: dict[str, Any] = {
    "console:sweeps": lambda place: {"title": "清理", "basis": "年度清理安排"},
    "console:add_to_sweep": lambda place: {"which": "in_force"},
    "console:propose_in_sweep": lambda place: {"remove": str(place.sweep.items.first().pk)},
    "console:step_sweep": lambda place: {"step": "cancel"},
    "console:decide_sweep": lambda place: {"outcome": "approved", "stage": Stage.FIRST.value},
}
