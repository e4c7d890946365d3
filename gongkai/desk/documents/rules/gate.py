"""What an import looks at before anything is public: personal data, the publisher's negative list, and
whether what a record states about itself contradicts itself.

What takes longer (wording, citations, the rest of personal data) the background reads right after the import.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gongkai.ground.language.rules import markup, personal
from gongkai.record.catalogue.rules import Draft, Kind
from gongkai.record.editorial.rules.checks.metadata import metadata
from gongkai.record.editorial.rules.checks.subject import Metadata, Withheld
from gongkai.record.editorial.rules.checks.wording import MIN_WITHHELD
from gongkai.record.editorial.rules.findings import Severity

HIDDEN = re.compile(r'\b(?:alt|title|href|src)="([^"]*)"')
NOT_DIGITS = re.compile(r"[^0-9Xx]+")
ADDRESSES = re.compile(r'\b(?:href|src)="([^"]*)"')
AROUND = 16  # characters shown on each side of a hit
WITHHELD = "withheld"  # the kind of a hit on the negative list
DATES = ("metadata.made_on", "metadata.expires_on")


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that a person must decide on: a personal identifier, or a matter of the negative list. Its
    kind, in which part it stands, masked, and masked with the words around it."""

    kind: str
    part: str
    masked: str
    excerpt: str


def parts(draft: Draft) -> tuple[tuple[str, str], ...]:
    """Everything of a draft that the public would see, by part."""
    hidden = " \n".join(found[1] for found in HIDDEN.finditer(draft.html)) if "=" in draft.html else ""
    names = " \n".join(link.name for link in draft.attachments)
    rest = " \n".join(
        (
            *draft.keywords,
            draft.source,
            draft.subject_category,
            draft.genre,
            *draft.issuing_bodies,
            *draft.flags,
        )
    )
    named = " \n".join(found.label for found in draft.relations)
    codes = " \n".join((draft.document_number, draft.source_index_number))
    return (
        ("标题", draft.title), ("正文", draft.text), ("摘要", draft.summary),
        ("附件名", names), ("图片说明与链接", hidden), ("其他信息", rest),
        ("文号与索引号", codes), ("所指文件", named),
    )  # fmt: skip


def in_addresses(addresses: str) -> list[personal.Finding]:
    """Hits among the runs of digits of addresses: a file may be named by somebody's telephone.

    Long runs are file names by time and serial; a check digit is right by chance one time in ten: no cards.
    """
    found = personal.screen(NOT_DIGITS.sub("；", addresses))
    return [finding for finding in found if finding.kind != "bank_card"]


def screen(draft: Draft) -> tuple[Hit, ...]:
    """First screening for personal data (个人信息保护法 art. 28; 条例 art. 15) over all that would be
    seen."""
    hits = [
        Hit(finding.kind, part, finding.masked, excerpt(text, finding, found))
        for part, text in parts(draft)
        if text and (found := personal.screen(text))
        for finding in found
    ]
    addresses = (
        draft.source_url,
        *(link.url for link in draft.attachments),
        *(address for address in ADDRESSES.findall(draft.html) if any(map(str.isdigit, address))),
    )
    hits += [
        Hit(finding.kind, "网址", finding.masked, finding.masked)
        for address in addresses
        for finding in in_addresses(address)
    ]
    return tuple(hits)


def kept_back(draft: Draft, withheld: Sequence[Withheld]) -> tuple[Hit, ...]:
    """Matters of the publisher's negative list that the draft names (条例 arts. 14 to 16); the list itself
    names them all."""
    if not withheld or draft.kind is Kind.NEGATIVE_LIST:
        return ()
    shown, hits = parts(draft), []
    for entry in withheld:
        if len(entry.words) < MIN_WITHHELD:
            continue
        for part, text in shown:
            if (at := text.find(entry.words)) >= 0:
                around = text[max(0, at - AROUND) : at + len(entry.words) + AROUND]
                hits.append(Hit(WITHHELD, part, entry.words, personal.mask(around).replace("\n", " ")))
    return tuple(hits)


def doubts(draft: Draft) -> tuple[str, ...]:
    """Dates that cannot all be right, as flags: nobody is asked for what an old record never stated."""
    stated = Metadata(
        draft.title,
        made_on=draft.made_on,
        published_on=draft.published_at.date(),
        effective_on=draft.effective_on,
        expires_on=draft.expires_on,
        disclosure=draft.disclosure,
    )
    return tuple(
        f"{finding.place}“{finding.text}”请核对：{finding.advice}"
        for finding in metadata(draft.kind, stated)
        if finding.severity is Severity.BLOCKING and finding.check in DATES
    )


def excerpt(text: str, hit: personal.Finding, found: list[personal.Finding]) -> str:
    """The words around a hit. Another hit at the edge is taken in whole: half of one would stay unmasked."""
    start, end = max(0, hit.start - AROUND), hit.end + AROUND
    for other in found:
        start = other.start if other.start < start < other.end else start
        end = other.end if other.start < end < other.end else end
    return personal.mask(text[start:end]).replace("\n", " ")


def masked(draft: Draft) -> Draft:
    """The draft with every identifier masked; the body falls back to plain paragraphs if tags split a
    number."""
    html = personal.mask(draft.html)
    text = markup.plain(html)
    if personal.screen(text):
        html = markup.from_text(personal.mask(draft.text))
        text = markup.plain(html)
    clean = replace(
        draft,
        html=html,
        text=text,
        title=personal.mask(draft.title),
        summary=personal.mask(draft.summary),
        keywords=tuple(map(personal.mask, draft.keywords)),
        source=personal.mask(draft.source),
        subject_category=personal.mask(draft.subject_category),
        document_number=personal.mask(draft.document_number),
        source_index_number=personal.mask(draft.source_index_number),
        source_url="" if in_addresses(draft.source_url) else draft.source_url,
        issuing_bodies=tuple(map(personal.mask, draft.issuing_bodies)),
        flags=tuple(map(personal.mask, draft.flags)),
        attachments=tuple(
            replace(link, name=personal.mask(link.name))
            for link in draft.attachments
            if not in_addresses(link.url)
        ),
        relations=tuple(
            replace(found, label=personal.mask(found.label), evidence=personal.mask(found.evidence))
            for found in draft.relations
        ),
    )
    return replace(clean, flags=(*clean.flags, "个人信息已遮盖"))
