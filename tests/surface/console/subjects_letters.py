"""Letters as subjects of the matrix: one being handled, one in review, one answered, one incident."""

from functools import cached_property
from typing import Any

from django.utils import timezone

from gongkai.desk.engagement.models import Letter
from gongkai.desk.engagement.rules.kinds import Kind
from gongkai.desk.engagement.rules.writing import Writing
from gongkai.desk.engagement.services import grouping, handling, intake, referring, replying
from gongkai.ground.attachments.rules import Format
from gongkai.ground.attachments.services.papers import Paper
from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.rules import EVERYWHERE, Actor, Duty
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import Stage
from gongkai.record.editorial.rules.reviewing import Outcome

from .. import city

PAPER = Paper("照片.txt", "照片".encode(), Format.TEXT)
WRITING = Writing(title="路灯不亮", words="滨江路的路灯不亮。", telephone="13800138000", public=True)
ANSWER = "经核实，滨江路路灯线路老化，已于3月4日更换，现已恢复照明。"


class Letters:
    """What was written to one organisation; ``code`` is the organisation's."""

    code: str

    def letter_written(self, token: str) -> Any:
        return intake.submit(self.code, Kind.COMPLAINT, WRITING, f"{token}-{self.code}", [PAPER]).letter

    def letter_taken_up(self, token: str) -> Any:
        letter = self.letter_written(token)
        letter = referring.refer(
            letter.pk, self.code, category="市政", version=letter.version, by=city.OPERATOR
        )
        return handling.accept(letter.pk, version=letter.version, by=city.OPERATOR)

    def letter_drafted(self, token: str) -> Any:
        letter = self.letter_taken_up(token)
        replying.draft(letter.pk, ANSWER, version=letter.version, by=city.OPERATOR)
        replying.submit(letter.pk, version=letter.version + 1, by=city.OPERATOR)
        return Letter.objects.get(pk=letter.pk)

    def letter_answered(self, token: str) -> Any:
        letter = self.letter_drafted(token)
        return self.letter_sent(letter)

    def letter_sent(self, letter: Any) -> Any:
        """A reply that two people approved, sent."""
        review = reviews.opened(replying.KIND, str(letter.pk))
        for stage in (Stage.FIRST, Stage.FINAL):
            name = f"{stage}-letter-{letter.pk}"
            person = orgs.enrol(name, "", city.PASSWORD, own=True, by=city.OPERATOR)
            by = Actor("x/1", review.handler.code, frozenset(Duty), EVERYWHERE, person.pk)
            replying.decide(review.pk, Outcome.APPROVED, "", stage=stage, by=by)
        version = Letter.objects.get(pk=letter.pk).version
        return replying.send(letter.pk, version=version, by=city.OPERATOR)

    @cached_property
    def letter(self) -> Any:
        return self.letter_taken_up("letter")

    @cached_property
    def letter_in_review(self) -> Any:
        return self.letter_drafted("reviewed-letter")

    @cached_property
    def public_letter(self) -> Any:
        return self.letter_answered("public-letter")

    @cached_property
    def incident(self) -> Any:
        lead = self.letter_taken_up("lead")
        other = self.letter_taken_up("other")
        grouping.group(lead.pk, "路灯", [other.pk], version=lead.version, by=city.OPERATOR)
        lead = Letter.objects.get(pk=lead.pk)
        replying.draft(lead.pk, ANSWER, version=lead.version, by=city.OPERATOR)
        replying.submit(lead.pk, version=lead.version + 1, by=city.OPERATOR)
        return self.letter_sent(lead).group


def one(place: Any) -> list[str]:
    return [str(place.letter.pk)]


def reviewed(place: Any) -> list[str]:
    return [str(place.letter_in_review.pk)]


def incident(place: Any) -> list[str]:
    return [str(place.incident.pk)]


ARGUMENTS: dict[str, Any] = {
    "console:letter": one,
    "console:open_letter": one,
    "console:letter_file": lambda place: [*one(place), str(place.letter.files.first().pk)],
    "console:letter_reply": one,
    "console:letter_step": lambda place: [*one(place), "rename"],
    "console:letter_review": reviewed,
    "console:letter_review_file": lambda place: [
        *reviewed(place), str(place.letter_in_review.files.first().pk)
    ],
    "console:decide_letter_reply": lambda place: [
        str(reviews.opened(replying.KIND, str(place.letter_in_review.pk)).pk)
    ],
    "console:publish_letter": lambda place: [str(place.public_letter.pk)],
    "console:incident": incident,
    "console:inform_incident": incident,
    "console:join_incident": lambda place: [str(place.letter.pk)],
}  # fmt: skip
SENT: dict[str, Any] = {
    "console:enter_letter": lambda place: {
        "token": f"entered-letter-{place.code}", "organisation": place.code, "channel": "telephone",
        "submitted_on": str(timezone.localdate()), "kind": "complaint", "title": "路灯不亮",
        "words": "路灯不亮",
    },
    "console:letter_reply": lambda place: {
        "action": "save", "version": place.letter.version, "text": ANSWER,
    },
    "console:letter_step": lambda place: {
        "title": "路灯", "words": "路灯不亮。", "version": place.letter.version,
    },
    "console:decide_letter_reply": lambda place: {"outcome": "approved", "stage": Stage.FIRST.value},
    "console:publish_letter": lambda place: {"action": "open"},
    "console:inform_incident": lambda place: {"version": place.incident.version, "sure": "1"},
    "console:join_incident": lambda place: {
        "incident": place.incident.pk, "version": place.incident.version,
    },
}  # fmt: skip
