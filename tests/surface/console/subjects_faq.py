"""FAQ entries as subjects of the matrix: one being written, one in review, one reported by a reader."""

from functools import cached_property
from typing import Any

from gongkai.desk.engagement.models import FaqEntry
from gongkai.desk.engagement.rules.faq import Content, State
from gongkai.desk.engagement.services import faq, faq_publishing, faq_reports
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import Stage

from .. import city

WRITTEN = {"question": "路灯坏了找谁修？", "answer": "请拨打12345。", "category": "城市管理"}


class Faq:
    """The FAQ of one organisation; ``code`` is the organisation's."""

    code: str

    def _written(self) -> FaqEntry:
        entry = faq.begin(self.code, by=city.OPERATOR)
        return faq.save(entry.pk, Content(**WRITTEN), revision=entry.revision, by=city.OPERATOR)

    def _submitted(self) -> Any:
        entry = self._written()
        faq_publishing.submit(entry.pk, revision=entry.revision, by=city.OPERATOR)
        return reviews.opened(faq_publishing.KIND, str(entry.pk))

    @cached_property
    def faq(self) -> FaqEntry:
        return self._written()

    @cached_property
    def faq_review(self) -> Any:
        return self._submitted()

    @cached_property
    def faq_report(self) -> Any:
        written = self._written()
        FaqEntry.objects.filter(pk=written.pk).update(state=State.APPROVED)  # two people have read it
        entry = faq_publishing.publish(written.pk, by=city.OPERATOR)
        return faq_reports.report(entry.pk, "wrong", "电话不对", f"matrix-{self.code}")


ARGUMENTS: dict[str, Any] = {
    "console:faq_entry": lambda place: [str(place.faq.pk)],
    "console:step_faq": lambda place: [str(place.faq.pk)],
    "console:decide_faq": lambda place: [str(place.faq_review.pk)],
    "console:answer_faq_report": lambda place: [str(place.faq_report.pk)],
}
SENT: dict[str, Any] = {
    "console:faq_entry": lambda place: {**WRITTEN, "revision": place.faq.revision},
    "console:step_faq": lambda place: {"step": "submit", "revision": place.faq.revision},
    "console:decide_faq": lambda place: {"outcome": "approved", "stage": Stage.FIRST.value},
    "console:answer_faq_report": lambda place: {"standing": "kept", "words": "核对无误"},
}
