"""The gateway's settings: none, whole, or refused at the start."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from gongkai.project.gateway import configured

SECRET = "sixteen-or-longer"


def read(url, secret=SECRET, **more):
    return configured({"GONGKAI_SMS_URL": url, "GONGKAI_SMS_SECRET": secret, **more}, "江城市人民政府")


def test_none_and_whole():
    assert configured({}, "x") == {}
    known = read("https://sms.example.cn:8443/v1/messages")
    assert (known["host"], known["scheme"], known["sign"]) == ("sms.example.cn", "https", "江城市人民政府")
    assert read("http://127.0.0.1:9/", GONGKAI_SMS_SIGN="江城发布")["sign"] == "江城发布"


@pytest.mark.parametrize(
    ("url", "secret"),
    [
        ("http://sms.example.cn/", SECRET),
        ("ftp://127.0.0.1/", SECRET),
        ("https://user@sms.example.cn/", SECRET),
        ("https:///v1", SECRET),
        ("https://sms.example.cn/", "short"),
        ("https://sms.example.cn/", ""),
    ],
)
def test_what_would_leak_or_lead_elsewhere_is_refused(url, secret):
    with pytest.raises(ImproperlyConfigured):
        read(url, secret)
