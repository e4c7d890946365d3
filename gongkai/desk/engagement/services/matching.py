"""By what a letter is found when another is about the same incident; and the case to which the program thinks
a new one belongs, kept beside what a person decides (``grouping``)."""

from django.db import transaction

from gongkai.ground.orgs.rules import Actor, Duty

from ..models import Letter, LetterGroup, LetterKey
from ..queries import incidents
from ..rules.kinds import OPEN
from .holding import changed, held, noted

AT_ONCE = 200  # letters of one round of the clock


def keep_keys(letter: Letter) -> None:
    """Write the keys of a held letter's masked words anew; in the transaction that wrote the words."""
    letter.keys.all().delete()
    LetterKey.objects.bulk_create(LetterKey(letter=letter, key=key) for key in incidents.keys_of(letter))


def match_waiting(*, by: Actor) -> list[int]:
    """Compare the letters that were not compared yet, the newest first; the cases that were suggested, once
    for each letter. Letters from before there were keys get theirs here, piece by piece."""
    keys = list(incidents.uncompared().values_list("pk", flat=True)[:AT_ONCE])
    return [found for key in keys if (found := match(key, by=by))]


@transaction.atomic
def match(key: int, *, by: Actor) -> int | None:
    """Compare one letter; the case that is newly suggested for it. What is closed or was put into a case by
    a person keeps what was suggested before."""
    letter = held(key, by, Duty.REFER)
    if not letter.keys.exists() and letter.words:
        keep_keys(letter)
    undecided = letter.stage in OPEN and letter.group_id is None
    found = incidents.group_of(letter) if undecided else letter.suggested_group
    if found == letter.suggested_group:
        Letter.objects.filter(pk=key).update(compared=True)  # nothing that a screen shows: no new version
        return None
    letter.suggested_group, letter.compared = found, True
    changed(letter, "suggested_group", "compared")
    noted("letter.group_suggested", letter, by=by, group=found.pk if found else 0)
    return found.pk if found else None


def compare_again(row: LetterGroup) -> None:
    """A new case: letters like its lead that came before it may belong to it."""
    keys = incidents.near(row.lead, incidents.keys_of(row.lead))
    again = {number for numbers in keys for number in numbers}
    Letter.objects.filter(pk__in=again, stage__in=OPEN, group=None).update(compared=False)
