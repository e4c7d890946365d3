"""Routes of service guides, under ``/console/``."""

from django.urls import path

from . import guide_compare, guide_edit, guide_files, guide_steps, guides

screens = [
    path("guides/", guides.listing, name="guides"),
    path("guides/begin/", guide_edit.begin, name="begin_guide"),
    path("guides/import/", guide_compare.take_in, name="import_guides"),
    path("guides/standing/", guides.standing, name="guides_standing"),
    path("guides/<int:key>/", guides.detail, name="guide"),
    path("guides/<int:key>/edit/", guide_edit.edit, name="edit_guide"),
    path("guides/<int:key>/check/", guide_edit.check, name="check_guide"),
    path("guides/<int:key>/compare/", guide_compare.compare, name="compare_guide"),
    path("guides/<int:key>/answer/", guide_steps.answer, name="answer_guide"),
    path("guides/<int:key>/step/", guide_steps.step, name="step_guide"),
    path("guides/<int:key>/files/", guide_files.attach, name="attach_guide_file"),
    path("guides/<int:key>/files/<int:file>/", guide_files.download, name="guide_file"),
    path("guides/<int:key>/files/<int:file>/clean/", guide_files.clean, name="clean_guide_file"),
    path("guides/<int:key>/files/<int:file>/detach/", guide_files.detach, name="detach_guide_file"),
    path("guides/reviews/<int:key>/", guide_steps.decide, name="decide_guide"),
]
