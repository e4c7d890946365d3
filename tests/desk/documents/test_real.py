"""The real input: fields as a person reads them, relations as a person labelled them, the same catalogue
twice."""

import json

import pytest
from django.apps import apps

from gongkai.desk.documents.services import imports
from gongkai.ground.language.rules import numbers
from gongkai.record.catalogue.queries import publications as catalogue

from . import making, quality

pytestmark = pytest.mark.real
EYE = quality.HERE / "read_by_eye.json"
FOLDERS = ("policy_docs", "policy_index", "policy_interpretation_pairs", "web_pages", "policy_api_raw")


@pytest.fixture(scope="module")
def readings(real_data):
    return {reading.key: reading for reading in quality.readings(real_data)}


def written(draft, field: str) -> str:
    value = getattr(draft, field)
    if isinstance(value, tuple):
        return "、".join(value)
    return value.isoformat() if hasattr(value, "isoformat") else str(value or "")


def undated(reading) -> bool:
    """The source gives no date of publication, so a person reads none: a stand-in is stored, flagged."""
    return any(flag.startswith("来源没有日期") for flag in reading.prepared.draft.flags)


def test_stored_metadata_equals_what_a_person_read(readings):
    expected = json.loads(EYE.read_text(encoding="utf-8"))
    assert len(expected) >= 30
    wrong = [
        (key, field)
        for key, fields in expected.items()
        for field, value in fields.items()
        if not (field == "published_at" and undated(readings[key]))
        and quality.short(written(readings[key].prepared.draft, field)) != value
    ]
    assert not wrong


def test_relations_are_as_good_as_stated(real_data):
    for kind, figures in quality.measure(real_data).items():
        assert figures["precision"] >= 0.95 and figures["recall"] >= 0.95, (kind, figures)


def test_every_record_becomes_a_draft_or_has_its_reason(readings):
    rejected = [reading.reason for reading in readings.values() if reading.prepared is None]
    assert len(rejected) <= 5 and all(rejected)


@pytest.mark.django_db
def test_the_whole_corpus_twice(real_data, tmp_path):
    making.city()
    paths = [real_data / folder for folder in FOLDERS]
    first = imports.import_documents(paths, by=making.BY, report=tmp_path / "one")
    publications = apps.get_model("catalogue", "Publication").objects
    before = list(publications.order_by("pk").values_list("identifier", "version", "title"))
    second = imports.import_documents(paths, by=making.BY, report=tmp_path / "two")
    outcomes = ("imported", "updated", "unchanged", "quarantined", "rejected")
    for summary in (first, second):
        assert summary.read == sum(getattr(summary, outcome) for outcome in outcomes)
    assert (second.imported, second.updated) == (0, 0)
    assert list(publications.order_by("pk").values_list("identifier", "version", "title")) == before
    numbered = [p for p in publications.exclude(number_key="") if numbers.parse(p.document_number).readable]
    assert len(numbered) > 1000
    for publication in numbered[::50]:
        assert publication in catalogue.by_number(
            publication.document_number.replace("〔", "[").replace("〕", "]")
        )
