"""Routes of the FAQ, under ``/console/``."""

from django.urls import path

from . import faq

screens = [
    path("faq/", faq.listing, name="faq"),
    path("faq/new/", faq.begin, name="begin_faq"),
    path("faq/reports/", faq.reports, name="faq_reports"),
    path("faq/reports/<int:key>/", faq.answer, name="answer_faq_report"),
    path("faq/reviews/<int:key>/", faq.decide, name="decide_faq"),
    path("faq/<int:key>/", faq.entry, name="faq_entry"),
    path("faq/<int:key>/step/", faq.step, name="step_faq"),
]
