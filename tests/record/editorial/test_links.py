"""Outside addresses: which, and which are dead."""

from gongkai.record.editorial.rules.checks.links import named

from .subjects import checks


def test_the_outside_addresses_of_a_page():
    html = '<p><a href="https://a.gov.cn/1">甲</a><a class="x" href="/2">乙</a><a href="https://a.gov.cn/1">丙</a></p>'
    assert named(html) == ("https://a.gov.cn/1",)


def test_the_dead_ones():
    assert checks("news", links={"https://a.gov.cn/1": True, "https://a.gov.cn/2": False}) == ["link.dead"]


def test_an_address_is_named_as_a_browser_reads_it():
    assert named('<a href="http://a.cn/?a=1&amp;b=2">x</a>') == ("http://a.cn/?a=1&b=2",)
