"""``gongkai verify --bundle | --page``: on a machine that never saw the server, and against a running one."""

import json
import os
import subprocess
import sys

import pytest

from gongkai.ground.ledger import queries
from gongkai.ground.ledger.services import sequence_all
from gongkai.record.catalogue.models import Publication, Version
from gongkai.record.catalogue.rules import Kind
from gongkai.record.catalogue.services import publications
from gongkai.surface.cli.main import main
from tests.surface.city import HEALTH, OPERATOR, build, draft

# The command in a process that has no network and no database: whoever asks for either ends it.
ALONE = """
import os, sys
def refuse(event, arguments):
    if event.startswith(("socket.", "sqlite3.")):
        os.write(2, f"the command asked for {event}".encode())
        os._exit(8)
sys.addaudithook(refuse)
from gongkai.surface.cli.main import main
status = main(sys.argv[1:])
from django.apps import apps
sys.exit(7 if apps.ready else status)
"""


@pytest.fixture
def city(db):
    return build()


@pytest.fixture
def file(city, client, tmp_path):
    path = tmp_path / "evidence.json"
    path.write_bytes(client.get(f"{city.new.path}/evidence").content)
    return path


def run(capsys, *arguments):
    status = main(["verify", *arguments, "--json"])
    return status, json.loads(capsys.readouterr().out)


def stranger(tmp_path, *arguments):
    """The command as a machine runs it that has nothing of the server's but the file and the key."""
    home = tmp_path / "empty"
    home.mkdir(exist_ok=True)
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    environment = kept | {
        "HOME": str(home),
        "GONGKAI_HOME": str(home / "state"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = [sys.executable, "-W", "error", "-c", ALONE, "verify", *map(str, arguments)]
    done = subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True, timeout=60)
    assert not list(home.iterdir()), "it left something behind"
    return done


def test_a_machine_that_never_saw_the_server(file, tmp_path):
    key = queries.verifier_key()
    done = stranger(tmp_path, "--bundle", file, "--key", key, "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    said = json.loads(done.stdout)
    assert said["ok"] and said["first_fault"] is None and len(said["steps"]) == 8
    file.write_bytes(file.read_bytes().replace("绩效".encode(), "业绩".encode()))
    done = stranger(tmp_path, "--bundle", file, "--key", key)
    assert done.returncode == 1 and "✗ 内容指纹" in done.stdout and "核对结果：不成立" in done.stdout


def test_only_the_key_given_is_believed(file, capsys, tmp_path):
    key = queries.verifier_key()
    kept = tmp_path / "key.txt"
    kept.write_text(key + "\n")
    assert run(capsys, "--bundle", str(file), "--key", str(kept))[0] == 0
    assert main(["verify", "--bundle", str(file)]) == 2
    assert "--key" in capsys.readouterr().err
    status, said = run(capsys, "--bundle", str(file), "--key", key[:-6] + "AAAAAA")
    assert status == 1 and said["first_fault"]["step"] == "key"


def test_wrong_use(file, capsys, tmp_path):
    assert main(["verify", "--bundle", str(tmp_path / "absent"), "--key", "a+b+c"]) == 2
    assert "读不到" in capsys.readouterr().err
    assert main(["verify", "--key", "a+b+c"]) == 2
    with pytest.raises(SystemExit) as left:
        main(["verify", "--bundle", "a", "--page", "b", "--key", "c"])
    assert left.value.code == 2


@pytest.mark.parametrize("state", ["superseded", "withdrawn"])
def test_a_file_of_something_older_says_so(city, client, capsys, tmp_path, state):
    if state == "withdrawn":
        publications.withdraw(city.news.identifier, reason="时间有误", by=OPERATOR)
    else:
        again = draft("门诊时间再调整", HEALTH, kind=Kind.NEWS)
        publications.republish(city.news.identifier, again, note="更正", by=OPERATOR)
    sequence_all()
    file = tmp_path / "old.json"
    file.write_bytes(client.get(f"{city.news.path}/versions/1/evidence").content)
    status, said = run(capsys, "--bundle", str(file), "--key", queries.verifier_key())
    assert (status, said["state"]) == (0, state)


@pytest.fixture
def site(transactional_db, live_server):
    """A running site and its city."""
    return live_server.url, build()


def page(capsys, address):
    return run(capsys, "--page", address, "--key", queries.verifier_key())


def test_pages_of_a_running_site(site, capsys):
    url, city = site
    for row in (city.new, city.old, city.news):
        for end in ("", "/versions/1", "?on=2025-01-01#x"):
            status, said = page(capsys, url + row.path + end)
            assert status == 0, said
    assert [one["step"] for one in said["steps"]][::9] == ["fetch", "page"]
    publications.withdraw(city.new.identifier, reason="附表有误", by=OPERATOR)
    sequence_all()
    status, said = page(capsys, url + city.new.path)
    assert (status, said["state"], said["reason"]) == (0, "withdrawn", "附表有误")


def test_a_page_that_shows_something_else_is_found_out(site, capsys):
    """Evidence and page are fetched from one site; whoever alters what people see cannot sign it."""
    url, city = site
    Version.objects.filter(publication=city.new).update(html="<p>别的正文。</p>", text="别的正文。")
    status, said = page(capsys, url + city.new.path)
    assert (status, said["first_fault"]["step"]) == (1, "content")


def test_an_address_that_is_no_page(site, capsys):
    url, city = site
    assert page(capsys, url + "/policies/")[1]["first_fault"]["step"] == "fetch"
    assert page(capsys, url + "/publications/x/2026-1")[0] == 1
    assert page(capsys, "http://127.0.0.1:9" + city.new.path)[1]["first_fault"]["step"] == "fetch"
    assert page(capsys, "file:///etc" + city.new.path)[1]["first_fault"]["step"] == "fetch"
    assert Publication.objects.count() == 3
