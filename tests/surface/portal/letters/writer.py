"""A citizen at the portal: writes as a browser would, page by page."""

from django.test import Client

from tests.desk.engagement.corresponding import WRITING
from tests.surface.portal.requests.citizen import answer_to, hidden, read

FRONT, NEW, RECEIPT = "/letters/", "/letters/new/", "/letters/receipt/"
STATUS, BOARD = "/letters/status/", "/letters/board/"
FIELDS = {
    "kind": "complaint",
    "title": WRITING.title,
    "words": WRITING.words,
    "place": WRITING.place,
    "name": WRITING.name,
    "telephone": WRITING.telephone,
    "email": WRITING.email,
    "public": "yes",
}


def text(response) -> str:
    return response.content.decode()


def looked_over(client: Client, **fields) -> dict[str, str]:
    """The third page's fields, with the question answered."""
    response = client.post(NEW, {**FIELDS, **fields, "step": "check"})
    assert response.status_code == 200, text(response)
    sent = hidden(text(response))
    return {**sent, "answer": answer_to(sent["asked"]), "step": "send"}


def written(client: Client, **fields) -> tuple[str, str]:
    """Number and code of a new letter, as the receipt shows them."""
    response = client.post(NEW, looked_over(client, **fields))
    assert response.status_code == 302, text(response)
    return read(text(client.get(RECEIPT)))
