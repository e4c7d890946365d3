"""Archive, appraisal, and lawful destruction: the key goes, and with it every word of the writer.

What was counted and recorded stays: numbers, days, score, ledger entries; what was published stays public
until it is withdrawn. Two people: who archived does not appraise."""

from functools import partial

from django.db import transaction
from django.utils import timezone

from gongkai.ground.orgs.rules import Actor, Duty
from gongkai.ground.sealing import services as sealing
from gongkai.record.editorial.services import reviews

from ..models import HotlineIncoming, Letter
from ..rules.kinds import ENDED, RuleBroken, Stage
from .discretion import written
from .holding import changed, held, noted
from .replying import KIND


@transaction.atomic
def archive(key: int, *, version: int, by: Actor) -> Letter:
    """Put an ended letter on file; nobody handles it again."""
    letter = held(key, by, Duty.REFER, version=version)
    if letter.stage not in ENDED:
        raise RuleBroken(f"这件来信{Stage(letter.stage).label}，办结以后才能归档")
    letter.stage, letter.officer_id = Stage.ARCHIVED, by.person or letter.officer_id
    changed(letter, "stage", "officer")
    noted("letter.archived", letter, by=by)
    return letter


@transaction.atomic
def destroy(key: int, *, reason: str, version: int, by: Actor) -> Letter:
    """After appraisal: destroy the key, and the masked words with it. There is no way back."""
    letter = held(key, by, Duty.REFER, version=version)
    if letter.stage != Stage.ARCHIVED:
        raise RuleBroken(f"这件来信{Stage(letter.stage).label}，归档以后才能鉴定销毁")
    if by.person and by.person == letter.officer_id:
        raise RuleBroken("归档和鉴定销毁须由不同的人办理")
    written(reason, "鉴定意见")
    places = list(letter.files.values_list("place", flat=True))
    letter.stage, letter.appraised_at, letter.version = Stage.DESTROYED, timezone.now(), letter.version + 1
    letter.title, letter.words, letter.place, letter.person, letter.code = "已依法销毁", "", "", "", ""
    letter.citizen = ""
    letter.sealed = b""
    letter.save()
    letter.events.update(sealed=None)
    letter.handlings.update(sealed=None)
    letter.replies.update(sealed=b"")
    letter.files.all().delete()
    letter.keys.all().delete()
    HotlineIncoming.objects.filter(case__letter=letter).update(sealed=None)
    reviews.forget(
        KIND, str(letter.pk), f"来信答复 {letter.number}", by=by
    )  # an opinion may quote the letter
    noted("letter.destroyed", letter, by=by)
    transaction.on_commit(partial(_gone, letter.sealing, places))
    return letter


def _gone(key: str, places: list[str]) -> None:
    """The key first: whatever happens next, nothing can be read."""
    sealing.destroy(key)
    for place in places:
        sealing.discard(place)


def finish() -> int:
    """Keys whose destruction was interrupted after the decision; how many."""
    keys = Letter.objects.filter(stage=Stage.DESTROYED).values_list("sealing", flat=True)
    left = [key for key in keys if not sealing.destroyed(key)]
    for key in left:
        sealing.destroy(key)
    return len(left)
