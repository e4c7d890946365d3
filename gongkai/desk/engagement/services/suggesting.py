"""The program's suggestions for new letters, kept before a person decides (ADR 9): who should answer one that
waits to be referred, and which incident one likely belongs to."""

from contextlib import suppress

from gongkai.ground.orgs.rules import Actor

from ..queries import letters, suggesting
from ..rules.kinds import RuleBroken
from . import grouping, matching, referring

AT_ONCE = 200  # letters of one round of the clock


def suggest_waiting(*, by: Actor) -> int:
    """Suggest for letters that have no suggestion yet, oldest first; how many. Without a model, none."""
    done = 0
    for letter in letters.unreferred().filter(suggested_model="")[:AT_ONCE]:
        found = suggesting.suggest(letter.title, letter.words)
        if not found.model:
            break
        with suppress(RuleBroken):  # somebody has closed it meanwhile
            referring.suggest(letter.pk, found, by=by)
            done += 1
    return done


def suggest_groups(*, by: Actor) -> int:
    """Suggest incidents for letters that were not compared yet; how many. An incident that grows fast with
    them is raised as suspected."""
    found = matching.match_waiting(by=by)
    grouping.raise_fast(set(found), by=by)
    return len(found)
