"""Surveys as subjects of the matrix: one being written, one in review."""

from functools import cached_property
from typing import Any

from gongkai.desk.consultations.services import survey_review, surveys
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import Stage
from tests.desk.consultations import asking

from .. import city


class Surveys:
    """The surveys of one organisation; ``code`` is the organisation's."""

    code: str

    @cached_property
    def survey(self) -> Any:
        return self.begun()

    @cached_property
    def survey_review(self) -> Any:
        sent = self.begun()
        survey_review.submit(sent.pk, revision=sent.revision, by=city.OPERATOR)
        return reviews.opened(surveys.KIND, str(sent.pk))

    def begun(self) -> Any:
        made = surveys.begin(self.code, "问卷", by=city.OPERATOR)
        content = asking.running_soon()
        return surveys.save(made.pk, content, revision=made.revision, by=city.OPERATOR)


def one(place: Any) -> list[str]:
    return [str(place.survey.pk)]


ARGUMENTS: dict[str, Any] = {
    "console:survey": one,
    "console:edit_survey": one,
    "console:export_survey": lambda place: [str(place.survey.pk), "csv"],
    "console:answer_survey": one,
    "console:survey_texts": one,
    "console:step_survey": one,
    "console:decide_survey": lambda place: [str(place.survey_review.pk)],
}
SENT: dict[str, Any] = {
    "console:begin_survey": lambda place: {"title": "新问卷"},
    "console:edit_survey": lambda place: {
        "title": "改过的标题",
        "revision": place.survey.revision,
        "do": "save",
    },
    "console:step_survey": lambda place: {"step": "abandon"},
    "console:decide_survey": lambda place: {"outcome": "approved", "stage": Stage.FIRST.value},
}
