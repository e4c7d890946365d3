"""Import end to end: outcomes, the same catalogue after every run, quarantine, and bad input of every
sort."""

import json

import pytest
from django.apps import apps
from django.db import OperationalError

from gongkai.desk.documents.services import files, imports, parsing, storing
from gongkai.ground.ledger import services as sequencing
from gongkai.ground.orgs.rules import EVERYWHERE, Actor, Duty, NotAllowed
from gongkai.record.catalogue.queries import publications as catalogue
from gongkai.record.catalogue.rules import Status
from gongkai.record.catalogue.services import publications

from . import making
from .importing import identified, run

pytestmark = pytest.mark.django_db
Publication = apps.get_model("catalogue", "Publication")


@pytest.fixture
def city() -> str:
    return making.city()


def catalogue_of() -> list[tuple]:
    """Everything a second run must leave as it is."""
    rows = Publication.objects.order_by("pk")
    return [(p.identifier, p.title, catalogue.current(p).digest, p.version) for p in rows]


def everything() -> list[dict]:
    return [
        making.state_council(), making.search_result(), making.article(), making.regulation(),
        making.index_row(),
        making.pair(),
    ]  # fmt: skip


def test_every_record_ends_somewhere_and_a_second_run_changes_nothing(city, tmp_path):
    path = making.lines(tmp_path / "in", *everything())
    first, lines = run(path, tmp_path)
    assert [line["outcome"] for line in lines] == ["imported"] * 4 + ["unchanged", "imported"]
    assert lines[4]["reason"] == "同一公文已收录"
    before, entries = catalogue_of(), sequencing.sequence_all()
    second, lines = run(path, tmp_path)
    assert second.unchanged == second.read == 6
    assert catalogue_of() == before
    assert entries > 0 and sequencing.sequence_all() == 0


def test_a_list_row_gives_way_to_the_document_and_both_addresses_stay(city, tmp_path):
    run(making.lines(tmp_path / "in", making.index_row(url="http://old.example.gov.cn/9.html")), tmp_path)
    summary, lines = run(making.lines(tmp_path / "in", making.article()), tmp_path)
    assert (summary.updated, lines[0]["outcome"]) == (1, "updated")
    publication = Publication.objects.get()
    assert "现将办法印发" in catalogue.current(publication).text
    assert publication.published_at.isoformat().startswith("2020-02-10")
    for url in ("http://old.example.gov.cn/9.html", "http://www.example.gov.cn/art/77.html"):
        assert catalogue.alias(url).pk == publication.pk


def test_an_interpretation_is_tied_to_its_document_in_either_order(city, tmp_path):
    titled = making.search_result(
        id="江省-2", title="解读《江滩管理办法》", doc_number="", category="政策解读", text="现解读如下。"
    )
    run(making.lines(tmp_path / "in", titled), tmp_path)
    summary, _ = run(making.lines(tmp_path / "in", making.article()), tmp_path)
    assert (summary.linked, summary.unlinked) == (1, 0)
    document = Publication.objects.get(document_number="江政办〔2020〕7号")
    assert [r.source.title for r in catalogue.inverse(document)] == ["解读《江滩管理办法》"]


def test_a_link_that_the_source_states_is_followed(city, tmp_path):
    told = making.search_result(id="江省-3", title="江滩防汛政策一图读懂", doc_number="", url="http://a.cn/3")
    record = making.search_result(interpretation_id="3")
    run(making.lines(tmp_path / "in", record, told), tmp_path)
    document = Publication.objects.get(document_number="江水〔2021〕3号")
    assert [r.source.title for r in catalogue.inverse(document)] == ["江滩防汛政策一图读懂"]


def test_a_newer_version_of_a_regulation_follows_and_an_older_never_covers(city, tmp_path):
    newer = making.regulation(id="lrb-2", version_date="2020-01-01", text="第一条 新的江滩条例正文。")
    run(making.lines(tmp_path / "in", making.regulation(), newer), tmp_path)
    publication = Publication.objects.get()
    assert catalogue.current(publication).text == "第一条 新的江滩条例正文。"
    older = making.regulation(id="lrb-3", version_date="1995-01-01", text="第一条 旧。")
    _, lines = run(making.lines(tmp_path / "in", older), tmp_path)
    assert "旧版本，未覆盖" in lines[0]["reason"]


