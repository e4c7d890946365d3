"""Which duties open the pages of letters: part of ``doors.DOORS``."""

from gongkai.ground.orgs.rules import Duty

# Who refers or answers, and who supervises and only follows. A reply's reviewers come in by their own page,
# and only while it is their turn; publishers see what may become public.
HANDLERS = frozenset({Duty.REFER, Duty.ANSWER})
FOLLOWERS = HANDLERS | {Duty.SUPERVISE}
REVIEWERS = frozenset({Duty.REVIEW, Duty.FINAL})
PUBLISHERS = frozenset({Duty.PUBLISH})

DOORS: dict[str, frozenset[Duty]] = {
    "console:letters": FOLLOWERS,
    "console:letter": FOLLOWERS,
    "console:letter_step": FOLLOWERS,
    "console:enter_letter": HANDLERS,
    "console:open_letter": HANDLERS,
    "console:letter_file": HANDLERS,
    "console:letter_reply": frozenset({Duty.ANSWER}),
    "console:letter_review": REVIEWERS,
    "console:letter_review_file": REVIEWERS,
    "console:decide_letter_reply": REVIEWERS,
    "console:publishable_letters": PUBLISHERS,
    "console:publish_letter": PUBLISHERS,
    "console:incidents": FOLLOWERS,
    "console:incident": FOLLOWERS,
    "console:inform_incident": HANDLERS,
}
