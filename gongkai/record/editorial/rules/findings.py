"""What a check found in a draft: how grave it is, where it stands, how it can be answered.

A finding keeps its fingerprint while the words around it stay, so that an answer given once holds when the
draft is saved again, and is asked for again when the words change.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from gongkai.ground.language.rules.labels import Labelled


class Severity(Labelled):
    """BLOCKING stops the draft until it is mended or, where ``answerable``, answered by a named person."""

    BLOCKING = "blocking", "须处理"
    WARNING = "warning", "请核对"
    NOTE = "note", "提示"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. ``check`` is a dotted name (``personal_data.id_number``); ``place`` says where, in words;
    ``text`` is what stands there, personal data masked; ``advice`` says what to do.

    ``exact`` distinguishes findings that look alike once masked (a digest, never the words); ``answerable``
    findings may stay when a person takes them on with a reason, others must be mended.
    """

    check: str
    severity: Severity
    place: str
    text: str
    advice: str
    answerable: bool = True
    exact: str = ""

    @property
    def fingerprint(self) -> str:
        """Stands for this finding over saves; hex."""
        words = "\0".join((self.check, self.place, self.exact or self.text))
        return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32]

    def told(self) -> dict[str, str]:
        """As programs read it: check, severity, place, text and advice."""
        known = asdict(self)
        return {name: str(known[name]) for name in ("check", "severity", "place", "text", "advice")}


def blocking(findings: Iterable[Finding], answered: Iterable[str] = ()) -> list[Finding]:
    """Findings that stop a draft: grave, and not answered (by fingerprint) where an answer is enough."""
    settled = set(answered)
    return [
        finding
        for finding in findings
        if finding.severity is Severity.BLOCKING
        and not (finding.answerable and finding.fingerprint in settled)
    ]
