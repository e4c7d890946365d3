"""Which open or recent letters, and which cases, are likely about the same incident as a letter.

Four statements at most: the newest letters of each key, the candidates among them, the newest members of
their cases, and the words of these. Reads what masking left, nothing else.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from gongkai.ground.language.rules.similarity_index import CANDIDATES as CANDIDATES
from gongkai.ground.language.rules.similarity_index import candidates

from ..models import Letter, LetterGroup, LetterKey
from ..rules import incidents
from ..rules.kinds import OPEN, Stage
from ..rules.sameness import BELONGS, LATEST, SHOWN, nearest
from . import practice

MEMBERS = 20  # newest letters of a case that stand for it


@dataclass(frozen=True, slots=True)
class Likely:
    """``letter`` is the newest like it that was found, ``group`` its case; ``likeness`` from 0 to 1, of a
    case against its members on the average; ``word`` as people read it."""

    letter: Letter
    group: LetterGroup | None
    likeness: float
    word: str


def likely(letter: Letter, limit: int = SHOWN) -> list[Likely]:
    """What is likely the same incident, the likeliest first; each case once. Its own case is left out.

    Whoever holds it: a screen shows only what is in its reader's scope."""
    chosen = _candidates(letter, keys_of(letter))
    if not chosen:
        return []
    mine, known = incidents.letter(letter.title, letter.words), practice.sameness()
    alone = [one for one in chosen if one.group_id is None]
    read = incidents.letters([(one.title, one.words) for one in alone])
    alike = dict(zip((one.pk for one in alone), incidents.likeness(mine, read), strict=True))
    first = {one.pk: one for one in alone}
    for found in chosen:
        if found.group_id and found.group_id not in {one.group_id for one in first.values()}:
            first[found.pk] = found
    cases = _members([one.group_id for one in first.values() if one.group_id])
    for found in first.values():
        if found.group_id:
            alike[found.pk] = incidents.joins(mine, cases[found.group_id])
    return [
        Likely(first[key], first[key].group, sure, known.word(sure))
        for key, sure in nearest(alike.items(), known, limit)
    ]


def group_of(letter: Letter) -> LetterGroup | None:
    """The case, not yet answered, to which a letter likely belongs."""
    found = [
        one for one in likely(letter) if one.group and not one.group.informed_on and one.likeness >= BELONGS
    ]
    return found[0].group if found else None


def keys_of(letter: Letter) -> list[int]:
    """At most 16 numbers of 31 bits."""
    return [int(key) for key in incidents.letter(letter.title, letter.words).text.keys]


def near(letter: Letter, keys: Sequence[int]) -> list[list[int]]:
    """For each key the newest other letters that have it."""
    found = _newest(LetterKey._meta.db_table, "key", "letter_id", keys, LATEST + 1)
    return [[number for number in numbers if number != letter.pk][:LATEST] for numbers in found.values()]


def uncompared() -> QuerySet[Letter]:
    """Letters whose words were not compared since they came or changed, the newest first."""
    return Letter.objects.defer("sealed").filter(compared=False).order_by("-pk")


def _candidates(letter: Letter, keys: Sequence[int]) -> list[Letter]:
    """Those that share most keys, if open or recent and not in the same case; the newest first."""
    numbers = candidates(near(letter, keys))
    if not numbers:
        return []
    since = practice.sameness().since(timezone.localdate())
    rows = Letter.objects.select_related("organisation", "group__organisation").defer("sealed")
    rows = rows.filter(pk__in=numbers)
    found = [
        one
        for one in rows.order_by("-pk")
        if one.stage in OPEN or (one.received_on >= since and one.stage != Stage.DESTROYED)
    ]
    return [one for one in found if one.group_id is None or one.group_id != letter.group_id]


def _members(groups: Sequence[int]) -> dict[int, list[incidents.Letter]]:
    """What stands for each case: its newest letters that still have words."""
    numbers = _newest(Letter._meta.db_table, "group_id", "id", groups, MEMBERS)
    cases: dict[int, list[incidents.Letter]] = defaultdict(list)
    if not numbers:
        return cases
    rows = Letter.objects.filter(pk__in=[one for held in numbers.values() for one in held])
    found = list(rows.exclude(words="").values_list("group", "title", "words"))
    read = incidents.letters([(title, words) for _, title, words in found])
    for (group, _, _), one in zip(found, read, strict=True):
        cases[group].append(one)
    return cases


def _newest(table: str, by: str, column: str, values: Sequence[int], most: int) -> dict[int, list[int]]:
    """For each value the highest numbers, from the index: no more rows are read, however many there are."""
    held: dict[int, list[int]] = defaultdict(list)
    if not values:
        return held
    part = (
        f"SELECT * FROM (SELECT {by}, {column} FROM {table} WHERE {by} = %s"  # noqa: S608 - our own names
        f" ORDER BY {column} DESC LIMIT {most}) AS newest_"
    )
    asked = " UNION ALL ".join(f"{part}{number}" for number in range(len(values)))
    with connection.cursor() as cursor:
        cursor.execute(asked, list(values))
        for value, number in cursor.fetchall():
            held[value].append(number)
    return held
