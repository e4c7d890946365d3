"""Twenty applicants ask, correct, complain and are answered by running processes; then everything that lies
anywhere is searched for their values, and holds none."""

import json
import socketserver
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings

from tests.ground.notices.conftest import Conversation

from . import copies
from .applicants import TWENTY, made, patterns
from .city import City, get, until
from .sealed_acts import COUNTER, Asked, officers
from .visitor import Visitor

CORRECTIONS = 3  # of the twenty ask for the correction of their record as well
LEAVERS = (4, 9)  # take their requests back
BROKEN = made(21)  # sends while the folder of files is away: the process fails in the middle
LINE = "征收材料一份"  # the office's line for each case, as tests.project.office writes it
SEARCHED = patterns([*TWENTY, COUNTER, BROKEN]) | {LINE.encode(): "line"}
PUBLIC = (
    "/", "/requests/", "/requests/statistics/", "/requests/statistics.csv", "/feeds/latest.atom",
    "/sitemap.xml", "/sitemaps/pages.xml", "/api/v1/publications", "/api/v1/publications/export.jsonl",
    "/checkpoint", "/tile/entries/000.p/1", "/healthz",
)  # fmt: skip


@pytest.fixture(scope="module")
def mails():
    """A mail server that takes all but one person's mails."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation) as listening:
        listening.mails, listening.daemon_threads = [], True
        thread = threading.Thread(target=listening.serve_forever, daemon=True)
        thread.start()
        yield listening
        listening.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def lived(tmp_path_factory, mails):
    """A city that has lived through all of it, still running. It writes the longest log that there is."""
    home, beside = tmp_path_factory.mktemp("city"), tmp_path_factory.mktemp("beside")
    city = City(home, beside / "log")
    (home / "tmp").mkdir()
    host, port = mails.server_address
    city.environment |= {
        "GONGKAI_LOG": "DEBUG",
        "GONGKAI_SECRET_KEY": settings.SECRET_KEY,  # the test answers the robots' question
        "GONGKAI_BEHIND_PROXY": "1",  # the twenty come from twenty addresses
        "GONGKAI_MAIL_HOST": host,
        "GONGKAI_MAIL_PORT": str(port),
        "TMPDIR": str(home / "tmp"),
    }
    if city.server:
        copies.log_statements(city)
    try:
        yield lives(city, home, beside)
    finally:
        city.close()


def lives(city: City, home: Path, beside: Path) -> SimpleNamespace:
    city.run("gongkai.surface.cli.main", "migrate")
    secrets = json.loads(act(city, "opened"))
    for child in ("clock", "tasks", "follow"):
        city.start("gongkai.project.worker", child)
    web = city.serve()
    act(city, "publish", "栖霞巷片区征收公告")
    people = [Asked(web, person) for person in TWENTY]
    for one in people:
        one.apply()
    broken = Asked(web, BROKEN)
    fails(broken, home)
    act(city, "asked")
    for one in people:
        one.correct()
    staff = officers(web, secrets)
    for number in LEAVERS:
        people[number].leave()
    act(city, "answered")
    stayed = [one for number, one in enumerate(people) if number not in LEAVERS]
    for one in stayed:
        one.rate_and_complain()
    for one in stayed[:CORRECTIONS]:
        one.correct_record()
    act(city, "followed")
    for days in ("18", "40"):
        act(city, "worked", days)
    visitor = Visitor(web, "203.0.113.9")
    answers = [visitor.get(path) for path in PUBLIC]
    heads = [head for each in (*people, broken) for head in each.browser.heads]
    heads += [head for each in staff for head in each.heads]
    return SimpleNamespace(
        city=city, home=home, beside=beside, web=web, people=people, answers=answers, heads=heads
    )


def act(city: City, *words: str) -> str:
    return city.run("tests.project.acting", *words)


def fails(broken: Asked, home: Path) -> None:
    """The folder of sealed files is away, and a file in its place: the form meets a fault of the machine."""
    folder = home / "sealing" / "files"
    folder.rename(folder.with_name("away"))
    folder.write_text("")
    broken.apply()
    assert broken.browser.status == 500
    folder.unlink()
    folder.with_name("away").rename(folder)


def nothing(places: tuple[set, int], least: int) -> set[str]:
    """Nothing of theirs was found, though much was searched; the places where the office's line stands."""
    found, total = places
    told = sorted((place, whose) for place, whose in found if whose != "line")
    assert not told, told
    assert total > least
    print(f"{total:,} bytes searched for {len(SEARCHED):,} spellings")
    return {place for place, whose in found if whose == "line"}


def test_each_spelling_would_be_found():
    """The search itself: one value in every spelling, in the middle of other bytes."""
    for spelled in patterns([made(3)]):
        found, _ = copies.found(SEARCHED, iter([("here", b"\xff{" + spelled + b"}\xff")]))
        assert found, spelled


def test_the_folder_and_the_logs_hold_none(lived):
    """All of the state folder: key folders, sealed files, media, index, checkpoints, temporary files."""
    nothing(copies.found(SEARCHED, copies.files(lived.home)), 1_000_000)
    log = (lived.beside / "log").read_bytes()
    assert b"Traceback" in log and b"NotADirectoryError" in log, "the fault was not met"
    nothing(copies.found(SEARCHED, iter([("log", log)])), 1_000)


def test_the_database_and_its_backups_hold_none(lived, tmp_path):
    """They do hold the office's line: what is searched can be read."""
    places = nothing(copies.found(SEARCHED, copies.database(lived.city, tmp_path)), 1_000_000)
    assert {Path(place).suffix for place in places} >= {".sql", ".gz, unpacked"}


def test_addresses_cookies_and_public_answers_hold_none(lived):
    """The name that a browser saves a file under is left out: it goes to whom the file itself goes."""
    heads = [line for head in lived.heads for line in head.splitlines() if "Content-Disposition" not in line]
    nothing(copies.found(SEARCHED, iter([("heads", "\n".join(heads).encode())])), 10_000)
    nothing(copies.found(SEARCHED, iter([("public", "\n".join(lived.answers).encode())])), 10_000)


def test_mails_exports_and_search_hold_none(lived, mails, tmp_path):
    until(lambda: len(mails.mails) > 5, "no mail left")
    nothing(copies.found(SEARCHED, iter([("mails", "\n".join(mails.mails).encode())])), 1_000)
    said = lived.city.run(
        "gongkai.surface.cli.main", "export", "catalogue", "--output", str(tmp_path / "all")
    )
    said += (tmp_path / "all").read_text(encoding="utf-8")
    for person in TWENTY[:4]:
        told = get(f"{lived.web}/api/v1/publications?q={person.form['telephone']}")[1]
        assert not json.loads(told)["items"]
    nothing(copies.found(SEARCHED, iter([("exports", said.encode())])), 100)


def test_what_is_destroyed_is_still_counted_and_the_ledger_verifies(lived, tmp_path):
    before = get(f"{lived.web}/requests/statistics.csv")[1]
    number, *keys = json.loads(act(lived.city, "destroyed"))
    folder = lived.home / "sealing" / "keys"
    assert folder.is_dir() and not [key for key in keys if (folder / key[:2] / key[2:]).exists()]
    assert get(f"{lived.web}/requests/statistics.csv")[1] == before
    lived.city.run("gongkai.surface.cli.main", "verify")
    one = next(one for one in lived.people if one.number == number)
    assert "对不上" in one.ask_for_status()
    nothing(copies.found(SEARCHED, copies.database(lived.city, tmp_path)), 1_000_000)
