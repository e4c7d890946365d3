"""The columns of the search index and the index document of one publication.

One document a publication, plus one that says how far into the ledger the index has read: both change in
the same commit, so the cursor can never be ahead of or behind the documents.
"""

import orjson
import tantivy
from django.utils import timezone

from gongkai.record.catalogue.queries.indexing import Indexable

from .rules import Source, Terms, terms_of

FORMAT = 1  # raise it when the columns or their meaning change: an index of another format is rebuilt
FACETS = ("publisher", "channel", "kind", "year", "subject_category", "validity", "mandatory_item")
PUBLICATION, CURSOR = "publication", "cursor"


def build() -> tantivy.Schema:
    """The columns. ``words`` holds all that is read, the title twice for its weight; ``title`` it alone."""
    columns = tantivy.SchemaBuilder()
    columns.add_text_field("role", tokenizer_name="raw", index_option="basic")
    columns.add_text_field("identifier", tokenizer_name="raw", index_option="basic")
    columns.add_text_field("words", tokenizer_name="whitespace", index_option="position")
    columns.add_text_field("title", tokenizer_name="whitespace", index_option="position")
    columns.add_text_field("number", tokenizer_name="raw", index_option="basic")
    columns.add_text_field("number_prefix", tokenizer_name="raw", index_option="basic")
    columns.add_unsigned_field("number_year", indexed=True)
    columns.add_unsigned_field("number_serial", indexed=True)
    columns.add_integer_field("published", fast=True)
    columns.add_unsigned_field("read_to", stored=True)
    columns.add_bytes_field("shown", stored=True)
    for facet in FACETS:
        columns.add_text_field(facet, fast=True, tokenizer_name="raw", index_option="basic")
    return columns.build()


def source(entry: Indexable) -> Source:
    """What a publication's terms are made of."""
    return Source(
        title=entry.title,
        number=entry.document_number,
        key=entry.number_key,
        identifier=entry.identifier,
        source_number=entry.source_index_number,
        rest="\n".join(
            (entry.document_number, entry.issuing_bodies, *entry.keywords, entry.summary, entry.text)
        ),
    )


def document(entry: Indexable, found: Terms | None = None) -> tantivy.Document:
    """The index document of a publication; ``found`` are its terms where they are known already."""
    terms = found or terms_of([source(entry)])[0]
    at = timezone.localtime(entry.published_at)
    row = tantivy.Document(
        role=PUBLICATION,
        identifier=entry.identifier,
        title=terms.title,
        words=terms.words,
        published=int(at.timestamp()),
        year=str(at.year),
    )
    for column, values in (("number", terms.filed.exact), ("number_prefix", terms.filed.prefixes)):
        for value in values:
            row.add_text(column, value)
    for year, serial in terms.filed.ordinals:
        row.add_unsigned("number_year", year)
        row.add_unsigned("number_serial", serial)
    for facet in ("publisher", "kind", "subject_category", "validity", "mandatory_item"):
        if value := getattr(entry, facet):
            row.add_text(facet, value)
    for channel in entry.channels:
        row.add_text("channel", channel)
    shown = (
        entry.identifier, entry.title, entry.path, entry.document_number, entry.kind, entry.publisher,
        entry.issuing_bodies, at.isoformat(), entry.validity, entry.summary, entry.text,
    )  # fmt: skip
    row.add_bytes("shown", orjson.dumps(shown))
    return row


def marker(read_to: int) -> tantivy.Document:
    """The document that says that every ledger entry with an index below ``read_to`` has been followed."""
    return tantivy.Document(role=CURSOR, read_to=read_to)
