"""The facts about what is public that the checks of a manuscript ask for."""

from django.utils import timezone

from gongkai.ground.deadlines import queries as deadlines
from gongkai.ground.deadlines.rules.periods import due
from gongkai.ground.language.rules import markup, numbers, personal
from gongkai.record.catalogue.queries import publications as catalogue
from gongkai.record.catalogue.queries import withholding
from gongkai.record.catalogue.rules import Kind
from gongkai.record.editorial.queries import addresses, words
from gongkai.record.editorial.rules.checks import links
from gongkai.record.editorial.rules.checks.subject import Metadata, Subject, Withheld

from ..models import Manuscript
from ..rules.checks import Standing
from ..rules.manuscripts import Content, Status
from .manuscripts import content_of

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


def subject(manuscript: Manuscript, content: Content) -> Subject:
    """Everything that the checks read: the text, what is stated, what is known of what it names."""
    text = markup.plain(content.html)
    return Subject(
        kind=content.kind,
        text=text,
        metadata=Metadata(
            title=content.title,
            document_number=content.document_number,
            issuing_bodies=content.issuing_bodies,
            made_on=content.made_on,
            published_on=timezone.localdate(),
            effective_on=content.effective_on,
            expires_on=content.expires_on,
            disclosure=content.disclosure,
            withheld_ground=content.ground_words,
            withheld_article=content.ground,
            normative=content.normative,
        ),
        against=_explained_text(manuscript, content),
        vocabulary=words.vocabulary(),
        withheld=_withheld(manuscript, content),
        numbers=catalogue.cited(_cited(text)),
        links=addresses.answers(links.named(content.html)),
        public=own_contacts(manuscript),
    )


def _withheld(manuscript: Manuscript, content: Content) -> tuple[Withheld, ...]:
    """The organisation's negative list, which the list itself may name."""
    if content.kind is Kind.NEGATIVE_LIST:
        return ()
    return withholding.entries(manuscript.organisation.code)


def own_contacts(manuscript: Manuscript) -> frozenset[str]:
    """Telephones and mailboxes that the organisation publishes of itself."""
    own = manuscript.organisation
    return personal.published([own.telephone, own.fax, own.email])


def _cited(text: str) -> dict[str, str]:
    keys = {numbers.key_of(one): one.canonical for one in numbers.find(text) if one.readable}
    return dict(list(keys.items())[:CITED])


def _explained_text(manuscript: Manuscript, content: Content) -> str:
    """The plain text of the document that an interpretation explains; "" when it is not here."""
    if content.kind is not Kind.INTERPRETATION:
        return ""
    document = manuscript.explains
    if document is not None:
        return markup.plain(content_of(document).html)
    found = catalogue.by_number(content.interprets) if content.interprets else []
    return catalogue.current(found[0]).text if found else ""
