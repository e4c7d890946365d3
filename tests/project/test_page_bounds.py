"""What the page store remembers stays in bounds, whatever visitors send."""

from gongkai.project.page_gate import LONGEST_COOKIE, LONGEST_HOST, LONGEST_PATH

from .test_page_gate import Site, ask, gate


def test_what_visitors_send_is_remembered_in_bounds():
    door = gate(Site())
    for number in range(3):
        ask(door, HTTP_COOKIE=f"visit={number}" + "x" * LONGEST_COOKIE)
        ask(door, path="/" + "x" * LONGEST_PATH + str(number))
        ask(door, HTTP_HOST="x" * LONGEST_HOST + str(number))
    assert not door._visitors
    assert len(door.store.pages) == 1 and not door.store._unstorable


def test_a_name_that_the_view_does_not_read_makes_no_page():
    site = Site(("Gongkai-Query", "before"))
    door = gate(site)
    for query in ("", "before=a", "kind=a", "before=a&kind=b"):
        ask(door, query=query)
    assert sorted(key[2] for key in door.store.pages) == ["", "before=a"]
