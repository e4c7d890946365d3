"""Everything that is checked about a draft by reading it; what needs the catalogue or the network is given.

``examine`` is the one way in: a subject goes in, findings come out, the gravest first.
"""

from dataclasses import replace

from ..findings import Finding, Severity
from .citations import citations
from .copying import copying, readability
from .links import dead
from .metadata import metadata
from .personal import in_file, in_text
from .places import Paragraphs
from .subject import Subject
from .wording import withheld, wording

_ORDER = {severity: place for place, severity in enumerate(Severity)}


def examine(subject: Subject) -> tuple[Finding, ...]:
    """Findings about one draft or publication, each once, the gravest first."""
    paragraphs = Paragraphs(subject.text, subject.places)
    found: list[Finding] = []
    if subject.metadata is not None:
        found += metadata(subject.kind, subject.metadata)
        found += _in_title(subject)
    found += in_text(subject.text, paragraphs, subject.public)
    for name, contents in subject.files:
        found += in_file(name, contents, subject.public)
    if subject.vocabulary is not None:
        found += wording(subject.text, subject.vocabulary, paragraphs)
    found += withheld(subject.text, subject.withheld, paragraphs)
    if subject.numbers is not None:
        own = subject.metadata.document_number if subject.metadata else ""
        found += citations(subject.text, subject.numbers, own, paragraphs)
    found += dead(subject.links)
    if subject.kind == "interpretation":
        found += copying(subject.text, subject.against) if subject.against else readability(subject.text)
    once = {finding.fingerprint: finding for finding in found}
    return tuple(sorted(once.values(), key=lambda one: _ORDER[one.severity]))


def _in_title(subject: Subject) -> list[Finding]:
    """The same words are wrong in a title, and the same data personal."""
    title = subject.metadata.title if subject.metadata else ""
    paragraphs = Paragraphs(title)
    found = in_text(title, paragraphs, subject.public)
    if subject.vocabulary is not None:
        found += wording(title, subject.vocabulary, paragraphs)
    found += withheld(title, subject.withheld, paragraphs)
    return [replace(finding, place="标题") for finding in found]
