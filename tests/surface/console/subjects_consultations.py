"""Consultations as subjects of the matrix: one being written, one in review, one open with a comment."""

from datetime import timedelta
from functools import cached_property
from typing import Any

from django.utils import timezone

from gongkai.desk.consultations.models import Consultation
from gongkai.desk.consultations.rules.meetings import Meeting, MeetingKind
from gongkai.desk.consultations.rules.phases import Stage as PaperStage
from gongkai.desk.consultations.services import (
    checking,
    consultations,
    grouping,
    meetings,
    opening,
    reviewing,
)
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import Stage
from tests.desk.consultations import holding

from .. import city


class Consultations:
    """The consultations of one organisation; ``code`` is the organisation's."""

    code: str

    @cached_property
    def consultation(self) -> Any:
        return consultations.begin(self.code, holding.CONTENT, by=city.OPERATOR)

    @cached_property
    def consultation_review(self) -> Any:
        made = consultations.begin(self.code, holding.CONTENT, by=city.OPERATOR)
        reviewing.submit(made.pk, revision=made.revision, by=city.OPERATOR)
        return reviews.opened(checking.DRAFT, str(made.pk))

    @cached_property
    def comment(self) -> Any:
        made = consultations.begin(self.code, holding.CONTENT, by=city.OPERATOR)
        Consultation.objects.filter(pk=made.pk).update(stage=PaperStage.APPROVED)  # as if it was reviewed
        return holding.said(opening.publish(made.pk, by=city.OPERATOR))

    @cached_property
    def comment_group(self) -> Any:
        said = self.comment
        return grouping.gather(said.consultation_id, [said.pk], title="免费", by=city.OPERATOR)

    @cached_property
    def meeting(self) -> Any:
        content = Meeting(
            MeetingKind.INTERVIEW, "在线访谈", timezone.now() + timedelta(days=3), "网站访谈栏目"
        )
        return meetings.announce(self.comment.consultation_id, content, by=city.OPERATOR)


def one(place: Any) -> list[str]:
    return [str(place.consultation.pk)]


def spoken(place: Any) -> list[str]:
    return [str(place.comment.consultation_id)]


ARGUMENTS: dict[str, Any] = {
    "console:consultation": one,
    "console:edit_consultation": one,
    "console:step_consultation": one,
    "console:answer_consultation": one,
    "console:consultation_comments": spoken,
    "console:export_comments": spoken,
    "console:act_on_comments": spoken,
    "console:step_group": lambda place: [*spoken(place), str(place.comment_group.pk)],
    "console:consultation_meetings": spoken,
    "console:step_meeting": lambda place: [str(place.meeting.consultation_id), str(place.meeting.pk)],
    "console:look_comment": lambda place: [*spoken(place), str(place.comment.pk)],
    "console:decide_consultation": lambda place: [str(place.consultation_review.pk)],
}
DRAFT: dict[str, Any] = {
    "decision": "major",
    "title": "新的征集",
    "text": "第一条 甲。",
    "days": "30",
    "note": "",
}
SENT: dict[str, Any] = {
    "console:begin_consultation": lambda place: DRAFT,
    "console:edit_consultation": lambda place: DRAFT | {"revision": place.consultation.revision},
    "console:step_consultation": lambda place: {"step": "submit", "revision": place.consultation.revision},
    "console:act_on_comments": lambda place: {"act": "show", "comment": [place.comment.pk]},
    "console:consultation_meetings": lambda place: {
        "kind": "interview",
        "title": "访谈",
        "at": "2099-01-02T09:00",
        "place": "网站",
    },
    "console:step_meeting": lambda place: {"act": "cancel", "words": "天气"},
    "console:step_group": lambda place: {"act": "confirm", "title": "免费停车"},
    "console:decide_consultation": lambda place: {"outcome": "approved", "stage": Stage.FIRST.value},
}
