"""Manuscripts as subjects of the matrix: one being written, one in review, one approved, one with a file."""

import io
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook

from gongkai.desk.documents.rules.manuscripts import Content
from gongkai.desk.documents.services import attaching, manuscripts, submitting
from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.rules import EVERYWHERE, Actor, Duty
from gongkai.record.catalogue.rules import Disclosure, Kind
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import STAGES, Stage
from gongkai.record.editorial.rules.reviewing import Outcome

from .. import city


def workbook() -> bytes:
    book, file = Workbook(), io.BytesIO()
    book.active["A1"] = "预算"
    book.save(file)
    return file.getvalue()


class Manuscripts:
    """What the desk of one organisation holds; ``code`` is the organisation's."""

    code: str

    def written(self, title: str, kind: Kind = Kind.NEWS) -> Any:
        content = Content(
            kind,
            title=f"{self.code}{title}",
            html="<p>花展今日开幕。</p>",
            issuing_bodies=("某局",),
            mandatory_item="20.1",
            disclosure=Disclosure.PROACTIVE,
        )
        return manuscripts.begin(self.code, content, by=city.OPERATOR)

    @cached_property
    def drafting(self) -> Any:
        return self.written("花展")

    @cached_property
    def explaining(self) -> Any:
        return self.written("解读", Kind.INTERPRETATION)

    @cached_property
    def sent(self) -> Any:
        written = self.written("在审")
        return submitting.submit(written.pk, revision=written.revision, by=city.OPERATOR)

    @cached_property
    def review(self) -> Any:
        return reviews.opened("manuscript", str(self.sent.pk))

    @cached_property
    def approved(self) -> Any:
        written = self.written("已审")
        manuscript = submitting.submit(written.pk, revision=written.revision, by=city.OPERATOR)
        review = reviews.opened("manuscript", str(written.pk))
        for stage in STAGES[review.profile]:
            person = orgs.enrol(f"{stage}-{self.code}", "", city.PASSWORD, own=True, by=city.OPERATOR)
            by = Actor("x/1", review.handler.code, frozenset(Duty), EVERYWHERE, person.pk)
            manuscript = submitting.decide(review.pk, Outcome.APPROVED, "", stage=stage, by=by)
        return manuscript

    @cached_property
    def file(self) -> list[str]:
        row = attaching.add(self.drafting.pk, "附表.xlsx", workbook(), by=city.OPERATOR)
        return [str(self.drafting.pk), str(row.pk)]


def of(name: str) -> Any:
    return lambda place: [str(getattr(place, name).pk)]


def soon() -> str:
    return f"{timezone.localtime() + timedelta(days=1):%Y-%m-%d %H:%M}"


def typed(place: Any) -> dict[str, Any]:
    """What a browser posts of the form."""
    return {
        "revision": place.drafting.revision, "title": "改过的标题", "html": "<p>改过。</p>", "kind": "news",
        "issuing_bodies": "某局", "mandatory_item": "20.1", "disclosure": "proactive", "channels": [],
    }  # fmt: skip


ARGUMENTS = {
    "console:manuscript": of("drafting"),
    "console:preview_manuscript": of("drafting"),
    "console:copying": of("explaining"),
    "console:edit_manuscript": of("drafting"),
    "console:autosave_manuscript": of("drafting"),
    "console:discard_copy": of("drafting"),
    "console:differences": of("drafting"),
    "console:submit_manuscript": of("drafting"),
    "console:abandon_manuscript": of("drafting"),
    "console:hurry_manuscript": of("drafting"),
    "console:answer_finding": of("drafting"),
    "console:attach_file": of("drafting"),
    "console:recall_manuscript": of("sent"),
    "console:publish_manuscript": of("approved"),
    "console:schedule_manuscript": of("approved"),
    "console:decide_review": of("review"),
    "console:manuscript_file": lambda place: place.file,
    "console:clean_file": lambda place: place.file,
    "console:detach_file": lambda place: place.file,
    "console:change": lambda place: list(place.publication.identifier.split("/")),
}
SENT = {
    "console:begin_manuscript": lambda place: {"kind": "news"},
    "console:edit_manuscript": typed,
    "console:autosave_manuscript": typed,
    "console:submit_manuscript": lambda place: {"revision": place.drafting.revision},
    "console:hurry_manuscript": lambda place: {"reason": "汛情紧急"},
    "console:schedule_manuscript": lambda place: {"at": soon()},
    "console:publish_manuscripts": lambda place: {"manuscript": place.approved.pk},
    "console:decide_review": lambda place: {"outcome": "approved", "stage": Stage.FIRST.value, "words": ""},
    "console:attach_file": lambda place: {"file": SimpleUploadedFile("附表.xlsx", workbook())},
}
