"""Two records of one document become one draft: what stands, stands; what was missing is filled in.

The body that is there stays; an empty one is taken from the other. The publication keeps its kind, dates
and address.
"""

from dataclasses import fields, replace

from gongkai.record.catalogue.rules import Draft, Found, RelationKind

from .identity import address, core

FILLED = (
    "document_number", "issuing_bodies", "source_index_number", "mandatory_item", "subject_category", "genre",
    "keywords", "made_on", "effective_on", "expires_on", "source", "source_url", "attachments",
)  # fmt: skip
ONLY_BEFORE = (
    "来源只有目录信息",
    "来源只有摘要",
    "来源没有正文",
    "发布日期取自网址",
    "来源没有日期",
    "发文机关取自标题",
)


def merge(standing: Draft, other: Draft, *, thin: bool = False) -> Draft:
    """``standing`` completed by ``other``; equal to ``standing`` when the other adds nothing.

    ``thin`` tells that what stands came from a list only: then the fuller record's kind, title, number,
    date and classification count.
    """
    bodied = not has_body(standing) and has_body(other)
    filled = {
        name: getattr(other, name) for name in FILLED if not getattr(standing, name) and getattr(other, name)
    }
    if bodied:
        filled |= {"html": other.html, "text": other.text, "summary": other.summary or standing.summary}
        if thin:
            filled |= {
                name: getattr(other, name) for name in ("kind", "title", "published_at", "genre", "channels")
            }
            if other.issuing_bodies and "发文机关取自标题" not in other.flags:
                filled["issuing_bodies"] = other.issuing_bodies
            if other.document_number:
                filled["document_number"] = other.document_number
    elif not has_body(standing) and other.summary and not standing.summary:
        filled["summary"] = other.summary
    if other.source_url and address(other.source_url) != address(standing.source_url):
        filled["source_url"] = other.source_url
    known = {(found.kind, found.target_key) for found in standing.relations}
    more = tuple(found for found in other.relations if (found.kind, found.target_key) not in known)
    if more and (bodied or not has_body(other) or not standing.relations):
        kept = tuple(found for found in standing.relations if not restated(found, more))
        filled["relations"] = (*kept, *more)
    if not filled:
        return standing
    flags = tuple(f for f in standing.flags if not (bodied and f.startswith(ONLY_BEFORE)))
    return replace(standing, **filled, flags=tuple(dict.fromkeys((*flags, *(other.flags if bodied else ())))))


def restated(found: Found, more: tuple[Found, ...]) -> bool:
    """Whether a source now states by number or address what was only read from the title."""
    title = core(found.label)
    return found.kind is RelationKind.INTERPRETS and any(
        new.kind is found.kind
        and not new.target_key.startswith("title:")
        and title
        and core(new.label) == title
        for new in more
    )


def has_body(draft: Draft) -> bool:
    return bool(draft.text) or "<img" in draft.html


def same(one: Draft, other: Draft) -> bool:
    """Whether two drafts say the same, whatever happened on the way (flags)."""
    return all(getattr(one, f.name) == getattr(other, f.name) for f in fields(Draft) if f.name != "flags")
