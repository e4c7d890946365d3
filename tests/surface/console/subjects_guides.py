"""Service guides as subjects of the matrix: one being written with a file, one in review."""

from dataclasses import replace
from functools import cached_property
from typing import Any

from gongkai.desk.guides.models import Guide
from gongkai.desk.guides.rules.shape import pack
from gongkai.desk.guides.rules.states import Role
from gongkai.desk.guides.services import files, guides, reviewing
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import Stage
from tests.desk.guides import writing

from .. import city


class Guides:
    """The guides of one organisation; ``code`` is the organisation's."""

    code: str

    @cached_property
    def guide(self) -> Any:
        made = guides.begin(self.code, writing.WHOLE, by=city.OPERATOR)
        item = pack(replace(writing.WHOLE, promised="3 个工作日"))
        Guide.objects.filter(pk=made.pk).update(item=item, item_digest="1", compared="1", differing=1)
        return made

    @cached_property
    def guide_file(self) -> Any:
        return files.add(self.guide.pk, "表.txt", b"form", role=Role.FORM, by=city.OPERATOR)

    @cached_property
    def guide_review(self) -> Any:
        made = guides.begin(self.code, replace(writing.WHOLE, code=""), by=city.OPERATOR)
        sent = reviewing.submit(made.pk, revision=made.revision, by=city.OPERATOR)
        return reviews.opened("guide", str(sent.pk))


def one(place: Any) -> list[str]:
    return [str(place.guide.pk)]


def file(place: Any) -> list[str]:
    return [str(place.guide_file.guide_id), str(place.guide_file.pk)]


ARGUMENTS: dict[str, Any] = {
    "console:guide": one,
    "console:edit_guide": one,
    "console:check_guide": one,
    "console:compare_guide": one,
    "console:answer_guide": one,
    "console:step_guide": one,
    "console:attach_guide_file": one,
    "console:guide_file": file,
    "console:clean_guide_file": file,
    "console:detach_guide_file": file,
    "console:decide_guide": lambda place: [str(place.guide_review.pk)],
}
SENT: dict[str, Any] = {
    "console:begin_guide": lambda place: {"title": "一件事"},
    "console:edit_guide": lambda place: {"title": "另一件事", "revision": place.guide.revision},
    "console:compare_guide": lambda place: {"accept": "promised", "revision": place.guide.revision},
    "console:step_guide": lambda place: {"step": "submit", "revision": place.guide.revision},
    "console:decide_guide": lambda place: {"outcome": "approved", "stage": Stage.FIRST.value},
}
