"""Files that nobody holds any more are let go: an original whose clean copy took its place, an
upload that came to nothing. What a manuscript or a publication names stays.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from gongkai.ground.attachments import queries as attachments
from gongkai.ground.attachments import services as intake
from gongkai.ground.orgs.rules import Actor

from ..queries.manuscripts import unheld

LATE = timedelta(days=1)  # a file younger than this may be on its way into a manuscript
PIECE = intake.MAX_DISCARDED


def let_go(sha256s: Iterable[str], *, by: Actor) -> int:
    """Discard those of the files that nothing holds; returns how many."""
    alone = unheld(sha256s)
    return intake.discard(alone, by=by) if alone else 0


def sweep(now: datetime, *, by: Actor) -> int:
    """Discard what was taken in before yesterday and is held by nothing: its process was killed on the way.

    The clock calls this; returns how many.
    """
    gone, after = 0, 0
    while batch := attachments.taken_before(now - LATE, after, PIECE):
        after = batch[-1].pk
        gone += let_go([file.sha256 for file in batch], by=by)
    return gone
