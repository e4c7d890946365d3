"""The addresses of letters: writing one, following it, reading what was answered."""

from django.urls import path

from . import acts, board, front, own, receipts, status, writing

urlpatterns = [
    path("letters/", front.front, name="letters"),
    path("letters/new/", writing.new, name="letter_new"),
    path("letters/receipt/", receipts.receipt, name="letter_receipt"),
    path("letters/status/", status.status, name="letter_status"),
    path("letters/status/rate/", acts.rate, name="letter_rate"),
    path("letters/status/reopen/", acts.reopen, name="letter_reopen"),
    path("letters/status/private/", acts.keep_private, name="letter_private"),
    path("letters/status/files/<int:key>", acts.file, name="letter_file"),
    path("letters/leave/", acts.leave, name="letter_leave"),
    path("letters/own/<int:key>/", own.own, name="letter_own"),
    path("letters/board/", board.board, name="letter_board"),
]
