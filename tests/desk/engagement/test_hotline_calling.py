"""Only the named host is called, and what cannot be read is no answer."""

import pytest

from gongkai.desk.engagement.services import hotline_calling as calling


def test_an_answer_is_read_or_none(hotline):
    assert calling.compare({"sent": ["a"], "awaiting": []}) == {"missing": ["a"]}
    hotline.reconciles = [1]
    assert calling.compare({"sent": [], "awaiting": []}) is None
    hotline.shutdown()
    hotline.server_close()
    assert calling.compare({"sent": [], "awaiting": []}) is None
    assert calling.tell({"message": "x"}).trouble == "unreachable"


@pytest.mark.parametrize("change", [{"host": "elsewhere.example"}, {"scheme": "https"}])
def test_no_other_host_is_asked(hotline, settings, change):
    settings.HOTLINE = hotline.settings | change
    assert calling.tell({"message": "x"}).trouble == "nonsense"
    assert hotline.asked == []
