"""Who may look at a draft as the public will see it: one person, for a few minutes, at a signed address.

The page stands on the public face, which knows no sign-in where it runs by itself; so the address names the
person, and holds only while that person's posts reach the manuscript.
"""

from dataclasses import dataclass
from typing import Any

from django.core import signing

from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.queries import people
from gongkai.record.catalogue.rules import Draft

from . import manuscripts

SALT = "documents.preview"
LASTS = 10 * 60  # seconds: long enough to read and compare, too short to be passed around; from practice


@dataclass(frozen=True, slots=True)
class Preview:
    """``changes`` is the publication of which the draft would be the next version; None for a new one."""

    draft: Draft
    changes: Any
    person: int


def token(key: int, revision: int, person: int) -> str:
    """What the address of a preview ends with."""
    return signing.dumps([key, revision, person], salt=SALT)


def seen(text: str) -> Preview | None:
    """The draft of a token; None when it is forged, too old, or its person may not see the draft any more."""
    try:
        key, revision, person = signing.loads(text, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    reader = people.by_number(person)
    if reader is None or not reader.is_active:
        return None
    manuscript = manuscripts.one(orgs.scope_of(reader), key)
    draft = manuscripts.draft_for_preview(key, revision) if manuscript else None
    return Preview(draft, manuscript.changes, person) if manuscript and draft else None
