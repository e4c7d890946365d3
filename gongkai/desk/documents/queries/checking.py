"""The facts about what is public that the checks of a manuscript ask for."""

from django.utils import timezone

from gongkai.ground.deadlines import queries as deadlines
from gongkai.ground.deadlines.rules.periods import due
from gongkai.ground.language.rules import markup, numbers
from gongkai.record.catalogue.queries import publications as catalogue
from gongkai.record.catalogue.rules import Kind

from ..models import Manuscript
from ..rules.checks import Standing
from ..rules.manuscripts import Content, Status

CITED = 100  # numbers looked up in one text


def standing(manuscript: Manuscript, content: Content) -> Standing:
    """What stands beside this manuscript now; at most eight statements."""
    today = timezone.localdate()
    document_on = interpretation_due = None
    if content.kind is Kind.INTERPRETATION and manuscript.explains and manuscript.explains.publication:
        document_on = timezone.localdate(manuscript.explains.publication.published_at)
        rule = deadlines.statute("interpretation", today)
        interpretation_due = due(document_on, rule.value, deadlines.calendar()).on
    return Standing(
        today=today,
        bearer=_bearer(manuscript, content),
        last_serial=_last_serial(content),
        cited=_cited(content),
        interpreted=manuscript.interpretations.exclude(status=Status.ABANDONED).exists(),
        document_on=document_on,
        interpretation_due=interpretation_due,
        due_on=manuscript.due_on,
    )


def _bearer(manuscript: Manuscript, content: Content) -> str:
    """The title of another document, public or drafted, that bears this number; "" without one."""
    key = numbers.key(content.document_number) if content.document_number else ""
    if not key or content.kind is Kind.INTERPRETATION:
        return ""
    own = manuscript.changes_id
    for public in catalogue.by_number(content.document_number):
        if public.pk != own and public.kind == Kind.DOCUMENT and public.number_key == key:
            return public.title
    others = Manuscript.objects.filter(number_key=key, kind=Kind.DOCUMENT).exclude(pk=manuscript.pk)
    others = others.exclude(status__in=(Status.ABANDONED, Status.PUBLISHED))
    return others.values_list("title", flat=True).first() or ""


def _last_serial(content: Content) -> int:
    parsed = numbers.parse(content.document_number) if content.document_number else None
    if parsed is None or not parsed.readable or not parsed.prefix or not parsed.year:
        return 0
    return catalogue.last_serial(parsed.prefix, parsed.year)


def _cited(content: Content) -> dict[str, str]:
    found = numbers.find(markup.plain(content.html))
    own = numbers.key(content.document_number) if content.document_number else ""
    keys = {numbers.key_of(one): one.canonical for one in found if one.readable}
    keys.pop(own, None)
    return catalogue.cited(dict(list(keys.items())[:CITED]))
