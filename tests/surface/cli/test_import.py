"""``gongkai import documents``: what programs read, what people read, and the exit status."""

import json
import re
from collections import Counter

import pytest
from django.apps import apps

from gongkai.record.search import queries as search
from gongkai.surface.cli.main import main
from tests.desk.documents import making

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_home(settings, tmp_path):
    """An index of its own: another test's would be ahead of this test's ledger."""
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()


def test_json_is_exactly_the_sums_and_the_search_has_caught_up(tmp_path, capsys):
    path = making.lines(tmp_path / "in", making.search_result(), making.article())
    assert main(["import", "documents", str(path), "--report", str(tmp_path / "r"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "read": 2, "imported": 2, "updated": 0, "unchanged": 0, "quarantined": 0, "rejected": 0,
        "report": str(tmp_path / "r"),
    }  # fmt: skip
    assert [hit.document_number for hit in search.search("江水 2021 3").hits][:1] == ["江水〔2021〕3号"]


def test_rejected_records_make_it_fail_and_quarantined_ones_do_not(tmp_path, capsys):
    held = making.search_result(text=f"身份证号{making.IDENTITY}。")
    assert main(["import", "documents", str(making.lines(tmp_path / "in", held))]) == 0
    said = capsys.readouterr().out
    assert "隔离 1" in said and "逐条报告" in said
    assert not apps.get_model("catalogue", "Publication").objects.exists()
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"a": ', encoding="utf-8")
    assert main(["import", "documents", str(broken), "--json"]) == 1


def test_wrong_use_is_status_2(tmp_path, capsys):
    assert main(["import", "documents", str(tmp_path / "none")]) == 2
    assert "找不到" in capsys.readouterr().err
    with pytest.raises(SystemExit) as left:
        main(["import", "letters", str(tmp_path)])
    assert left.value.code == 2


@pytest.mark.real
def test_every_number_finds_its_document_first_and_a_sentence_finds_it_too(real_data, tmp_path, capsys):
    folders = ("policy_docs", "policy_index", "policy_interpretation_pairs", "web_pages")
    paths = [str(real_data / folder) for folder in folders]
    main(["import", "documents", *paths, "--report", str(tmp_path / "r"), "--json"])
    publications = apps.get_model("catalogue", "Publication").objects
    seen = Counter(publications.exclude(number_key="").values_list("number_key", flat=True))
    numbered = [p for p in publications.exclude(number_key="") if "〔" in p.document_number]
    alone = [p for p in numbered if seen[p.number_key] == 1]
    assert len(alone) > 900 and len(numbered) - len(alone) < 10
    for publication in alone:
        written = publication.document_number
        spoken = written.replace("〔", " ").replace("〕", " ").removesuffix("号")
        for spelling in (written, written.replace("〔", "[").replace("〕", "]"), spoken):
            assert search.search(spelling, limit=1).hits[0].identifier == publication.identifier, spelling
    versions = apps.get_model("catalogue", "Version").objects.order_by("publication_id")
    looked = found = 0
    for version in versions.filter(number=1).select_related("publication")[::5]:
        sentence = max(re.split(r"[。；\n]", version.text[:3000]), key=len)[:60]
        if len(sentence) > 20:
            looked += 1
            hits = search.search(sentence, limit=10).hits
            found += version.publication.identifier in {hit.identifier for hit in hits}
    assert looked > 80 and found >= looked * 0.98
