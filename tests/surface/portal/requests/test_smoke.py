from tests.surface.portal.requests import citizen
from tests.surface.portal.requests.citizen import *
import pytest

def test_walk(visitor, people):
    for path in ("/requests/", NEW, STATUS, COMPLAIN, "/requests/statistics/", "/requests/statistics.csv"):
        r = visitor.get(path); assert r.status_code == 200, path
    r = visitor.post(NEW, {"organisation": citizen.FINANCE, "wish": "预算", "step": "look"}); assert r.status_code == 200
    r = visitor.post(NEW, {"organisation": citizen.FINANCE, "wish": "预算", "step": "fill"}); assert r.status_code == 200
    number, code = applied(visitor)
    print(number, code)
    r = visitor.get(STATUS); assert "等机关确认" in r.content.decode()
