"""Keeping a copy of a file without certain words or places. The words stay out of row, ledger and log."""

import hashlib
from collections.abc import Sequence
from pathlib import PurePath

from django.db import transaction

from gongkai.ground.ledger.services import record
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Actor, Duty

from .. import sandbox
from ..models import StoredFile
from ..rules import Format
from ..rules.redaction import Redacted, Region, taken
from ..rules.redaction.wordlist import Words
from . import take_in

NAMED = "（公开版）"


def redact(
    name: str, data: bytes, *, words: Sequence[str], regions: Sequence[Region] = (), by: Actor
) -> tuple[StoredFile, Redacted]:
    """Make, search and keep the copy; raises Refused with words for the officer, and then keeps nothing.

    Call this outside a transaction: a scan takes seconds a page.
    """
    own = orgs.by_code(by.organisation)
    by.must(Duty.DRAFT, own.lineage if own else "")
    bare = Words(words).cut(name)
    found: Format = taken(sandbox.run("recognise", data, name))
    copy: Redacted = sandbox.run("redact", data, found, tuple(words), tuple(regions))
    path = PurePath(bare)
    row = take_in(f"{path.stem}{NAMED}{path.suffix}", copy.data, by=by)
    with transaction.atomic():
        record(
            "file.redacted", hashlib.sha256(data).hexdigest(), by=by, copy=row.sha256, removed=copy.removed
        )
    return row, copy
