"""What the program suggests for a letter, kept beside what a person decides, so that the two can be compared.
Pure."""

from dataclasses import dataclass

MAX_CATEGORY, MAX_MODEL = 60, 80  # columns


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``organisation`` is a code, "" for none; ``confidence`` from 0 to 1; ``model`` names the file and
    version that suggested it; ``abstained`` that it was not sure enough to be shown as a suggestion."""

    category: str = ""
    organisation: str = ""
    confidence: float = 0.0
    model: str = ""
    abstained: bool = False
