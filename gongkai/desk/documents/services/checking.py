"""Running the checks over a manuscript and keeping what they found.

The text is checked at every save; files when they are taken, and again before sign-off.
"""

from collections.abc import Iterable

from gongkai.ground.orgs.rules import Actor
from gongkai.record.editorial.queries import findings as found
from gongkai.record.editorial.rules.checks import examine, links
from gongkai.record.editorial.services import addresses, findings

from ..models import Manuscript, ManuscriptFile
from ..queries.checking import standing, subject
from ..queries.manuscripts import content_of
from ..rules import checks
from ..rules.manuscripts import Content, RuleBroken

KIND = "manuscript"


class Blocked(RuleBroken):
    """Grave findings stop the manuscript; ``count`` of them."""

    def __init__(self, count: int) -> None:
        super().__init__(f"还有 {count} 项检查结果须处理：请逐项改正，或由您说明理由，然后再送审")
        self.count = count


def subjects(manuscript: Manuscript, files: Iterable[ManuscriptFile] | None = None) -> list[str]:
    """The subjects under which findings of its text and of its files (read here unless given) are kept."""
    held = [file.sha256 for file in (manuscript.files.all() if files is None else files)]
    return [str(manuscript.pk), *(of_file(manuscript, sha256) for sha256 in held)]


def of_file(manuscript: Manuscript, sha256: str) -> str:
    return f"{manuscript.pk}/{sha256[:16]}"


def check_text(manuscript: Manuscript, content: Content, *, by: Actor) -> None:
    """Everything but the files, in the caller's transaction."""
    addresses.want(links.named(content.html))
    found_now = [
        *checks.examine(content, standing(manuscript, content)),
        *examine(subject(manuscript, content)),
    ]
    findings.store(KIND, str(manuscript.pk), found_now, by=by)


def must_pass(manuscript: Manuscript, *, by: Actor) -> None:
    """Check again what is to be signed off. Raises Blocked."""
    check_text(manuscript, content_of(manuscript), by=by)
    grave = found.blocking(KIND, subjects(manuscript))
    if grave:
        raise Blocked(len(grave))
