"""Words for staff to read and keep: what a step must have, and lines that must not tell who wrote."""

from gongkai.ground.language.rules.personal.telling import told

from ..models import Letter
from ..rules.kinds import RuleBroken
from ..rules.writing import clean, person
from .sealed import opened

MAX_REASON = 2_000  # characters


def written(words: str, name: str, most: int = MAX_REASON) -> str:
    """Words that a step must have, cleaned. Raises RuleBroken, naming them."""
    words = clean(words)
    if not 0 < len(words) <= most:
        raise RuleBroken(f"请填写{name}，最多 {most:,} 字")
    return words


def must_not_tell(letter: Letter, text: str, place: str) -> None:
    """Raise RuleBroken while a text for an unsealed ``place`` tells who wrote this letter."""
    if text.strip() and (label := told(text, person(opened(letter)))):
        raise RuleBroken(f"{place}里写了写信人的{label}，请改写：这一栏不加密，看得到的人多")
