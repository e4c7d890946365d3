"""What of a letter is sealed, and what it is bound to: moved to another row it does not open."""

from gongkai.ground.sealing import services as sealing
from gongkai.ground.sealing.rules import Unreadable

from ..models import Letter
from ..rules.kinds import Stage
from ..rules.writing import Writing, unpack

PLACE = "writing"


def about(letter: Letter, place: str) -> str:
    """What sealed words of a letter are bound to."""
    return f"{letter.number}/{place}"


def put(letter: Letter, writing: Writing) -> None:
    """Seal a writing under the letter's key."""
    letter.sealed = sealing.seal(letter.sealing, writing.pack(), about(letter, PLACE))


def opened(letter: Letter) -> Writing:
    """The letter as written, for the program itself; who shows it to somebody records that look. Raises
    Destroyed."""
    return unpack(sealing.unseal(letter.sealing, letter.sealed, about(letter, PLACE)))


def unreadable() -> str:
    """The number of the newest letter that this machine's key does not open; "" when it does, or for none."""
    letter = Letter.objects.exclude(stage=Stage.DESTROYED).order_by("-pk").first()
    if letter is None:
        return ""
    try:
        opened(letter)
    except Unreadable:
        return letter.number
    return ""
