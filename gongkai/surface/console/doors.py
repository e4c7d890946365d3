"""Which console page each duty opens. Everything that is not named here is shut.

Full names, never prefixes: a new release of Wagtail adds pages and actions of its own, and each of them is
a way to change the public site until somebody has looked at it. Wagtail's copies, aliases, restrictions,
bulk actions and its API's actions are left out on purpose: they make pages public, or hide them, past our
services and therefore past the ledger. So are schedules, which no job of ours carries out.
"""

from collections.abc import Iterable

from gongkai.ground.orgs.rules import DUTY_LABELS, Duty

EVERYBODY = frozenset({
    "console:work",
    "console:posts",
    "console:password",
    "console:second_factor",
    "console:recovery_codes",
    "console:notices",
    "console:read_notice",
    "console:own_roster",
    "console:roster",
    "wagtailadmin_account",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_dismissibles",
})  # fmt: skip
EDITORS = frozenset({Duty.CHANNELS})
READERS = frozenset({Duty.READ})
SECURITY = frozenset({Duty.SECURITY})
# Audit administrators see whatever is given to whom, and change nothing.
GRANTS = frozenset({Duty.SECURITY, Duty.AUDIT})
SCREENERS = frozenset({Duty.SCREEN})
# The officer who takes down, and whoever decides on it afterwards.
AFTERWARDS = frozenset({Duty.OFFICER, Duty.FINAL, Duty.PUBLISH})
# Who decides on relations sees them; who may read sees what waits. The service asks for the duty once more.
CATALOGUERS = frozenset({Duty.CATALOGUE, Duty.READ})
# Catalogues of items and negative lists: who keeps them changes them, who may read sees them. The word list
# is the city's: there the service asks for the duty at the root.
KEEPERS = frozenset({Duty.ITEMS})
ITEM_READERS = frozenset({Duty.ITEMS, Duty.READ})

DRAFTERS = frozenset({Duty.DRAFT})
REVIEWERS = frozenset({Duty.REVIEW, Duty.FINAL, Duty.SECRECY, Duty.LEGALITY})
DESK = DRAFTERS | REVIEWERS | {Duty.PUBLISH, Duty.OFFICER, Duty.READ}
# Whoever writes, reviews or publishes an annual report, and the supervisor who is told that one is late.
REPORTERS = DESK | {Duty.SUPERVISE}

# Requests: who handles them, the head of the office, and who supervises and only follows. A reply's reviewers
# come in by their own page, and only while it is their turn.
CASES = frozenset({Duty.DISCLOSE})
OFFICE = frozenset({Duty.DISCLOSE, Duty.CONSENT})
FOLLOWERS = OFFICE | {Duty.SUPERVISE}
REPLY_REVIEWERS = frozenset({Duty.REVIEW, Duty.FINAL})
# Who supervises opens and answers complaints; the head of the office appraises them, and opens none.
COMPLAINT_READERS = frozenset({Duty.SUPERVISE, Duty.CONSENT})

