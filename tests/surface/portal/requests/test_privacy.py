"""Nothing of applicants is found where others look: search, feeds, exports, figures, logs, errors."""

import logging
import re

from django.core.management import call_command

from gongkai.desk.disclosure.models import DisclosureRequest
from gongkai.desk.disclosure.services import handling
from gongkai.record.search import services as search
from gongkai.surface.portal.requests import applying

from .citizen import FIELDS, NEW, STATUS, applied, looked_over

WORDS = {
    "name": "欧阳检索不到",
    "identity_number": "110105198912310029",
    "telephone": "13912345678",
    "title": "只有申请人知道的事项甲乙丙",
    "email": "nobody-finds@example.com",
}
PLACES = (
    "/search?q=检索不到",
    "/suggest?q=检索",
    "/search/export.csv?q=甲乙丙",
    "/feeds/latest.atom",
    "/sitemap/",
    "/sitemap.xml",
    "/",
    "/today/",
    "/requests/",
    "/requests/statistics/",
    "/requests/statistics.csv",
)


def test_search_feeds_exports_and_figures_hold_nothing_of_applicants(
    visitor, people, caplog, capsys, tmp_path
):
    caplog.set_level(logging.DEBUG)
    number, code = applied(visitor, **WORDS)
    case = DisclosureRequest.objects.get(number=number)
    handling.confirm(case.pk, subject="一件事", version=case.version, by=people["case officer"])
    visitor.get(STATUS)
    search.follow()
    dump = tmp_path / "dump.json"
    call_command("dumpdata", "disclosure", "ledger", "portal", output=str(dump), verbosity=0)
    said = dump.read_text(encoding="utf-8") + caplog.text + "".join(capsys.readouterr())
    for path in PLACES:
        response = type(visitor)().get(path)
        assert response.status_code in (200, 404), path
        said += re.sub(r"[?&]q=[^\"&<]*", "", response.content.decode())
    for word in (*WORDS.values(), code, code.replace("-", "")):
        assert word not in said


def test_an_error_while_sending_tells_the_log_nothing(visitor, people, caplog, capsys, monkeypatch):
    def broken(*arguments, **named):
        raise RuntimeError("broken")

    sent = looked_over(visitor, **WORDS)
    visitor.raise_request_exception = False
    monkeypatch.setattr(applying.filing, "submit", broken)
    assert visitor.post(NEW, sent).status_code == 500
    said = caplog.text + "".join(capsys.readouterr())
    assert "broken" in said
    for word in (*WORDS.values(), FIELDS["title"]):
        assert word not in said
