"""Routes of annual reports, under ``/console/``."""

from django.urls import path

from . import report_steps, reports

screens = [
    path("annual-reports/", reports.listing, name="reports"),
    path("annual-reports/begin/", report_steps.begin, name="begin_report"),
    path("annual-reports/<int:key>/", reports.detail, name="report"),
    path("annual-reports/<int:key>/tables.<slug:form>", reports.export, name="report_tables"),
    path("annual-reports/<int:key>/numbers/", report_steps.enter, name="enter_report"),
    path("annual-reports/<int:key>/file/", report_steps.take_in, name="import_report"),
    path("annual-reports/<int:key>/words/", report_steps.describe, name="describe_report"),
    path("annual-reports/<int:key>/answer/", report_steps.answer, name="answer_report"),
    path("annual-reports/<int:key>/step/", report_steps.step, name="step_report"),
    path("annual-reports/reviews/<int:key>/", report_steps.decide, name="decide_report"),
]