def test_a_changed_record_becomes_a_new_version(city, tmp_path):
    run(making.lines(tmp_path / "in", making.search_result()), tmp_path)
    summary, _ = run(making.lines(tmp_path / "in", making.search_result(text="改过的正文。")), tmp_path)
    assert summary.updated == 1
    publication = Publication.objects.get()
    assert (publication.version, catalogue.current(publication).text) == (2, "改过的正文。")


def test_a_withdrawn_publication_is_not_brought_back(city, tmp_path):
    run(making.lines(tmp_path / "in", making.search_result()), tmp_path)
    publications.withdraw(Publication.objects.get().identifier, reason="有误", by=making.BY)
    _, lines = run(making.lines(tmp_path / "in", making.search_result(text="改过。")), tmp_path)
    assert lines[0]["reason"] == "该信息已撤回或依法删除，不再更新"
    assert Publication.objects.get().status == Status.WITHDRAWN


def test_bad_lines_each_have_their_own_reason(city, tmp_path):
    good = json.dumps(making.search_result(), ensure_ascii=False)
    path = tmp_path / "bad.jsonl"
    path.write_bytes(
        b'{"id": "x", "title": \n'
        + b"[1, 2]\n\n"
        + json.dumps(making.search_result(id="a", title="")).encode() + b"\n"
        + json.dumps(making.search_result(id="b", text="长" * 50_000), ensure_ascii=False).encode() + b"\n"
        + json.dumps(making.search_result(id="c", title="关于空正文的通知", text="", url="")).encode()
        + b"\n"
        + json.dumps(
            making.search_result(id="d", title="关于国标编码的通知", doc_number="江水〔2021〕9号", url="http://a.cn/9"),
            ensure_ascii=False,
        ).encode("gb18030")
        + b"\n"
        + good.replace("就防汛", "就\\u0000防汛<script>alert(1)</script>").encode() + b"\n"
        + good.encode() + b"\n"
    )  # fmt: skip
    summary, lines = run(path, tmp_path, limit=100_000)
    assert [line["outcome"] for line in lines] == (
        ["rejected"] * 4 + ["imported", "imported", "imported", "unchanged"]
    )
    reasons = [line.get("reason", "") for line in lines]
    for reason, words in zip(
        reasons, ["不是完整的 JSON", "不是一条记录", "标题为空", "超过每条 0.1 MB"], strict=False
    ):
        assert words in reason
    assert [line["line"] for line in lines] == [1, 2, 4, 5, 6, 7, 8, 9]
    assert "来源没有正文" in lines[4]["flags"]
    assert "按 GB18030 读取" in lines[5]["flags"]
    html = "".join(catalogue.current(p).html for p in Publication.objects.all())
    assert "<script" not in html and "\x00" not in html


def test_records_with_one_identifier_are_told_apart(city, tmp_path):
    other = making.search_result(
        title="完全不同的另一份通知", doc_number="江水〔2021〕8号", url="http://a.cn/8"
    )
    path = making.lines(tmp_path / "in", making.search_result(), making.search_result(), other)
    summary, lines = run(path, tmp_path)
    assert [line["outcome"] for line in lines] == ["imported", "unchanged", "imported"]
    assert (lines[1]["reason"], lines[2]["key"]) == ("与前面的记录重复", "search:江省-1#2")
    assert run(path, tmp_path)[0].unchanged == 3


def test_folders_pages_tables_and_side_files(city, tmp_path):
    folder = tmp_path / "all"
    folder.mkdir()
    (folder / "a.html").write_bytes(making.PAGE.format(meta=making.TAGS).encode("gbk"))
    (folder / "b.html").write_bytes(b"")
    (folder / "t.csv").write_bytes("名称,文号\n关于表格的通知,江水〔2020〕5号\n".encode("gb18030"))
    (folder / "notes.docx").write_bytes(b"x")
    manifest = {"id": 1, "split": "a", "site": "s", "file": "a.html", "bytes": 3, "has_siteidcode": True}
    making.lines(folder, manifest, name="manifest.jsonl")
    mapping = tmp_path / "map.toml"
    mapping.write_text('[columns]\ntitle = "名称"\nnumber = "文号"\n', encoding="utf-8")
    summary, lines = run(folder, tmp_path, mapping=mapping)
    assert (summary.imported, summary.rejected) == (2, 1)
    assert {entry.file for entry in summary.skipped} == {"all/notes.docx", "all/manifest.jsonl"}
    assert Publication.objects.filter(document_number="江水〔2020〕5号").exists()
    _, lines = run(folder, tmp_path)
    assert [line["reason"] for line in lines if line["file"].endswith("csv")] == [
        "表格需要用 --mapping 指定对照文件，说明各列是什么"
    ]


