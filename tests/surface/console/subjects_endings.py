"""What ended, was taken down or goes in a batch, as subjects of the matrix."""

from functools import cached_property
from typing import Any

from gongkai.desk.documents.rules.batches import Action, Item, Subject
from gongkai.desk.documents.services import batch_opening
from gongkai.record.catalogue.rules.drafts import pack
from gongkai.record.catalogue.services import publications, takedowns
from gongkai.record.editorial.rules.profiles import Profile
from gongkai.record.editorial.services import reviews

from .. import city


class Endings:
    """What one organisation ended; ``code`` is the organisation's."""

    code: str

    @cached_property
    def withdrawn(self) -> Any:
        row = publications.publish(city.draft(f"{self.code}撤回的", self.code), by=city.OPERATOR)
        return publications.withdraw(row.identifier, reason="政策调整", by=city.OPERATOR)

    @cached_property
    def taken(self) -> Any:
        row = publications.publish(city.draft(f"{self.code}下架的", self.code), by=city.OPERATOR)
        return takedowns.suspend(row.identifier, reason="附件有误", by=city.OPERATOR)

    @cached_property
    def batch(self) -> Any:
        draft = city.draft(f"{self.code}成批的", self.code)
        items = [Item(Subject.DRAFT, "1", draft.title, pack(draft))]
        return batch_opening.open(
            Action.PUBLISH, items, organisation=self.code, title="一批", by=city.OPERATOR
        )

    @cached_property
    def drawn(self) -> Any:
        row = publications.publish(city.draft(f"{self.code}抽中的", self.code), by=city.OPERATOR)
        return reviews.open(
            "sample", row.identifier, title=row.title, organisation=self.code, profile=Profile.FEED,
            revision=1, drafter=None, by=city.OPERATOR,
        )  # fmt: skip


ARGUMENTS: dict[str, Any] = {
    "console:restore": lambda place: place.withdrawn.identifier.split("/"),
    "console:suspend": lambda place: place.publication.identifier.split("/"),
    "console:take_down": lambda place: [str(place.taken.pk)],
    "console:decide_sample": lambda place: [str(place.drawn.pk)],
    "console:batch": lambda place: [str(place.batch.pk)],
    "console:steer_batch": lambda place: [str(place.batch.pk)],
}
SENT: dict[str, Any] = {
    "console:withdraw": lambda place: {"ending": "withdrawn", "reason": "附表有误", "confirmed": "1"},
    "console:restore": lambda place: {"reason": "复核后恢复"},
    "console:suspend": lambda place: {"reason": "附件有误"},
    "console:take_down": lambda place: {"answer": "restore", "words": "核对无误"},
    "console:steer_batch": lambda place: {"answer": "stop"},
    "console:decide_sample": lambda place: {"outcome": "approved", "stage": "afterwards"},
}
