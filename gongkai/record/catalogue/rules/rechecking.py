"""What is checked again of something public, and the mark by which a change of the rules is known.

Metadata is not: what a publication states about itself was decided when it was approved.
"""

from gongkai.record.editorial.rules.checks import examine
from gongkai.record.editorial.rules.checks.subject import Metadata, Numbers, Subject
from gongkai.record.editorial.rules.checks.vocabulary import Vocabulary
from gongkai.record.editorial.rules.findings import Finding, Severity

RULES = "2026-11"  # changed by whoever changes what a check finds: everything public is then read again
LEFT_OUT = ("metadata.", "citation.form")  # what cannot be mended in something public is not asked for


def found(
    kind: str,
    title: str,
    number: str,
    text: str,
    *,
    against: str,
    vocabulary: Vocabulary,
    numbers: Numbers,
) -> list[Finding]:
    """Findings about something public: those that a person would act on."""
    stated = Metadata(title=title, document_number=number, disclosure="proactive")
    subject = Subject(kind, text, stated, against=against, vocabulary=vocabulary, numbers=numbers)
    return [
        finding
        for finding in examine(subject)
        if finding.severity is not Severity.NOTE and not finding.check.startswith(LEFT_OUT)
    ]
