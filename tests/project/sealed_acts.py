"""What the twenty do at the portal, step by step, and what the staff open of it in the console."""

import time

from tests.desk.disclosure.asking import FINANCE
from tests.record.editorial.making import PASSWORD
from tests.surface.city import one_time
from tests.surface.portal.requests.citizen import answer_to, read

from .applicants import TWENTY, Made, made
from .visitor import Upload, Visitor

COUNTER = made(20)  # comes in person, and is entered by the officer
LARGE = 3_000_000  # bytes: more than is received in memory


class Asked:
    """One applicant at the portal, with the number and the code of the receipt."""

    def __init__(self, web: str, person: Made) -> None:
        self.person, self.browser = person, Visitor(web, person.place)
        self.number = self.code = ""

    def send(self, path: str, fields: dict) -> str:
        """The form of the page, with the robots' question answered."""
        asked = answer_to(self.browser.hidden()["asked"])
        return self.browser.post(path, {**fields, "answer": asked, "confirmed": "1"})

    def apply(self) -> None:
        browser, form = self.browser, self.person.form | {"organisation": FINANCE}
        browser.get("/requests/new/")
        browser.post("/requests/new/", {"organisation": FINANCE, "wish": form["title"], "step": "look"})
        browser.post("/requests/new/", {**form, "telephone": "", "email": "x", "step": "check"})
        assert browser.status == 422
        browser.post("/requests/new/", {**form, "step": "check"})
        name, content = self.person.file
        paper = Upload(name, content * (LARGE // len(content) if self.person in TWENTY[:2] else 1))
        self.send("/requests/new/", {"files": paper, "step": "send"})
        if self.browser.status == 200:
            self.number, self.code = read(self.browser.page)

    def ask_for_status(self) -> str:
        self.browser.get("/requests/status/")
        sent = {"number": self.number, "code": "AAAA-AAAA-AAAA-AAAA"}
        self.browser.post_plain("/requests/status/", sent)
        return self.browser.post_plain("/requests/status/", sent | {"code": self.code})

    def correct(self) -> None:
        page = self.ask_for_status()
        assert self.person.form["name"] in page
        files = {"words": self.person.correction, "files": Upload(*self.person.file)}
        self.browser.post("/requests/status/correct/", files)

    def leave(self) -> None:
        self.ask_for_status()
        self.browser.get("/requests/status/withdraw/")
        self.browser.post("/requests/status/withdraw/", {"words": self.person.withdrawal})

    def rate_and_complain(self) -> None:
        page = self.ask_for_status()
        assert self.person.form["telephone"] in page
        self.browser.post("/requests/status/rate/", {"score": "2"})
        self.browser.get("/requests/complain/?case=")
        form = self.person.form
        sent = {"words": self.person.complaint, "name": form["name"], "contact": form["telephone"]}
        self.browser.post("/requests/complain/", {**sent, "case": ""})
        assert "TS2" in self.browser.page

    def correct_record(self) -> None:
        form = self.person.form
        claim = {
            "organisation": FINANCE, "name": form["name"], "identity": "resident",
            "identity_number": form["identity_number"], "contact": form["email"], "record": form["title"],
            "wrong": form["purpose"], "right": form["address"], "evidence": form["features"],
        }  # fmt: skip
        self.browser.get("/requests/records/")
        self.send("/requests/records/", {**claim, "files": Upload(*self.person.file)})
        assert read(self.browser.page)


def officers(web: str, secrets: dict[str, str]) -> list[Visitor]:
    """The officer opens everything and enters one at the counter; the auditor reads who looked."""
    officer, auditor = (entered(web, name, secrets) for name in ("case-officer", "auditor"))
    officer.get("/console/requests/new/")
    paper = {"organisation": FINANCE, "channel": "oral", "submitted_on": time.strftime("%Y-%m-%d")}
    officer.post("/console/requests/new/", COUNTER.form | paper | {"name": ""})
    assert officer.status == 422
    officer.post("/console/requests/new/", COUNTER.form | paper)
    assert "gk-once" in officer.page
    for key in range(1, len(TWENTY) + 1):
        officer.get(f"/console/requests/{key}/")
        officer.post(f"/console/requests/{key}/open/", {})
        assert TWENTY[key - 1].form["name"] in officer.page
        officer.get("/console/requests/")
    officer.get("/console/requests/export/")
    auditor.get("/console/audit/")
    assert auditor.status == 200
    return [officer, auditor]


def entered(web: str, name: str, secrets: dict[str, str]) -> Visitor:
    visitor = Visitor(web, "192.0.2.7")
    visitor.get("/console/login/")
    visitor.post_plain("/console/login/", {"username": name, "password": PASSWORD})
    if name in secrets:
        visitor.post_plain("/console/second-factor/", {"code": one_time(secrets[name])})
    return visitor
