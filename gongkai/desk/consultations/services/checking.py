"""The draft and the result pass the checks of every text that is published, before they go to review."""

from gongkai.ground.language.rules import markup, numbers, personal
from gongkai.ground.orgs.rules import Actor
from gongkai.record.catalogue.queries import publications as catalogue
from gongkai.record.catalogue.queries import withholding
from gongkai.record.catalogue.rules import Kind
from gongkai.record.editorial.queries import findings as kept
from gongkai.record.editorial.queries import words
from gongkai.record.editorial.rules.checks import examine
from gongkai.record.editorial.rules.checks.subject import Subject
from gongkai.record.editorial.services import findings

from ..models import Consultation
from ..queries import pages
from ..rules.phases import Phase, RuleBroken

DRAFT, RESULT = "consultation", "consultation_outcome"
CITED, NAMED = 100, 3


class Blocked(RuleBroken):
    """Grave findings stop the paper; the message names the first with what to do."""


def kind_of(row: Consultation) -> str:
    """Which paper is being worked on: the draft until the consultation is closed, then its result."""
    return DRAFT if row.phase in (Phase.PREPARING, Phase.OPEN) else RESULT


def check(row: Consultation, *, by: Actor) -> None:
    """Read the paper as the public will and keep what is found, in the caller's transaction."""
    found = examine(subject(row))
    findings.store(kind_of(row), str(row.pk), found, by=by, organisation=row.organisation_id)


def must_pass(row: Consultation, *, by: Actor) -> None:
    """Check again what goes to review: lists and what is public change. Raises Blocked."""
    check(row, by=by)
    kind, key = kind_of(row), str(row.pk)
    grave = kept.blocking(kind, [key])
    if grave:
        named = "；".join(f"{one.place}“{one.text}”：{one.advice}" for one in grave[:NAMED])
        raise Blocked(f"文字还有 {len(grave)} 项检查结果须处理，改正或者说明理由以后再送审。{named}")


def subject(row: Consultation) -> Subject:
    """The paper as the public will read it, and what is known of what it names."""
    own = row.organisation
    draft = kind_of(row) == DRAFT
    text = row.title + "\n" + markup.plain(pages.draft_html(row) if draft else pages.result_html(row))
    cited = {numbers.key_of(one): one.canonical for one in numbers.find(text) if one.readable}
    return Subject(
        kind=Kind.CONSULTATION if draft else Kind.CONSULTATION_OUTCOME,
        text=text,
        vocabulary=words.vocabulary(),
        withheld=withholding.entries(own.code),
        numbers=catalogue.cited(dict(list(cited.items())[:CITED])),
        public=personal.published([own.telephone, own.fax, own.email, *row.contact.split()]),
    )
