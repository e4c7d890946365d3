"""The words of a guide pass the checks of every text that is published: at each save, and before review.

What is found is kept by editorial, with the field where it stands; findings of a file under the file's name.
"""

from collections.abc import Iterable

from gongkai.ground.language.rules import numbers, personal
from gongkai.ground.orgs.rules import Actor
from gongkai.record.catalogue.queries import publications as catalogue
from gongkai.record.catalogue.queries import withholding
from gongkai.record.catalogue.rules import Kind
from gongkai.record.editorial.queries import findings as found
from gongkai.record.editorial.queries import words
from gongkai.record.editorial.rules.checks import examine
from gongkai.record.editorial.rules.checks.subject import Subject, Withheld
from gongkai.record.editorial.services import findings

from ..models import Guide, GuideFile
from ..queries import guides as queries
from ..rules import page, soundness
from ..rules.shape import RuleBroken
from ..rules.states import MAX_NAMED

KIND = "guide"
CITED = 100  # document numbers looked up in one guide


class Blocked(RuleBroken):
    """Grave findings stop the guide; the message names the first with what to do."""


def check(guide: Guide, *, by: Actor) -> None:
    """Read the words as the public will and keep what is found, in the caller's transaction."""
    findings.store(KIND, str(guide.pk), examine(subject(guide)), by=by, organisation=guide.organisation_id)


def must_pass(guide: Guide, files: Iterable[GuideFile], *, by: Actor) -> None:
    """Check again what goes to review: lists and what is public change. Raises Blocked."""
    check(guide, by=by)
    if hindering := soundness.hindering(queries.shape(guide)):
        raise Blocked("；".join(hindering[:MAX_NAMED]) + "。补充、改正以后再送审")
    grave = found.blocking(KIND, subjects(guide, files))
    if grave:
        named = "；".join(f"{row.place}“{row.text}”：{row.advice}" for row in grave[:MAX_NAMED])
        raise Blocked(f"还有 {len(grave)} 项检查结果须处理，改正或者说明理由以后再送审。{named}")


def subjects(guide: Guide, files: Iterable[GuideFile]) -> list[str]:
    """The subjects under which findings of its words and of its files are kept."""
    return [str(guide.pk), *(of_file(guide.pk, file.sha256) for file in files)]


def of_file(key: int, sha256: str) -> str:
    return f"{key}/{sha256[:16]}"


def public(guide: Guide) -> frozenset[str]:
    """Numbers that the guide is there to make known."""
    own, shape = guide.organisation, queries.shape(guide)
    told = [one for text in (shape.telephones, shape.complaint) for one in soundness.telephones(text)]
    office = [one for one in told if not soundness.mobile(one)]  # a mobile is a person's until somebody says
    return personal.published([own.telephone, own.fax, own.email, *office])


def subject(guide: Guide) -> Subject:
    """The lines with the field of each, and what is known of what they name."""
    said = page.text(queries.shape(guide))
    text = "\n".join(line for _, line in said)
    cited = {numbers.key_of(one): one.canonical for one in numbers.find(text) if one.readable}
    kept: tuple[Withheld, ...] = withholding.entries(guide.organisation.code)
    return Subject(
        kind=Kind.SERVICE_GUIDE,
        text=text,
        vocabulary=words.vocabulary(),
        withheld=kept,
        numbers=catalogue.cited(dict(list(cited.items())[:CITED])),
        public=public(guide),
        places=tuple(place for place, _ in said),
    )
