"""Which duties open the pages of consultations, surveys, guides and FAQ: part of ``doors.DOORS``.

The groups of duties that they share with documents and reports stand here too.
"""

from gongkai.ground.orgs.rules import Duty

DRAFTERS = frozenset({Duty.DRAFT})
REVIEWERS = frozenset({Duty.REVIEW, Duty.FINAL, Duty.SECRECY, Duty.LEGALITY})
DESK = DRAFTERS | REVIEWERS | {Duty.PUBLISH, Duty.OFFICER, Duty.READ}
# Whoever writes, reviews or publishes an annual report or a guide, and the supervisor who sees what is late
# or incomplete.
REPORTERS = DESK | {Duty.SUPERVISE}

# Who answers people opens what a commenter wrote and left as contact; the look is recorded.
ANSWERERS = frozenset({Duty.ANSWER})
# FAQ: who answers writes them, others review and publish them, who may read follows.
FAQ = frozenset({Duty.ANSWER, Duty.PUBLISH, Duty.READ, Duty.REVIEW, Duty.FINAL})
FAQ_REVIEWERS = frozenset({Duty.REVIEW, Duty.FINAL})

DOORS: dict[str, frozenset[Duty]] = {
    "console:surveys": REPORTERS,
    "console:survey": REPORTERS,
    "console:export_survey": REPORTERS,
    "console:begin_survey": DRAFTERS,
    "console:edit_survey": DRAFTERS,
    "console:answer_survey": DRAFTERS,
    "console:survey_texts": DRAFTERS,
    "console:step_survey": DRAFTERS | {Duty.PUBLISH},
    "console:decide_survey": REVIEWERS,
    "console:guides": REPORTERS,
    "console:guides_standing": REPORTERS,
    "console:guide": REPORTERS,
    "console:guide_file": DESK,
    "console:begin_guide": DRAFTERS,
    "console:import_guides": DRAFTERS,
    "console:edit_guide": DRAFTERS,
    "console:check_guide": DRAFTERS,
    "console:compare_guide": DRAFTERS,
    "console:answer_guide": DRAFTERS,
    "console:attach_guide_file": DRAFTERS,
    "console:clean_guide_file": DRAFTERS,
    "console:detach_guide_file": DRAFTERS,
    "console:step_guide": DRAFTERS | {Duty.PUBLISH},
    "console:decide_guide": REVIEWERS,
    "console:consultations": REPORTERS | ANSWERERS,
    "console:consultation": REPORTERS | ANSWERERS,
    "console:begin_consultation": DRAFTERS,
    "console:edit_consultation": DRAFTERS,
    "console:step_consultation": DRAFTERS | {Duty.PUBLISH},
    "console:answer_consultation": DRAFTERS,
    "console:decide_consultation": REVIEWERS,
    "console:consultation_comments": REPORTERS | ANSWERERS,
    "console:export_comments": REPORTERS | ANSWERERS,
    "console:act_on_comments": DRAFTERS,
    "console:step_group": DRAFTERS,
    "console:look_comment": ANSWERERS,
    "console:join_incident": frozenset({Duty.REFER, Duty.ANSWER}),
    "console:consultation_meetings": REPORTERS | ANSWERERS,
    "console:step_meeting": frozenset({Duty.PUBLISH}),
    "console:faq": FAQ,
    "console:begin_faq": frozenset({Duty.ANSWER}),
    "console:faq_entry": FAQ,
    "console:step_faq": frozenset({Duty.ANSWER, Duty.PUBLISH}),
    "console:decide_faq": FAQ_REVIEWERS,
    "console:faq_reports": FAQ,
    "console:answer_faq_report": frozenset({Duty.ANSWER}),
}
