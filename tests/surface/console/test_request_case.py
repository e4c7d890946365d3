"""The page of a case tells nothing of the applicant; what is sealed opens by a button that is recorded."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.desk.disclosure.models import CaseFile
from gongkai.desk.disclosure.services import filing, handling
from gongkai.ground.deadlines.rules.events import Party
from gongkai.ground.ledger.models import Entry
from tests.desk.disclosure import asking
from tests.ground.attachments import hiding_places

from . import requesting
from .requesting import at, entered, fresh, text

MOST = 15  # statements of the page
PERSONAL = ("周晓梅", "110105198912310029", "13800138000", "滨江路改造工程")


@pytest.fixture
def people(db, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return requesting.city()


def looks(case):
    return Entry.objects.filter(kind="disclosure.looked", subject=case.number).count()


def test_the_page_shows_the_case_and_hides_the_person(people, django_assert_max_num_queries):
    first = requesting.received(people)
    case = requesting.received(people)
    handling.consult(
        case.pk, party=Party.THIRD_PARTY, reference="函1", words="征求周晓梅", version=fresh(case).version,
        by=people["case officer"],
    )  # fmt: skip
    client = entered("case-officer")
    with django_assert_max_num_queries(MOST):
        page = text(client.get(at("request", case.pk)))
    assert "个工作日" in page and "逐日看" in page and "发出征求意见函" in page and "函1（第三方）" in page
    assert first.number in page and "同一信息" in page and "近一年在全市另有 1 件" in page
    assert not [word for word in PERSONAL if word in page]
    assert looks(case) == 0


def test_opening_is_recorded_and_only_for_who_handles(people):
    case = requesting.received(people)
    client = entered("case-officer")
    page = text(client.post(at("open_request", case.pk)))
    assert all(word in page for word in PERSONAL) and looks(case) == 1
    assert client.get(at("open_request", case.pk)).status_code == 405
    assert entered("head").post(at("open_request", case.pk)).status_code == 403
    for name in ("request", "open_request", "request_reply"):
        assert entered("street-officer").post(at(name, case.pk)).status_code in (404, 405)
    assert entered("street-officer").get(at("request", case.pk)).status_code == 404
    assert looks(case) == 1


def test_files_are_sent_as_downloads_and_recorded(people):
    case, _ = filing.submit(asking.FINANCE, asking.APPLICATION, "a token", [asking.SEARCHED])
    row = CaseFile.objects.get()
    answer = entered("case-officer").post(at("request_file", case.pk, row.pk))
    assert answer.content == asking.SEARCHED.data and "attachment" in answer["Content-Disposition"]
    assert answer["Content-Type"] == "application/octet-stream" and looks(case) == 1
    assert entered("case-officer").post(at("request_file", case.pk, row.pk + 1)).status_code == 422
    assert entered("street-officer").post(at("request_file", case.pk, row.pk)).status_code == 404


def test_what_is_given_is_looked_at_before_it_is_kept(people):
    case, client = requesting.received(people), entered("case-officer")

    def attach(name, data, purpose="provided"):
        file = SimpleUploadedFile(name, data)
        given = {"purpose": purpose, "version": fresh(case).version, "files": [file]}
        return client.post(at("attach_to_request", case.pk), given, follow=True)

    covered = attach("批复.pdf", hiding_places.PLACES["under a box"][0]())
    assert covered.status_code == 422 and "盖住不是删去" in text(covered)
    hidden = attach("附表.xlsx", hiding_places.PLACES["hidden sheet"][0]())
    assert "隐藏工作表" in text(hidden)
    attach("检索.txt", "检索了档案系统".encode(), "search")
    rows = list(CaseFile.objects.filter(case=case).values_list("purpose", "for_applicant"))
    assert rows == [("provided", True), ("search", False)]
    assert attach("x.txt", b"x", "letter").status_code == 422
    assert client.post(at("attach_to_request", case.pk), {"purpose": "search"}).status_code == 422
