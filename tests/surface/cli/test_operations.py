"""migrate, demo and doctor over a database; up from an empty folder to a page and to a clean end."""

import json
import os
import signal
import subprocess
import sys
import urllib.request

import pytest
from django.conf import settings

from gongkai.ground.orgs import queries as orgs
from gongkai.record.catalogue.queries import channels
from gongkai.surface.cli import static_files, up
from gongkai.surface.cli.main import main
from tests.project.city import City, free_port, get, until


@pytest.mark.django_db
def test_migrate_leaves_a_root_organisation_and_channels_and_may_be_repeated(capsys):
    for _ in range(2):
        assert main(["migrate", "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["migrated"] is True
    assert orgs.root() is not None
    assert channels.channels()


@pytest.mark.django_db
def test_doctor_names_every_check_and_what_to_do(capsys):
    main(["migrate", "--quiet"])
    status = main(["doctor", "--json"])
    found = json.loads(capsys.readouterr().out)
    assert status == (0 if found["ok"] else 1)
    checks = {check["name"]: check for check in found["checks"]}
    assert {"Python", "数据目录", "磁盘空间", "数据库", "数据库结构", "存证编号", "检索索引"} <= set(checks)
    assert checks["数据库"]["ok"] and checks["数据库结构"]["ok"]
    assert "gongkai demo" in checks["公开内容"]["advice"]


@pytest.mark.django_db
def test_doctor_speaks_to_people(capsys):
    main(["doctor"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("✓ Python：3.")


@pytest.mark.django_db
def test_the_demonstration_only_fills_an_empty_record(capsys, monkeypatch, tmp_path):
    monkeypatch.setattr(settings, "HOME", tmp_path)
    assert main(["demo", "--documents", "0"]) == 2
    assert main(["demo", "--documents", "5", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["documents"] >= 5
    assert main(["demo"]) == 1
    assert "GONGKAI_HOME" in capsys.readouterr().err
    assert main(["demo", "--if-empty"]) == 0


def test_static_files_are_copied_again_only_for_another_edition(monkeypatch, tmp_path):
    monkeypatch.setenv("GONGKAI_HOME", str(tmp_path))
    assert static_files.stale()
    static_files.folder().mkdir()
    static_files.stamp()
    assert not static_files.stale()
    monkeypatch.setattr(static_files, "edition", lambda: "another")
    assert static_files.stale()


def test_the_welcome_names_addresses_and_accounts(monkeypatch, tmp_path):
    monkeypatch.setenv("GONGKAI_HOME", str(tmp_path))
    assert "演示账号" not in up.welcome("http://h")
    account = {"username": "editor", "password": "p4ss", "title": "编辑"}
    (tmp_path / "demo_accounts.json").write_text(json.dumps([account]))
    shown = up.welcome("http://h")
    assert "http://h/console/" in shown and "editor" in shown and "p4ss" in shown


def test_up_goes_from_an_empty_folder_to_a_page_and_ends_cleanly(tmp_path):
    city, port = City(tmp_path), free_port()
    command = [
        sys.executable,
        "-m",
        "gongkai.surface.cli.main",
        "up",
        "--no-demo",
        "--port",
        str(port),
        "--json",
    ]
    try:
        process = subprocess.Popen(
            [*command, "--workers", "1"], env=city.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        started = json.loads(process.stdout.readline())
        assert started["address"] == f"http://127.0.0.1:{port}" and started["accounts"] == []
        status, page = get(started["address"] + "/")
        assert status == 200 and "<html" in page
        sheet = page.split('rel="stylesheet" href="')[1].split('"')[0]
        with urllib.request.urlopen(started["address"] + sheet) as answer:
            assert "immutable" in answer.headers["Cache-Control"]
        children = descendants(process.pid)
        assert len(children) >= 4
        process.send_signal(signal.SIGINT)
        assert process.wait(40) == 0
        process.communicate()
        until(lambda: not [pid for pid in children if os.path.exists(f"/proc/{pid}/exe")])
    finally:
        city.close()


def descendants(pid: int) -> list[int]:
    """Processes below one, at any depth (Linux)."""
    found = []
    for task in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{task}/children") as children:
            for child in map(int, children.read().split()):
                found += [child, *descendants(child)]
    return found