PAGES = (
    "add", "add_subpage", "choose_parent", "delete", "edit", "history", "history_results",
    "preview_on_add", "preview_on_edit", "revisions_compare", "revisions_index", "revisions_revert",
    "revisions_view", "search", "search_results", "type_use", "type_use_results", "unpublish", "usage",
    "view_draft",
)  # fmt: skip
FILES = (
    "add", "add_multiple", "create_multiple_from_uploaded_document", "create_multiple_from_uploaded_image",
    "delete", "delete_multiple", "delete_upload_multiple", "document_usage", "edit", "edit_multiple",
    "image_usage", "index", "index_results", "preview",
)  # fmt: skip
CHOOSERS = ("choose", "choose_results", "chosen", "chosen_multiple", "create", "select_format")
DOORS: dict[str, frozenset[Duty]] = {
    "console:people": GRANTS,
    "console:person": GRANTS,
    "console:enrol": SECURITY,
    "console:person_step": SECURITY,
    "console:duties": GRANTS,
    "console:post": GRANTS,
    "console:create_post": SECURITY,
    "console:post_step": SECURITY,
    "console:organisations": frozenset({Duty.SYSTEM, Duty.SECURITY, Duty.AUDIT}),
    "console:clear_shift": frozenset({Duty.OFFICER}),
    "console:audit": frozenset({Duty.AUDIT}),
    "console:export_audit": frozenset({Duty.AUDIT}),
    "console:publications": READERS,
    "console:publication": READERS,
    "console:withdraw": READERS,
    "console:change": DRAFTERS,
    "console:manuscripts": DESK,
    "console:manuscript": DESK,
    "console:differences": DESK,
    "console:preview_manuscript": DESK,
    "console:copying": DESK,
    "console:manuscript_file": DESK,
    "console:begin_manuscript": DRAFTERS,
    "console:edit_manuscript": DRAFTERS,
    "console:autosave_manuscript": DRAFTERS,
    "console:discard_copy": DRAFTERS,
    "console:submit_manuscript": DRAFTERS,
    "console:recall_manuscript": DRAFTERS,
    "console:abandon_manuscript": DRAFTERS,
    "console:answer_finding": DRAFTERS,
    "console:attach_file": DRAFTERS,
    "console:clean_file": DRAFTERS,
    "console:detach_file": DRAFTERS,
    "console:publish_manuscript": frozenset({Duty.PUBLISH}),
    "console:publish_manuscripts": frozenset({Duty.PUBLISH}),
    "console:schedule_manuscript": frozenset({Duty.PUBLISH}),
    "console:hurry_manuscript": frozenset({Duty.OFFICER}),
    "console:decide_review": REVIEWERS,
    "console:decide_sample": frozenset({Duty.FINAL}),
    "console:sweeps": DESK,
    "console:sweep": DESK,
    "console:add_to_sweep": DRAFTERS,
    "console:propose_in_sweep": DRAFTERS,
    "console:step_sweep": DRAFTERS | {Duty.PUBLISH},
    "console:decide_sweep": REVIEWERS,
    "console:reports": REPORTERS,
    "console:report": REPORTERS,
    "console:report_tables": REPORTERS,
    "console:begin_report": DRAFTERS,
    "console:enter_report": DRAFTERS,
    "console:import_report": DRAFTERS,
    "console:describe_report": DRAFTERS,
    "console:answer_report": DRAFTERS,
    "console:step_report": DRAFTERS | {Duty.PUBLISH},
    "console:decide_report": REVIEWERS,
    "console:requests": FOLLOWERS,
    "console:export_requests": FOLLOWERS,
    "console:request": FOLLOWERS,
    "console:enter_request": CASES,
    "console:open_request": CASES,
    "console:request_file": CASES,
    "console:request_redact": CASES,
    "console:request_reply": CASES,
    "console:attach_to_request": CASES,
    "console:request_step": OFFICE,
    "console:request_review": REPLY_REVIEWERS,
    "console:request_review_file": REPLY_REVIEWERS,
    "console:decide_reply": REPLY_REVIEWERS,
    "console:complaints": COMPLAINT_READERS,
    "console:complaint": COMPLAINT_READERS,
    "console:open_complaint": frozenset({Duty.SUPERVISE}),
    "console:answer_complaint": frozenset({Duty.SUPERVISE}),
    "console:destroy_complaint": frozenset({Duty.CONSENT}),
    "console:record_corrections": FOLLOWERS,
    "console:record_correction": FOLLOWERS,
    "console:enter_record_correction": CASES,
    "console:open_record_correction": CASES,
    "console:record_evidence": CASES,
    "console:record_correction_step": OFFICE,
    "console:archive": READERS,
    "console:restore": READERS,
    "console:suspend": READERS,
    "console:batches": frozenset({Duty.PUBLISH}),
    "console:batch": frozenset({Duty.PUBLISH}),
    "console:steer_batch": frozenset({Duty.PUBLISH}),
    "console:take_downs": AFTERWARDS,
    "console:take_down": AFTERWARDS,
    "console:relations": CATALOGUERS,
    "console:decide_relation": CATALOGUERS,
    "console:checked": READERS,
    "console:begin_recheck": KEEPERS,
    "console:words": ITEM_READERS,
    "console:word": ITEM_READERS,
    "console:export_words": ITEM_READERS,
    "console:add_word": KEEPERS,
    "console:import_words": KEEPERS,
    "console:retire_word": KEEPERS,
    "console:quarantine": SCREENERS,
    "console:quarantined": SCREENERS,
    "console:decide_quarantined": SCREENERS,
    "console:items": ITEM_READERS,
    "console:item_catalogue": ITEM_READERS,
    "console:item": ITEM_READERS,
    "console:item_version": ITEM_READERS,
    "console:items_csv": ITEM_READERS,
    "console:items_xlsx": ITEM_READERS,
    "console:new_item": KEEPERS,
    "console:edit_item": KEEPERS,
    "console:start_items": KEEPERS,
    "console:upload_items": KEEPERS,
    "console:decide_items": KEEPERS,
    "console:columns": DESK | KEEPERS,
    "console:column": DESK | KEEPERS,
    "console:draft_column": DRAFTERS,
    "console:withheld": ITEM_READERS,
    "console:withheld_list": ITEM_READERS,
    "console:withheld_matter": ITEM_READERS,
    "console:withhold": KEEPERS,
    "wagtailadmin_explore_root": EDITORS,
    "wagtailadmin_explore": EDITORS,
    "wagtailadmin_explore_results": EDITORS,
    "wagtailadmin_tag_autocomplete": EDITORS,
    "wagtailadmin_tag_model_autocomplete": EDITORS,
    "wagtailadmin_editing_sessions:ping": EDITORS,
    "wagtailadmin_editing_sessions:release": EDITORS,
    "wagtailadmin_block_preview": EDITORS,
}
for room, views in {
    "wagtailadmin_pages:": PAGES,
    "wagtailimages:": FILES,
    "wagtaildocs:": FILES,
    "wagtailimages_chooser:": CHOOSERS,
    "wagtaildocs_chooser:": CHOOSERS,
    "wagtailadmin_api:pages:": ("listing", "detail", "find"),  # never "action"
    "wagtailadmin_api:images:": ("listing", "detail", "find"),
    "wagtailadmin_api:documents:": ("listing", "detail", "find"),
    "wagtailadmin_choose_page": (
        "", "_child", "_search", "_chosen_multiple", "_external_link", "_email_link", "_phone_link",
        "_anchor_link",
    ),
}.items():  # fmt: skip
    DOORS |= {room + view: EDITORS for view in views}


def open_to(duties: Iterable[str], name: str) -> bool:
    """Whether these duties open the page of that name."""
    return name in EVERYBODY or bool(DOORS.get(name, frozenset()) & set(duties))


def named(name: str) -> str:
    """The words for what a page needs: any one of these duties."""
    return "、".join(sorted(DUTY_LABELS[duty] for duty in DOORS.get(name, frozenset())))
