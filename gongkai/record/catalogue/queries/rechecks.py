"""Passes over everything public, what they read, and what they found."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Max

from gongkai.ground.language.rules import personal
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import Scope
from gongkai.record.editorial.queries import findings
from gongkai.record.editorial.queries import words as list_of_words
from gongkai.record.editorial.rules.checks.subject import Withheld

from ..models import Attached, Publication, Recheck, Relation, Version, WithheldMatter
from ..rules import Kind, RelationKind, RelationState, Status, Validity
from ..rules.rechecking import RULES
from ..rules.withholding import MatterState
from .staff import publishers

KIND = "publication"  # of the subject under which findings about something public are kept

OF = "publication__"
COLUMNS = ("pk", "number", f"{OF}pk", f"{OF}identifier", f"{OF}kind", f"{OF}title", f"{OF}document_number",
           f"{OF}publisher_id", f"{OF}status", f"{OF}version")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Public:
    """One public item as the checks read it. ``against`` is the text of the document that it interprets,
    ``files`` the name and digest of each attachment that is kept here."""

    key: int
    identifier: str
    kind: str
    title: str
    document_number: str
    publisher: int
    text: str
    against: str = ""
    files: tuple[tuple[str, str], ...] = ()


def latest() -> Recheck | None:
    """The pass that was begun last."""
    return Recheck.objects.first()


def due() -> bool:
    """Whether the word list or the rules changed since the last pass began, and there is anything to read."""
    newest = latest()
    if newest is not None and (newest.words, newest.rules) == (list_of_words.revision(), RULES):
        return False
    return Publication.objects.exists()


def grown() -> bool:
    """Whether anything was published, for the first time or anew, since the last pass, which is finished."""
    newest = latest()
    if newest is None or newest.finished_at is None:
        return False
    return Version.objects.filter(pk__gt=newest.last).exists()


def extent() -> tuple[int, int]:
    """How many are public, and the highest key of a version that there is."""
    count = Publication.objects.filter(status=Status.PUBLISHED).count()
    return count, Version.objects.aggregate(last=Max("pk"))["last"] or 0


def batch(after: int, last: int, size: int) -> tuple[list[Public], int]:
    """The public ones whose present version is among the next ``size`` keys of versions, and the last key
    looked at (0 when there are no more)."""
    rows = list(Version.objects.filter(pk__gt=after, pk__lte=last).order_by("pk").values(*COLUMNS)[:size])
    shown = [
        {name.removeprefix(OF): value for name, value in row.items()}
        for row in rows
        if row[f"{OF}status"] == Status.PUBLISHED and row["number"] == row[f"{OF}version"]
    ]
    texts = _texts(row["pk"] for row in shown)
    explained = _explained(row["pk"] for row in shown if row["kind"] == Kind.INTERPRETATION)
    files = _files(row["pk"] for row in shown)
    found = [
        Public(
            row["pk"],
            row["identifier"],
            row["kind"],
            row["title"],
            row["document_number"],
            row["publisher_id"],
            texts.get(row["pk"], ""),
            explained.get(row["pk"], ""),
            files.get(row["pk"], ()),
        )
        for row in shown
    ]
    return found, rows[-1]["pk"] if rows else 0


def of_publishers(keys: Iterable[int]) -> tuple[dict[int, tuple[Withheld, ...]], dict[int, frozenset[str]]]:
    """By publisher its negative list of today, and the telephones and mailboxes that it publishes."""
    wanted = set(keys)
    lists: dict[int, list[Withheld]] = defaultdict(list)
    matters = WithheldMatter.objects.filter(organisation__in=wanted, state=MatterState.WITHHELD)
    for row in matters:
        lists[row.organisation_id].append(Withheld(row.title, row.get_ground_display()))
    contacts = {key: personal.published(known) for key, known in orgs.contacts(wanted).items()}
    return {key: tuple(some) for key, some in lists.items()}, contacts


def repealed() -> dict[str, str]:
    """By comparison key of its number, what became of each document that holds no longer."""
    gone = Publication.objects.filter(validity__in=[Validity.REPEALED, Validity.EXPIRED]).exclude(
        number_key=""
    )
    return {
        key: f"已{Validity(validity).label}" for key, validity in gone.values_list("number_key", "validity")
    }


def listing(
    scope: Scope, *, check: str = "", severity: str = "", before: str | None = None, limit: int = 30
) -> tuple[list[tuple[Any, Publication | None]], str | None]:
    """Findings about what is public in the scope, newest first, each with its publication. Raises ValueError
    for a cursor that is none of ours."""
    rows, following = findings.listing(
        KIND, publishers(scope), check=check, severity=severity, before=before, limit=limit
    )
    named = Publication.objects.filter(identifier__in={row.subject for row in rows})
    known = {row.identifier: row for row in named.select_related("publisher")}
    return [(row, known.get(row.subject)) for row in rows], following


def _texts(keys: Iterable[int]) -> dict[int, str]:
    rows = Version.objects.filter(publication__in=list(keys), number=F("publication__version"))
    return dict(rows.values_list("publication", "text"))


def _files(keys: Iterable[int]) -> dict[int, tuple[tuple[str, str], ...]]:
    """By publication, the files of its present version that are kept here."""
    holders = set(Attached.objects.filter(publication__in=list(keys)).values_list("publication", flat=True))
    if not holders:
        return {}
    rows = Version.objects.filter(publication__in=holders, number=F("publication__version"))
    return {
        key: tuple((link["name"], link["sha256"]) for link in links if link.get("sha256"))
        for key, metadata in rows.values_list("publication", "metadata")
        if metadata and (links := json.loads(metadata).get("attachments"))
    }


def _explained(keys: Iterable[int]) -> Mapping[int, str]:
    """By interpretation, the text of a document that it interprets."""
    wanted = list(keys)
    if not wanted:
        return {}
    ties = Relation.objects.filter(source__in=wanted, kind=RelationKind.INTERPRETS).exclude(target=None)
    targets = dict(ties.exclude(state=RelationState.REJECTED).values_list("source", "target"))
    texts = _texts(set(targets.values()))
    return {source: texts.get(target, "") for source, target in targets.items()}
