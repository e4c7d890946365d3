"""What stands on a publication's page, of any version: also of a draft, whose rows were never saved."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gongkai.record.catalogue.queries import publications as catalogue
from gongkai.record.catalogue.rules import Kind, Status

from . import body, tables, timeline
from .contents import contents
from .fields import fields, files
from .listing import TONES, VALIDITIES
from .meta_tags import article
from .page import Layout, absolute
from .relations import Links
from .typesetting import typeset

STYLES = ("portal/document.css",)


@dataclass(frozen=True, slots=True)
class Drawn:
    """The template's variables; whether numbers are cited, and the publications they lead to."""

    context: dict[str, Any]
    cites: bool
    cited: Collection[Any]


def drawn(item: Any, wanted: Any, links: Links, today: date) -> Drawn:
    """Everything on the page that follows from a publication's row, one version and its relations."""
    facts: Mapping[str, Any] = catalogue.metadata(wanted)
    withdrawn = item.status == Status.WITHDRAWN  # it can still be read, and is in force no more
    state = "" if withdrawn else catalogue.validity_on(item, today)
    cited = body.cited(wanted.html) - {item.number_key}
    here = catalogue.by_numbers(sorted(cited))
    addresses = {key: other.path for key, other in here.items()}
    html, headings = contents(tables.headed(typeset(wanted.html)))
    shown_body = body.shown(
        html,
        addresses,
        table_label=_("表格"),
        image_label=_("附图"),
        slide=_("← 左右滑动查看表格"),
    )
    context = {
        "publication": item,
        "version": wanted,
        "withdrawn": withdrawn,
        "title": facts["title"],
        "number": facts["document_number"],
        "fields": fields(item, facts),
        "body": shown_body if wanted.text.strip() or "<img" in wanted.html else "",
        "contents": headings,
        "wide": tables.wide(wanted.html),
        "source": facts["source"],
        "migrated": facts["migrated"],
        "attachments": files(facts["attachments"], address(item, wanted)),
        "validity": VALIDITIES.get(state, ""),
        "validity_tone": TONES.get(state, "muted"),
        "timeline": [] if withdrawn else timeline.steps(item, today),
        "is_document": item.kind == Kind.DOCUMENT,
        "interpretations": links.interpretations,
        "explains": links.explains,
        "related": links.related,
        "cited_by": links.cited_by,
    }
    return Drawn(context, bool(cited), here.values())


def address(item: Any, wanted: Any) -> str:
    """The path of the page of one version: the current one stands at the publication's own."""
    return item.path if wanted.number == item.version else f"{item.path}/versions/{wanted.number}"


def layout(item: Any, wanted: Any, path: str, crumbs: Sequence[tuple[str, str]]) -> Layout:
    """The frame of the page at ``path``, with the page tags of an article."""
    facts: Mapping[str, Any] = catalogue.metadata(wanted)
    return Layout(
        facts["title"],
        "openness",
        path,
        crumbs=crumbs,
        meta=article(
            facts["title"],
            item.published_at,
            facts["source"] or item.publisher.name,
            url=absolute(path),
            keywords=facts["keywords"],
            author="、".join(facts["issuing_bodies"]),
            description=facts["summary"] or wanted.text,
        ),
        styles=STYLES,
    )
