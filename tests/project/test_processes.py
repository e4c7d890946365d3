"""The store's contract between processes: what one publishes or withdraws, every web process shows."""

import pytest

from .city import City, get, until

TITLE = "关于春季植树的通知"


def home(web: str) -> str:
    """The home page's words without the marks where a long title may break."""
    return get(f"{web}/")[1].replace("<wbr>", "")


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    made = City(tmp_path_factory.mktemp("city"))
    try:
        made.run("gongkai.surface.cli.main", "migrate")
        made.start("gongkai.project.worker", "clock")
        yield made
    finally:
        made.close()


@pytest.fixture(scope="module")
def webs(city):
    return [city.serve(), city.serve("portal")]


def test_a_publication_and_its_withdrawal_show_in_every_process(city, webs):
    assert all(TITLE not in home(web) for web in webs)
    path = city.run("tests.project.acting", "publish", TITLE)
    for web in webs:
        until(lambda web=web: TITLE in home(web))
        status, page = get(web + path)
        assert status == 200 and f"{TITLE}全文" in page
        assert get(web + path) == (status, page)
    identifier = path.removeprefix("/publications/")
    city.run("tests.project.acting", "withdraw", identifier)
    for web in webs:
        until(lambda web=web: get(web + path)[0] == 410)
        assert "内容有误" in get(web + path)[1]
        until(lambda web=web: TITLE not in home(web))


def test_the_portal_face_has_no_staff_route(city, webs):
    both, portal = webs
    assert get(f"{both}/console/login/")[0] == 200
    for path in ("/console/", "/console/login/", "/admin/"):
        assert get(portal + path)[0] == 404


def test_the_console_face_has_no_public_page(city):
    console = city.serve("console")
    assert get(f"{console}/console/login/")[0] == 200
    assert get(f"{console}/")[0] == 404
    assert get(f"{console}/api/v1/publications")[0] == 404
