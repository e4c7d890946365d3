"""Which publications a number, an old address or a title means."""

from collections.abc import Iterable

from ..models import Alias, Publication
from ..rules import Kind, Status
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


def _best(form: str, column: str, wanted: dict[str, str]) -> dict[str, int]:
    rows = Publication.objects.filter(**{f"{column}__in": wanted}).exclude(status=Status.REMOVED)
    best: dict[str, tuple[bool, int]] = {}
    for value, kind, pk in rows.values_list(column, "kind", "pk"):
        rank = (kind != Kind.DOCUMENT, pk)
        best[value] = min(best.get(value, rank), rank)
    return {form + wanted[value]: pk for value, (_, pk) in best.items()}
