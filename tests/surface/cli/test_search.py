"""`gongkai search` and `gongkai index`."""

import argparse
import json

import pytest

from gongkai.record.search import services
from gongkai.surface.cli import index, search
from tests.record.search import city

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path
    yield
    services.release()


@pytest.fixture
def published(transactional_db):
    return city.four(city.found())


def run(command, capsys, *arguments, as_json=True):
    parser = argparse.ArgumentParser()
    command.configure(parser)
    options = parser.parse_args(arguments)
    options.json = as_json
    status = command.run(options)
    return status, *capsys.readouterr()


def test_searching_catches_up_first_and_has_the_promised_fields(published, capsys):
    status, out, _ = run(search, capsys, "江政发【2024】6号")
    answer = json.loads(out)
    assert status == 0 and answer["total"] == len(answer["results"]) == 1
    first = answer["results"][0]
    assert list(first) == ["identifier", "document_number", "title", "path", "published_at", "score"]
    assert (first["document_number"], first["identifier"]) == ("江政发〔2024〕6号", published[0].identifier)
    assert first["published_at"] == "2024-01-01T09:00:00+08:00"


def test_what_is_published_and_not_sequenced_yet_is_found(published, capsys):
    draft = city.draft(published[0].publisher.code, "关于春季造林的通知", "植树造林。")
    city.publications.publish(draft, by=city.BY)
    _, out, _ = run(search, capsys, "植树造林")
    assert json.loads(out)["total"] == 1


def test_people_read_a_list(published, capsys):
    _, out, _ = run(search, capsys, "通知", "--limit", "1", as_json=False)
    assert out.startswith("共 2 条：") and len(out.splitlines()) == 3
    _, out, _ = run(search, capsys, "查无此词xyz", as_json=False)
    assert out.startswith("没有找到")


@pytest.mark.parametrize("limit", ["0", "101", "-3"])
def test_an_impossible_limit_is_wrong_use(capsys, limit):
    status, out, problem = run(search, capsys, "通知", "--limit", limit)
    assert (status, out) == (2, "") and "--limit" in problem


def test_nothing_published_is_an_empty_answer(transactional_db, capsys):
    status, out, _ = run(search, capsys, "通知")
    assert (status, json.loads(out)) == (0, {"total": 0, "results": []})


def test_index_follows_and_rebuilds(published, capsys):
    status, out, _ = run(index, capsys)
    assert status == 0 and json.loads(out)["documents"] == 4
    status, out, _ = run(index, capsys, "--rebuild")
    assert status == 0 and json.loads(out)["rebuilt"] is True and json.loads(out)["documents"] == 4


@pytest.mark.parametrize(("command", "more"), [(search, ("通知",)), (index, ())])
def test_a_writer_that_does_not_get_there_is_named(published, capsys, monkeypatch, command, more):
    def busy():
        raise services.IndexBusy("另一个进程正在写检索库")

    monkeypatch.setattr(services, "follow", busy)
    status, out, problem = run(command, capsys, *more)
    assert (status, out) == (1, "") and "另一个进程" in problem
