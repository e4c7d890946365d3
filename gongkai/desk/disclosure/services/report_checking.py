"""The words of an annual report pass the checks of every text that is published: at each save, and before
review. What is found is kept by editorial, with place and advice."""

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

from ..models import AnnualReport
from ..queries import reports as queries
from ..rules import narrative
from ..rules.reports import NAMED, RuleBroken

KIND = "annual_report"
CITED = 100  # document numbers looked up in one report


class Blocked(RuleBroken):
    """Grave findings stop the report; the message names the first with what to do."""


def check(report: AnnualReport, *, by: Actor) -> None:
    """Read the words as the public will and keep what is found, in the caller's transaction."""
    findings.store(KIND, str(report.pk), examine(subject(report)), by=by, organisation=report.organisation_id)


def must_pass(report: AnnualReport, *, by: Actor) -> None:
    """Check again what goes to review: lists and what is public change. Raises Blocked."""
    check(report, by=by)
    grave = found.blocking(KIND, [str(report.pk)])
    if grave:
        named = "；".join(f"{row.place}“{row.text}”：{row.advice}" for row in grave[:NAMED])
        raise Blocked(f"文字还有 {len(grave)} 项检查结果须处理，改正或者说明理由以后再送审。{named}")


def subject(report: AnnualReport) -> Subject:
    """The filled sections with the place of each line, and what is known of what they name."""
    lines, places = narrative.placed(queries.filled(report))
    text, own = "\n".join(lines), report.organisation
    cited = {numbers.key_of(one): one.canonical for one in numbers.find(text) if one.readable}
    kept: tuple[Withheld, ...] = withholding.entries(own.code)
    return Subject(
        kind=Kind.ANNUAL_REPORT,
        text=text,
        vocabulary=words.vocabulary(),
        withheld=kept,
        numbers=catalogue.cited(dict(list(cited.items())[:CITED])),
        public=personal.published([own.telephone, own.fax, own.email]),
        places=places,
    )
