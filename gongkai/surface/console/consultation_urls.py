"""Routes of consultations, under ``/console/``."""

from django.urls import path

from . import consultation_comments, consultation_meetings, consultation_steps, consultations

screens = [
    path("consultations/", consultations.listing, name="consultations"),
    path("consultations/begin/", consultations.begin, name="begin_consultation"),
    path("consultations/<int:key>/", consultations.detail, name="consultation"),
    path("consultations/<int:key>/edit/", consultations.edit, name="edit_consultation"),
    path("consultations/<int:key>/step/", consultation_steps.step, name="step_consultation"),
    path("consultations/<int:key>/answer/", consultation_steps.answer, name="answer_consultation"),
    path("consultations/<int:key>/comments/", consultation_comments.listing, name="consultation_comments"),
    path("consultations/<int:key>/comments.csv", consultation_comments.export, name="export_comments"),
    path("consultations/<int:key>/comments/act/", consultation_comments.act, name="act_on_comments"),
    path("consultations/<int:key>/groups/<int:group>/", consultation_comments.group, name="step_group"),
    path("consultations/<int:key>/comments/<int:comment>/", consultation_comments.look, name="look_comment"),
    path("consultations/<int:key>/meetings/", consultation_meetings.listing, name="consultation_meetings"),
    path("consultations/<int:key>/meetings/<int:meeting>/", consultation_meetings.step, name="step_meeting"),
    path("consultations/reviews/<int:key>/", consultation_steps.decide, name="decide_consultation"),
]
