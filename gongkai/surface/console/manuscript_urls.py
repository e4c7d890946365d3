"""Routes of manuscripts and their reviews, under ``/console/``."""

from django.urls import path

from . import copying, manuscript_edit, manuscript_files, manuscript_review, manuscript_steps, manuscripts

screens = [
    path("publications/<str:organisation>/<str:serial>/change/", manuscripts.change, name="change"),
    path("manuscripts/", manuscripts.listing, name="manuscripts"),
    path("manuscripts/publish/", manuscripts.publish_many, name="publish_manuscripts"),
    path("manuscripts/new/", manuscripts.begin, name="begin_manuscript"),
    path("manuscripts/<int:key>/", manuscripts.detail, name="manuscript"),
    path("manuscripts/<int:key>/edit/", manuscript_edit.edit, name="edit_manuscript"),
    path("manuscripts/<int:key>/autosave/", manuscript_edit.autosave, name="autosave_manuscript"),
    path("manuscripts/<int:key>/discard/", manuscript_edit.discard, name="discard_copy"),
    path("manuscripts/<int:key>/differences/", manuscript_review.differences, name="differences"),
    path("manuscripts/<int:key>/copying/", copying.copying, name="copying"),
    path("manuscripts/<int:key>/preview/", manuscript_review.preview, name="preview_manuscript"),
    path("manuscripts/<int:key>/submit/", manuscript_steps.submit, name="submit_manuscript"),
    path("manuscripts/<int:key>/recall/", manuscript_steps.recall, name="recall_manuscript"),
    path("manuscripts/<int:key>/abandon/", manuscript_steps.abandon, name="abandon_manuscript"),
    path("manuscripts/<int:key>/publish/", manuscript_steps.publish, name="publish_manuscript"),
    path("manuscripts/<int:key>/schedule/", manuscript_steps.schedule, name="schedule_manuscript"),
    path("manuscripts/<int:key>/emergency/", manuscript_steps.hurry, name="hurry_manuscript"),
    path("manuscripts/<int:key>/answer/", manuscript_steps.answer, name="answer_finding"),
    path("manuscripts/<int:key>/files/", manuscript_files.attach, name="attach_file"),
    path("manuscripts/<int:key>/files/<int:file>/", manuscript_files.download, name="manuscript_file"),
    path("manuscripts/<int:key>/files/<int:file>/clean/", manuscript_files.clean, name="clean_file"),
    path("manuscripts/<int:key>/files/<int:file>/detach/", manuscript_files.detach, name="detach_file"),
    path("reviews/<int:key>/decide/", manuscript_review.decide, name="decide_review"),
]
