"""Nothing with personal data is public before a person decides, and the decision leaves its entry."""

import json

import pytest
from django.apps import apps

from gongkai.desk.documents.queries import quarantine as queries
from gongkai.desk.documents.rules import gate
from gongkai.desk.documents.services import quarantine
from gongkai.ground.ledger import queries as ledger
from gongkai.ground.ledger import services as sequencing
from gongkai.ground.orgs.rules import EVERYWHERE, Actor, NotAllowed
from gongkai.record.catalogue.queries import publications as catalogue
from gongkai.record.catalogue.rules import RuleBroken
from gongkai.record.catalogue.services import publications

from . import making
from .importing import identified, run

pytestmark = pytest.mark.django_db
Publication = apps.get_model("catalogue", "Publication")


@pytest.fixture
def city() -> str:
    return making.city()


def held(city, tmp_path) -> str:
    """One record in quarantine; its key."""
    summary, lines = run(identified(tmp_path), tmp_path)
    assert (summary.quarantined, Publication.objects.count()) == (1, 0)
    assert {finding["kind"] for finding in lines[0]["findings"]} == {"id_number", "mobile"}
    assert making.IDENTITY not in json.dumps(lines, ensure_ascii=False) and "title" not in lines[0]
    return str(queries.waiting(EVERYWHERE).items[0].pk)


def test_nothing_with_personal_data_is_public_before_a_person_decides(city, tmp_path):
    key = held(city, tmp_path)
    assert queries.waiting_count(EVERYWHERE) == 1
    summary, lines = run(tmp_path / "in", tmp_path)
    assert (summary.quarantined, lines[0]["reason"]) == (1, "仍在隔离区，等待处理")
    quarantine.mask_and_release(key, reason="遮盖号码", by=making.BY)
    text = catalogue.current(Publication.objects.get()).text
    assert making.IDENTITY not in text and "13812345678" not in text and "张某" in text
    assert queries.waiting_count(EVERYWHERE) == 0
    assert run(tmp_path / "in", tmp_path)[0].unchanged == 1
    with pytest.raises(RuleBroken, match="已经处理过"):
        quarantine.refuse(key, reason="晚了", by=making.BY)


def test_release_publishes_as_it_is_and_refusal_keeps_it_back(city, tmp_path):
    case = quarantine.release(held(city, tmp_path), reason="办公电话", by=making.BY)
    assert case.publication_id == Publication.objects.get().pk
    publications.withdraw(Publication.objects.get().identifier, reason="测试", by=making.BY)
    other = making.search_result(
        id="江省-9", title="另一份公示名单", url="", doc_number="", text="电话13812345679。"
    )
    run(making.lines(tmp_path / "in", other), tmp_path)
    key = str(queries.waiting(EVERYWHERE).items[0].pk)
    quarantine.refuse(key, reason="无公开必要", by=making.BY)
    assert Publication.objects.count() == 1
    _, lines = run(tmp_path / "in", tmp_path)
    assert lines[0]["reason"] == "已决定不予公开"


def test_quarantine_entries_name_no_person_and_need_the_duty(city, tmp_path):
    key = held(city, tmp_path)
    outsider = Actor("429900001/9", city, frozenset({"read"}), EVERYWHERE)
    with pytest.raises(NotAllowed):
        quarantine.release(key, reason="x", by=outsider)
    with pytest.raises(RuleBroken, match="请写明处理理由"):
        quarantine.release(key, reason=" ", by=making.BY)
    quarantine.refuse(key, reason="不公开", by=making.BY)
    sequencing.sequence_all()
    entries = [entry for entry in ledger.follow(0) if entry.kind.startswith("quarantine.")]
    assert [entry.kind for entry in entries] == ["quarantine.held", "quarantine.refused"]
    assert all(making.IDENTITY not in entry.facts and "江省" not in entry.subject for entry in entries)


@pytest.mark.parametrize(
    "field",
    [{"index_number": "13812345678"}, {"url": "http://a.cn/13812345678.html"}, {"category": "13812345678"}],
)
def test_every_field_that_the_public_would_see_is_screened(field):
    assert gate.screen(making.draft_of(making.search_result(**field)))
