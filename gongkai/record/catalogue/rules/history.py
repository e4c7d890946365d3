"""What the rows of a publication must say, told from its ledger entries and its versions alone.

Pure: no Django, no clock, no I/O.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from . import TOMBSTONE, Disclosure, RelationState, Status, items
from .content import JOINT, relation_digest, title_key
from .endings import Ending

MADE = ("publication.published", "publication.republished")
RESTORED = "publication.restored"
STATUS = {
    "publication.suspended": Status.SUSPENDED,
    "publication.withdrawn": Status.WITHDRAWN,
    "publication.removed": Status.REMOVED,
}
# How entries end a publication that were written before there were several ways: what they hid stays hidden.
EARLIER = {Status.SUSPENDED: "", Status.WITHDRAWN: Ending.IN_ERROR, Status.REMOVED: Ending.REMOVED}
DECISIONS = {
    "publication.relation_confirmed": RelationState.CONFIRMED,
    "publication.relation_rejected": RelationState.REJECTED,
}
# Columns whose value stands in a version's metadata under the same name.
SAME = [
    *("kind", "document_number", "subject_category", "disclosure"),
    *("made_on", "effective_on", "expires_on", "migrated"),
]


@dataclass(frozen=True, slots=True)
class Event:
    """A ledger entry about the publication; ``at`` in the ledger's spelling."""

    index: int | None
    kind: str
    at: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Stated:
    """What the ledger says of one version."""

    index: int | None
    digest: str
    at: str


@dataclass(slots=True)
class History:
    """Everything that the entries of one publication state."""

    index: int | None = None
    versions: dict[int, Stated] = field(default_factory=dict)
    channels: set[str] = field(default_factory=set)
    status: str = Status.PUBLISHED
    reason: str = ""
    ending: str = ""
    successor: str = ""
    validity: str = ""
    repealed_on: str = ""
    amended_on: str = ""
    due_on: str = ""
    late_days: int | None = None
    lapsed_on: str = ""
    published: int = 0
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def removed(self) -> bool:
        return self.status == Status.REMOVED

    def reopen(self) -> None:
        """Public from here on: a new version after a withdrawal, or the end of a take-down."""
        self.status, self.reason, self.ending, self.successor = Status.PUBLISHED, "", "", ""

    def end(self, status: Status, facts: Mapping[str, Any]) -> None:
        """No longer public, in the way that the facts say."""
        self.status = status
        self.reason = facts.get("reason_digest", "")
        self.ending = facts.get("ending", EARLIER[status])
        self.successor = facts.get("successor", "")


def told(events: Sequence[Event]) -> History:
    """Fold the entries in their order."""
    history = History()
    for event in events:
        facts = event.facts
        if event.kind in MADE:
            if event.kind == MADE[0]:
                history.published += 1
                history.index = event.index
            history.versions[facts["version"]] = Stated(event.index, facts["digest"], event.at)
            history.channels |= set(facts["channels"])
            history.reopen()
        elif event.kind == RESTORED:
            history.channels = set(facts["channels"])
            history.reopen()
        elif event.kind == "publication.placed":
            history.channels |= set(facts["channels"])
        elif event.kind == "publication.unplaced":
            history.channels -= set(facts["channels"])
        elif event.kind in STATUS:
            history.channels = set()
            history.end(STATUS[event.kind], facts)
        history.facts = facts
        history.validity = facts["validity"]
        history.repealed_on = facts.get("repealed_on", "")
        history.amended_on = facts.get("amended_on", "")
        history.lapsed_on = facts.get("lapsed_on", "")
        history.due_on = facts.get("due_on", "")
        history.late_days = facts.get("late_days")
    if history.removed:
        history.validity, history.repealed_on, history.amended_on, history.lapsed_on = "", "", "", ""
        history.due_on, history.late_days = "", None
    return history


def columns(metadata: Mapping[str, Any] | None, number_key: str) -> dict[str, Any]:
    """The columns that the current version decides (dates as ISO text); of a tombstone when there is none."""
    if metadata is None:
        names = "document_number number_key issuing_bodies title_key mandatory_item item subject_category"
        blank = dict.fromkeys([*names.split(), "made_on", "effective_on", "expires_on"], "")
        return blank | {"title": TOMBSTONE, "disclosure": Disclosure.PROACTIVE}
    same = {name: metadata[name] if metadata[name] is not None else "" for name in SAME}
    return same | {
        "title": metadata["title"],
        "title_key": title_key(metadata["title"]),
        "item": metadata["mandatory_item"],
        "mandatory_item": items.article(metadata["mandatory_item"]),
        "number_key": number_key,
        "issuing_bodies": JOINT.join(metadata["issuing_bodies"]),
    }


Key = tuple[str, str]
Words = tuple[str, str, str]


def relations(
    events: Sequence[Event], versions: Mapping[int, Mapping[str, Any]], stored: Mapping[Key, Words]
) -> dict[Key, Words]:
    """(kind, target key) → (label, evidence, state) as versions and decisions make them.

    ``stored`` are the rows: a relation that a person stated stands nowhere else in words, only by its digest.
    """
    by_digest = {relation_digest(*key, *words[:2]): (key, words) for key, words in stored.items()}
    known: dict[Key, Words] = {}
    digests: dict[str, Key] = {}
    for event in events:
        if event.kind in MADE:
            known = {key: words for key, words in known.items() if words[2] != RelationState.FOUND}
            for found in versions.get(event.facts["version"], {}).get("relations", ()):
                key = found["kind"], found["target_key"]
                if key not in known:
                    known[key] = found["label"], found["evidence"], found["state"]
                    digests[relation_digest(*key, found["label"], found["evidence"])] = key
        elif event.kind == "publication.removed":
            known = {}
        elif digest := event.facts.get("relation"):
            if digest not in digests and digest in by_digest:
                key, words = by_digest[digest]
                if key[1].startswith("id:"):
                    known[key] = words[0], words[1], RelationState.CONFIRMED
                    digests[digest] = key
            if event.kind in DECISIONS and digests.get(digest) in known:
                key = digests[digest]
                known[key] = *known[key][:2], DECISIONS[event.kind]
    return known
