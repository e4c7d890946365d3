"""Routes of disclosure requests and record corrections, under ``/console/``."""

from django.urls import path

from . import (
    complaints,
    record_corrections,
    request_case,
    request_entry,
    request_redact,
    request_reply,
    request_review,
    request_steps,
    requests,
)

screens = [
    path("requests/", requests.listing, name="requests"),
    path("requests/export/", requests.export, name="export_requests"),
    path("requests/new/", request_entry.enter, name="enter_request"),
    path("requests/reviews/<int:key>/", request_review.decide, name="decide_reply"),
    path("requests/<int:key>/", request_case.detail, name="request"),
    path("requests/<int:key>/open/", request_case.look, name="open_request"),
    path("requests/<int:key>/files/", request_reply.attach, name="attach_to_request"),
    path("requests/<int:key>/files/<int:file>/", request_case.download, name="request_file"),
    path("requests/<int:key>/redact/", request_redact.redact, name="request_redact"),
    path("requests/<int:key>/reply/", request_reply.reply, name="request_reply"),
    path("requests/<int:key>/review/", request_review.review, name="request_review"),
    path("requests/<int:key>/review/<int:file>/", request_review.download, name="request_review_file"),
    path("requests/<int:key>/steps/<str:name>/", request_steps.step, name="request_step"),
    path("complaints/", complaints.listing, name="complaints"),
    path("complaints/<int:key>/", complaints.detail, name="complaint"),
    path("complaints/<int:key>/open/", complaints.look, name="open_complaint"),
    path("complaints/<int:key>/answer/", complaints.answer, name="answer_complaint"),
    path("complaints/<int:key>/destroy/", complaints.destroy, name="destroy_complaint"),
    path("record-corrections/", record_corrections.listing, name="record_corrections"),
    path("record-corrections/new/", record_corrections.enter, name="enter_record_correction"),
    path("record-corrections/<int:key>/", record_corrections.detail, name="record_correction"),
    path("record-corrections/<int:key>/open/", record_corrections.look, name="open_record_correction"),
    path("record-corrections/<int:key>/step/", record_corrections.step, name="record_correction_step"),
    path(
        "record-corrections/<int:key>/evidence/<int:evidence>/",
        record_corrections.download,
        name="record_evidence",
    ),
]
