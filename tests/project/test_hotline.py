"""The hotline's settings: none, receiving only, whole, or refused at the start."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from gongkai.project.hotline import configured

SECRET = "sixteen-or-longer"


def read(url="", secret=SECRET):
    return configured({"GONGKAI_HOTLINE_URL": url, "GONGKAI_HOTLINE_SECRET": secret})


def test_none_receiving_only_and_whole():
    assert configured({}) == {}
    assert read() == {"secret": SECRET, "path": ""}
    known = read("https://12345.example.cn/gongkai/v1/")
    assert (known["host"], known["path"]) == ("12345.example.cn", "/gongkai/v1")
    assert known["url"] == "https://12345.example.cn/gongkai/v1"


@pytest.mark.parametrize(
    ("url", "secret"),
    [
        ("http://12345.example.cn/", SECRET),
        ("https://user@12345.example.cn/", SECRET),
        ("https://12345.example.cn/", ""),
        ("", "short"),
    ],
)
def test_what_would_leak_is_refused(url, secret):
    with pytest.raises(ImproperlyConfigured):
        read(url, secret)
