"""Which publications a number, an old address or a title means."""

from collections.abc import Iterable

from gongkai.ground.language.rules import numbers

from ..models import Alias, Publication
from ..rules import Kind, RuleBroken, Status
from ..rules.content import title_key


def targets(keys: Iterable[str]) -> dict[str, int]:
    """Primary keys of publications by ``num:``, ``url:``, ``title:`` or ``id:`` key; unknown keys are absent.

    Where several fit, a document goes before other kinds and the first published before later ones.
    """
    by_form: dict[str, list[str]] = {"num": [], "url": [], "title": [], "id": []}
    for key in set(keys):
        form, _, rest = key.partition(":")
        if form in by_form and rest:
            by_form[form].append(rest)
    found: dict[str, int] = {}
    if by_form["url"]:
        rows = Alias.objects.filter(url__in=by_form["url"]).values_list("url", "publication")
        found |= {f"url:{url}": publication for url, publication in rows}
    if by_form["id"]:
        named = Publication.objects.filter(identifier__in=by_form["id"]).values_list("identifier", "pk")
        found |= {f"id:{identifier}": pk for identifier, pk in named}
    if by_form["num"]:
        found |= _best("num:", "number_key", {number: number for number in by_form["num"]})
    if by_form["title"]:
        found |= _best("title:", "title_key", {title_key(title): title for title in by_form["title"]})
    return found


def successor_of(text: str, row: Publication) -> Publication:
    """The one public item that an index or document number means, to which ``row`` may lead.

    Raises RuleBroken when there is none or more than one, and when it is the publication itself.
    """
    text = text.strip()
    key = numbers.key(text)
    found = list(Publication.objects.filter(identifier=text)) or (
        list(Publication.objects.filter(number_key=key).order_by("pk")[:50]) if key else []
    )
    public = [one for one in found if one.status == Status.PUBLISHED and one.pk != row.pk]
    if not public:
        raise RuleBroken(f"没有索引号或文号为 {text} 的其他公开信息，请核对后重填")
    if len(public) > 1:
        raise RuleBroken(f"文号 {text} 对应 {len(public)} 条公开信息，请改填索引号")
    return public[0]


def _best(form: str, column: str, wanted: dict[str, str]) -> dict[str, int]:
    rows = Publication.objects.filter(**{f"{column}__in": wanted}).exclude(status=Status.REMOVED)
    best: dict[str, tuple[bool, int]] = {}
    for value, kind, pk in rows.values_list(column, "kind", "pk"):
        rank = (kind != Kind.DOCUMENT, pk)
        best[value] = min(best.get(value, rank), rank)
    return {form + wanted[value]: pk for value, (_, pk) in best.items()}
