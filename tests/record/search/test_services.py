"""Following the ledger, one writer at a time, and rebuilding while the old index serves."""

import os
import signal
import subprocess
import sys
import textwrap
import threading

import pytest
from django.db import connection

from gongkai.ground.ledger import queries as ledger_queries
from gongkai.ground.ledger import services as ledger
from gongkai.record.catalogue.services import publications
from gongkai.record.search import generations, queries, services

from . import city

pytestmark = pytest.mark.django_db(transaction=True)


def titles(text, **options):
    return [hit.title for hit in queries.search(text, **options).hits]


def test_what_is_published_is_found_after_following(root, caught_up):
    city.four(root)
    assert titles("营商环境") == []
    caught_up()
    assert titles("营商环境")[0] == "关于优化营商环境的实施意见"
    assert generations.reader().read_to == ledger_queries.head()
    assert services.follow() == 0


def test_a_withdrawn_publication_leaves_the_index(root, caught_up):
    first, *_ = city.four(root)
    caught_up()
    publications.withdraw(first.identifier, reason="内容有误", by=city.BY)
    ledger.sequence_all()
    caught_up()
    assert "关于优化营商环境的实施意见" not in titles("营商环境")
    assert queries.search("").total == 3


def test_a_new_version_takes_the_place_of_the_old(root, caught_up):
    first, *_ = city.four(root)
    caught_up()
    renewed = city.draft(root, first.title, "全文改写：政务服务一网通办。", "江政发〔2024〕6号")
    publications.republish(first.identifier, renewed, note="改写", by=city.BY)
    ledger.sequence_all()
    caught_up()
    assert titles("一网通办") == [first.title]
    assert first.title not in titles("制度性交易成本")
    assert queries.search("").total == 4


def test_following_takes_few_statements(root, django_assert_max_num_queries):
    city.publish(*(city.draft(root, f"第{n}号通报", "内容") for n in range(60)))
    with django_assert_max_num_queries(8):
        services.follow()


def test_a_failed_commit_leaves_the_old_state_and_the_next_turn_completes(root, caught_up, monkeypatch):
    city.four(root)
    caught_up()
    before = generations.reader().read_to
    city.publish(city.draft(root, "关于春季造林的通知", "植树造林。"))
    with monkeypatch.context() as broken:
        broken.setattr(services, "marker", lambda read_to: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            services.follow()
    assert generations.reader(now=True).read_to == before
    assert titles("植树造林") == []
    caught_up()
    assert titles("植树造林") == ["关于春季造林的通知"]


def test_a_kept_writer_goes_on_and_is_let_go(root):
    city.four(root)
    assert services.follow(keep=True) > 0
    city.publish(city.draft(root, "关于春季造林的通知", "植树造林。"))
    assert services.follow(keep=True) > 0
    with generations.locked("writer") as mine:
        assert not mine
    services.release()
    with generations.locked("writer") as mine:
        assert mine


def test_whoever_finds_the_index_being_written_waits_for_the_other(root):
    city.four(root)
    services.follow()
    city.publish(city.draft(root, "关于春季造林的通知", "植树造林。"))
    done = []

    def waiting():
        done.append(services.follow(wait=20))
        connection.close()

    with generations.locked("writer"):
        with pytest.raises(services.IndexBusy, match="检索库"):
            services.follow(wait=0.1)
        thread = threading.Thread(target=waiting)
        thread.start()
    thread.join()
    assert done == [1]


def test_rebuilding_serves_the_old_index_until_the_new_one_takes_over(root, caught_up, monkeypatch):
    first, *_ = city.four(root)
    caught_up()
    old = generations.serving()
    seen = []
    inner = services._take_in

    def watched(writing, identifiers):
        seen.append(titles("营商环境")[0])
        inner(writing, identifiers)

    monkeypatch.setattr(services, "_take_in", watched)
    told = []
    assert services.rebuild(lambda done, total: told.append((done, total))) == 4
    assert seen == [first.title] and told[-1][0] == told[-1][1] == ledger_queries.head()
    assert generations.serving() != old and not old.exists()
    assert titles("营商环境")[0] == first.title


def test_a_kept_writer_moves_to_the_rebuilt_index(root):
    city.four(root)
    services.follow(keep=True)
    services.rebuild()
    city.publish(city.draft(root, "关于春季造林的通知", "植树造林。"))
    services.follow(keep=True)
    generations.reader(now=True)
    assert titles("植树造林") == ["关于春季造林的通知"]
    assert queries.search("").total == 5


def test_only_one_rebuild_at_a_time(root):
    with generations.locked("rebuild"), pytest.raises(services.IndexBusy, match="重建"):
        services.rebuild()


def test_a_node_that_lost_its_disk_replays(root, caught_up, settings, tmp_path_factory):
    city.four(root)
    caught_up()
    settings.HOME = tmp_path_factory.mktemp("another")
    assert generations.reader() is None and titles("营商环境") == []
    caught_up()
    assert queries.search("").total == 4


KILLED = """
    import os, signal, sys, django
    django.setup()
    from pathlib import Path
    import tantivy
    from django.conf import settings
    settings.HOME = Path(sys.argv[1])
    from gongkai.record.search import generations, services
    folder = generations.serving()
    with services._writing(False) as writing:
        for number in range(200):
            writing.writer.add_document(tantivy.Document(role="publication", words="半途"))
        writing.writer.delete_documents_by_term("role", "publication")
        print("ready", flush=True)
        signal.pause()
"""


def test_a_killed_writer_leaves_the_old_state_and_no_lock(root, caught_up, home):
    city.four(root)
    caught_up()
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "gongkai.project.settings"}
    command = [sys.executable, "-c", textwrap.dedent(KILLED), str(home)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout.readline() == "ready\n"
        writer.send_signal(signal.SIGKILL)
    city.publish(city.draft(root, "关于春季造林的通知", "植树造林。"))
    caught_up()
    assert queries.search("").total == 5
    assert titles("半途") == []
