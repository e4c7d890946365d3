"""What the program suggests for a letter of this city, ready to be kept beside what a person decides.

A model learns departments as its letters name them, by code or by name. Here the name becomes the code of a
department that stands in this city's register; one that does not is not suggested.
"""

from pathlib import Path

from gongkai.ground.language.rules.words import fold
from gongkai.ground.orgs import queries as orgs

from ..rules.suggestions import Suggestion
from .guessing import guess


def suggest(title: str, words: str, path: Path | None = None) -> Suggestion:
    """The suggestion for one letter, from its masked words. Without a usable model it abstains, and never
    raises: `guessing.guess` tells why."""
    said = guess(title, words, path)
    return Suggestion(said.category, code_of(said.organisation), said.confidence, said.model, said.abstained)


def code_of(organisation: str) -> str:
    """The code of the one organisation that has this code or name; "" for none, or for several."""
    wanted = fold(organisation).strip()
    if not wanted:
        return ""
    known = {
        (code, fold(name)) for names in (orgs.names(), orgs.whole_names()) for code, name in names.items()
    }
    found = {code for code, name in known if wanted in (name, fold(code))}
    return found.pop() if len(found) == 1 else ""
