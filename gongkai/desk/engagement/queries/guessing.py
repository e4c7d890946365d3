"""What the model in use says of a letter: subject and department, and how sure it is. Needs no database.

The model is read once per process and again when its file changes. Without a usable one the program abstains
and says why; no letter waits for it.
"""

import os
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from ..rules.routing.model import Answer, Model
from ..rules.routing.stored import MOST_BYTES, RETRAIN, Unusable, unpacked

NO_MODEL = "还没有分办模型，程序不作建议，请人工分办；用 gongkai route train 从已办信件训练"


@dataclass(frozen=True)
class Guess:
    """A guess. ``confidence`` and ``abstained`` are the category's, or those of an organisation alone."""

    category: str
    organisation: str
    confidence: float
    abstained: bool
    model: str  # which model said so; "" where none could
    organisation_confidence: float = 0.0
    organisation_abstained: bool = True
    notice: str = ""  # why there is no suggestion, and what to do


NOTHING = Guess("", "", 0.0, True, "")


def place() -> Path:
    """Where the model lies unless somebody says otherwise."""
    return Path(os.environ.get("GONGKAI_HOME", "var")) / "routing" / "model.npz"


def guess(title: str, words: str, path: Path | None = None) -> Guess:
    """What is guessed of one letter. Never raises for want of a model."""
    try:
        model = present(path)
    except Unusable as why:
        return Guess("", "", 0.0, True, "", notice=str(why))
    return guessed(model, title, words)


def guessed(model: Model, title: str, words: str) -> Guess:
    """What a model says of one letter. An organisation below its threshold is not named at all."""
    answers = model.answers(title, words)
    none = Answer("", 0.0, True)
    subject, office = answers.get("category", none), answers.get("organisation", none)
    leading = subject if "category" in answers else office
    return Guess(
        subject.name,
        "" if office.abstained else office.name,
        leading.confidence,
        leading.abstained,
        name_of(model),
        office.confidence,
        office.abstained,
    )


def categories(path: Path | None = None) -> tuple[str, ...]:
    """The subjects that the model in use knows, for whoever types one; () without a model."""
    try:
        target = present(path).targets.get("category")
    except Unusable:
        return ()
    return target.names if target else ()


def name_of(model: Model) -> str:
    """How a letter's history names the model that suggested something."""
    return f"{model.about.get('trained_at', '')} {str(model.about.get('training', ''))[:12]}".strip()


def present(path: Path | None = None) -> Model:
    """The model in use. Raises Unusable when there is none, or it is stale or damaged."""
    where = path or place()
    try:
        said = where.stat()
    except OSError:
        raise Unusable(NO_MODEL) from None
    found = _read(str(where), said.st_mtime_ns, said.st_size, said.st_ino)
    if isinstance(found, str):
        raise Unusable(found)
    return found


@lru_cache(maxsize=2)
def _read(where: str, changed: int, size: int, file: int) -> Model | str:
    """The model, or why there is none: a damaged file is not read again at every letter."""
    if size > MOST_BYTES:
        return f"分办模型过大，没有读取；{RETRAIN}"
    try:
        return unpacked(Path(where).read_bytes(), version("gongkai"))
    except OSError:
        return f"读不到分办模型 {where}，请检查权限"
    except Unusable as why:
        return str(why)
