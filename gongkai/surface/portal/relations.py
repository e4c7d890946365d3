"""A publication's typed links, both ways, in the words of its page."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from gongkai.record.catalogue.queries import publications as catalogue
from gongkai.record.catalogue.rules import RelationKind, RelationState, Status

from .listing import Row, brief

SHOWN_CITATIONS = 20


@dataclass(frozen=True, slots=True)
class Item:
    """One relation in a sentence. ``path`` is "" when the other document is not here."""

    says: str
    title: str
    path: str
    evidence: str
    found: bool
    withdrawn: bool = False


@dataclass(slots=True)
class Links:
    interpretations: list[Row] = field(default_factory=list)
    explains: list[Row] = field(default_factory=list)
    related: list[Item] = field(default_factory=list)
    cited_by: int = 0


def both_ways(item: Any) -> Links:
    """Everything linked from and to a publication, rejected relations left out."""
    return linked(catalogue.relations(item), catalogue.inverse(item))


def linked(own: Iterable[Any], inverse: Iterable[Any]) -> Links:
    """The same of relations at hand, its own and those of others."""
    out, back = says()
    links = Links()
    for relation in own:
        waits = relation.state == RelationState.FOUND
        target = named(relation.target)
        if relation.kind == RelationKind.INTERPRETS:
            row = brief(target) if visible(target) else Row(path_of(target), relation.label, None)
            row = replace(row, withdrawn=is_withdrawn(target))
            links.explains.append(replace(row, found=waits))
        else:
            links.related.append(said(out[relation.kind], relation, target, relation.label))
    for relation in inverse:
        source = visible(relation.source)
        if source is None:
            continue
        if relation.kind == RelationKind.INTERPRETS:
            links.interpretations.append(replace(brief(source), found=relation.state == RelationState.FOUND))
        else:
            cites = relation.kind == RelationKind.CITES
            links.cited_by += cites
            if not cites or links.cited_by <= SHOWN_CITATIONS:
                links.related.append(said(back[relation.kind], relation, source, source.title))
    return links


def visible(other: Any) -> Any:
    """The other side when the public may see it."""
    return other if other is not None and other.status == Status.PUBLISHED else None


def named(other: Any) -> Any:
    """The other side when the public may know of it: a withdrawn one keeps its title and says why."""
    return other if visible(other) or is_withdrawn(other) else None


def is_withdrawn(other: Any) -> bool:
    return other is not None and other.status == Status.WITHDRAWN


def path_of(other: Any) -> str:
    return other.path if other is not None else ""


def said(words: str, relation: Any, other: Any, label: str) -> Item:
    title = other.title if other else label
    waits = relation.state == RelationState.FOUND
    return Item(words, title, path_of(other), relation.evidence, waits, is_withdrawn(other))


def says() -> tuple[dict[str, str], dict[str, str]]:
    """The verbs of a relation, seen from its source and from its target."""
    out: dict[str, str] = {
        RelationKind.AMENDS: _("修改了"),
        RelationKind.REPEALS: _("废止了"),
        RelationKind.SUPERSEDES: _("替代了"),
        RelationKind.LAPSES: _("宣布失效："),
        RelationKind.CITES: _("引用"),
        RelationKind.REPLIES: _("答复"),
        RelationKind.DERIVED: _("来源于"),
    }
    back: dict[str, str] = {
        RelationKind.AMENDS: _("被修改："),
        RelationKind.REPEALS: _("被废止："),
        RelationKind.SUPERSEDES: _("被替代："),
        RelationKind.LAPSES: _("被宣布失效："),
        RelationKind.CITES: _("被引用："),
        RelationKind.REPLIES: _("答复见"),
        RelationKind.DERIVED: _("衍生出"),
    }
    return out, back
