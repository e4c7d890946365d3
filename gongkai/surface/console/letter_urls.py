"""Routes of letters and incidents, under ``/console/``."""

from django.urls import path

from . import (
    incidents,
    letter_case,
    letter_entry,
    letter_publish,
    letter_reply,
    letter_review,
    letter_steps,
    letters,
)

screens = [
    path("letters/", letters.listing, name="letters"),
    path("letters/new/", letter_entry.enter, name="enter_letter"),
    path("letters/public/", letter_publish.listing, name="publishable_letters"),
    path("letters/reviews/<int:key>/", letter_review.decide, name="decide_letter_reply"),
    path("letters/<int:key>/", letter_case.detail, name="letter"),
    path("letters/<int:key>/open/", letter_case.look, name="open_letter"),
    path("letters/<int:key>/files/<int:file>/", letter_case.download, name="letter_file"),
    path("letters/<int:key>/reply/", letter_reply.reply, name="letter_reply"),
    path("letters/<int:key>/review/", letter_review.review, name="letter_review"),
    path("letters/<int:key>/review/<int:file>/", letter_review.download, name="letter_review_file"),
    path("letters/<int:key>/publish/", letter_publish.publish, name="publish_letter"),
    path("letters/<int:key>/steps/<str:name>/", letter_steps.step, name="letter_step"),
    path("incidents/", incidents.listing, name="incidents"),
    path("incidents/<int:key>/", incidents.detail, name="incident"),
    path("incidents/<int:key>/inform/", incidents.inform, name="inform_incident"),
]