def test_wrong_use_is_said_before_anything_is_read(city, tmp_path):
    for options, words in [({}, "找不到"), ({"publisher": "000000000"}, "没有代码为")]:
        with pytest.raises(imports.WrongUse, match=words):
            imports.import_documents([tmp_path / "none"], by=making.BY, **options)
    (tmp_path / "m.toml").write_text("columns = 3 =", encoding="utf-8")
    with pytest.raises(imports.WrongUse, match="无法读取"):
        imports.import_documents([tmp_path], by=making.BY, mapping=tmp_path / "m.toml")


def test_a_full_disk_stops_the_import_and_the_next_run_completes_it(city, tmp_path, monkeypatch):
    records = [
        making.search_result(id=f"x-{n}", doc_number=f"江水〔2021〕{n}号", url=f"http://a.cn/{n}")
        for n in range(1, 251)
    ]
    path = making.lines(tmp_path / "in", *records)
    real, calls = storing.write, []

    def full_at_the_second(*arguments, **named):
        calls.append(1)
        real(*arguments, **named)
        if len(calls) == 2:
            raise OperationalError("database or disk is full")

    listed, _ = files.listed([path])
    done = len(next(parsing.batches(files.units(listed, limit=10**7, mapping=None))))
    monkeypatch.setattr(storing, "write", full_at_the_second)
    with pytest.raises(imports.Stopped, match=f"磁盘空间不足.*已完成 {done} 条"):
        run(path, tmp_path)
    assert Publication.objects.count() == done < len(records)
    monkeypatch.setattr(storing, "write", real)
    summary, _ = run(path, tmp_path)
    assert (summary.unchanged, summary.imported) == (done, len(records) - done)
    broken_off = [row[:3] for row in catalogue_of()]
    assert [row[0] for row in broken_off] == [f"{city}/2021-{n:05d}" for n in range(1, 251)]


def test_parser_processes_give_what_this_process_gives(city, tmp_path):
    records = [making.search_result(id=f"x-{n}", title=f"关于第{n}件事的通知") for n in range(650)]
    listed, _ = files.listed([making.lines(tmp_path / "in", *records)])
    units = list(files.units(listed, limit=10**7, mapping=None))
    beside = [reading for batch in parsing.readings(units, city) for reading in batch]
    here = [reading for batch in parsing.batches(units) for reading in parsing.read_all(batch, city)]
    assert beside == here and len(here) == 650


def test_a_record_whose_publication_was_removed_by_law_stays_removed(city, tmp_path):
    run(making.lines(tmp_path / "in", making.article()), tmp_path)
    identifier = Publication.objects.get().identifier
    publications.remove(identifier, basis="依法删除", by=making.BY)
    summary, lines = run(making.lines(tmp_path / "in", making.article(title="关于江滩的另一通知")), tmp_path)
    assert (summary.unchanged, lines[0]["reason"]) == (1, "该信息已撤回或依法删除，不再更新")
    assert Publication.objects.get().status == Status.REMOVED


def test_a_batch_needs_the_publishing_duty_even_when_nothing_becomes_public(city, tmp_path):
    nobody = Actor("somebody", city, frozenset({Duty.READ}), EVERYWHERE)
    with pytest.raises(NotAllowed):
        imports.import_documents([identified(tmp_path)], by=nobody, report=tmp_path / "report")


def test_a_record_that_ends_its_parser_is_rejected_and_the_others_go_on(city, tmp_path, monkeypatch):
    monkeypatch.setattr(parsing, "RECORD_SECONDS", 1)
    heavy = making.article(html="<p>" + "1390 " * 1_000_000 + "</p>")
    path = making.lines(tmp_path / "in", heavy, making.regulation())
    units = list(files.units([(path, "in")], limit=10_000_000, mapping=None))
    assert [reading.reason for reading in parsing.one_by_one(units, (city, ()))] == [parsing.HEAVY, ""]


def test_pages_nested_without_end_are_refused(city, tmp_path):
    record = making.article(html="<div>" * 100_000 + "字" + "</div>" * 100_000)
    summary, lines = run(making.lines(tmp_path / "in", record), tmp_path)
    assert (summary.rejected, "一层套一层" in lines[0]["reason"]) == (1, True)
