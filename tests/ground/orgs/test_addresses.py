"""Where tries are counted: an address, an IPv6 network, and behind a proxy what the proxy saw."""

import pytest

from gongkai.ground.orgs.rules.addresses import place


@pytest.mark.parametrize(
    ("seen", "forwarded", "counted"),
    [
        ("192.0.2.7", None, "192.0.2.7"),
        ("2001:db8::1:2", None, "2001:db8::/64"),
        ("2001:db8::ffff:9", None, "2001:db8::/64"),
        ("", None, "::/64"),
        ("not an address", None, "not an address"),
        ("127.0.0.1", "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "spoofed, 2001:db8::5", "2001:db8::/64"),
        ("127.0.0.1", "", "::/64"),
    ],
)
def test_a_place_is_what_the_last_of_ours_saw(seen, forwarded, counted):
    assert place(seen, forwarded) == counted
