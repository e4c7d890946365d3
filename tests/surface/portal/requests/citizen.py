"""A citizen at the portal: fills in forms as a browser would, page by page."""

import re
from html import unescape

from django.conf import settings
from django.test import Client

from gongkai.surface.portal.requests import questions, robots
from tests.desk.disclosure.asking import APPLICATION, FINANCE

NEW, STATUS, RECEIPT, COMPLAIN = (
    "/requests/new/",
    "/requests/status/",
    "/requests/receipt/",
    "/requests/complain/",
)
FIELDS = {
    "applicant": APPLICATION.applicant.value,
    "name": APPLICATION.name,
    "identity": APPLICATION.identity.value,
    "identity_number": APPLICATION.identity_number,
    "telephone": APPLICATION.telephone,
    "title": APPLICATION.title,
    "form": APPLICATION.form.value,
    "way": APPLICATION.way.value,
    "organisation": FINANCE,
}
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of a page's forms."""
    return {name: unescape(value) for name, value in HIDDEN.findall(page)}


def answer_to(asked: str) -> str:
    """What a person would answer: the test knows the secret of the draw."""
    seed, _mark = robots.signing.loads(asked, salt=robots.SALT)
    return str(questions.drawn(robots._seed(seed))[1])


def looked_over(client: Client, **fields) -> dict[str, str]:
    """The third page's fields, with the question answered and the box ticked."""
    response = client.post(NEW, {**FIELDS, **fields, "step": "check"})
    assert response.status_code == 200, response.content.decode()
    sent = hidden(response.content.decode())
    return {**sent, "answer": answer_to(sent["asked"]), "confirmed": "1", "step": "send"}


def applied(client: Client, **fields) -> tuple[str, str]:
    """Number and code of a new request, as the receipt shows them."""
    response = client.post(NEW, looked_over(client, **fields))
    assert response.status_code == 302, response.content.decode()
    return read(client.get(RECEIPT).content.decode())


def read(receipt: str) -> tuple[str, str]:
    """Number and code on a receipt."""
    number, code = re.findall(r'class="code num">([^<]+)<', receipt)
    return number, code


def cookie_names(client: Client) -> set[str]:
    return {name for name in client.cookies if name not in (settings.CSRF_COOKIE_NAME,)}
