"""Routes of surveys, under ``/console/``."""

from django.urls import path

from . import survey_edit, survey_export, survey_steps, surveys

screens = [
    path("surveys/", surveys.listing, name="surveys"),
    path("surveys/begin/", survey_steps.begin, name="begin_survey"),
    path("surveys/<int:key>/", surveys.detail, name="survey"),
    path("surveys/<int:key>/edit/", survey_edit.edit, name="edit_survey"),
    path("surveys/<int:key>/answers.<slug:form>", survey_export.export, name="export_survey"),
    path("surveys/<int:key>/answer/", survey_steps.answer, name="answer_survey"),
    path("surveys/<int:key>/texts/", survey_steps.texts, name="survey_texts"),
    path("surveys/<int:key>/step/", survey_steps.step, name="step_survey"),
    path("surveys/reviews/<int:key>/", survey_steps.decide, name="decide_survey"),
]
