"""What is checked again of something public, and the mark by which a change of the rules is known.

Metadata is not: what a publication states about itself was decided when it was approved. Nor is what a person
answered for when a file was attached: that it hides something, or holds what no program reads.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from gongkai.ground.attachments.rules import Contents
from gongkai.ground.attachments.rules.keeping import BEYOND
from gongkai.ground.language.rules import numbers as written
from gongkai.record.editorial.rules.checks import examine
from gongkai.record.editorial.rules.checks.subject import Metadata, Numbers, Subject, Withheld, of_file
from gongkai.record.editorial.rules.checks.vocabulary import Vocabulary
from gongkai.record.editorial.rules.findings import Finding, Severity

from . import Kind

RULES = "2026-12"  # changed by whoever changes what a check finds: everything public is then read again
# What cannot be mended in something public, or was answered for, is not asked for.
LEFT_OUT = ("metadata.", "citation.form", "file.")


@dataclass(frozen=True, slots=True)
class Known:
    """What a pass knows beside the publication: the word list, what became of documents by their numbers;
    and of its publisher the negative list and the contacts that it publishes of itself."""

    vocabulary: Vocabulary
    numbers: Numbers
    withheld: tuple[Withheld, ...] = ()
    contacts: frozenset[str] = frozenset()


def found(kind: str, title: str, number: str, text: str, known: Known, *, against: str = "") -> list[Finding]:
    """Findings about something public: those that a person would act on."""
    stated = Metadata(title=title, document_number=number, disclosure="proactive")
    subject = Subject(
        kind,
        text,
        stated,
        against=against,
        vocabulary=known.vocabulary,
        withheld=() if kind == Kind.NEGATIVE_LIST else known.withheld,
        numbers=known.numbers,
        public=known.contacts,
    )
    return list(_acted_on(examine(subject)))


def found_in_file(name: str, held: Contents | str, number: str, known: Known) -> list[Finding]:
    """Findings about an attachment, placed in it; ``held`` is what it says, or why it could not be read.
    ``number`` is the number of the document it belongs to, which it may name."""
    if isinstance(held, str):
        return [_unchecked(name, "没有检查", held)]
    subject = of_file(
        "",
        name,
        held,
        vocabulary=known.vocabulary,
        numbers=known.numbers,
        withheld=known.withheld,
        public=known.contacts,
    )
    own = written.key(number) if number else ""
    cut = (
        [_unchecked(name, BEYOND, "文件太长，这部分没有检查，请拆成几个文件")]
        if BEYOND in held.unread
        else []
    )
    return cut + [
        finding
        if finding.place.startswith("附件")
        else replace(finding, place=f"附件“{name}”{finding.place}")
        for finding in _acted_on(examine(subject))
        if not (own and finding.check == "citation.repealed" and written.key(finding.text) == own)
    ]


def _unchecked(name: str, what: str, why: str) -> Finding:
    return Finding("attachment.unchecked", Severity.WARNING, f"附件“{name}”", what, why)


def _acted_on(findings: tuple[Finding, ...]) -> Iterator[Finding]:
    for finding in findings:
        if finding.severity is not Severity.NOTE and not finding.check.startswith(LEFT_OUT):
            yield finding
