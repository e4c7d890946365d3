"""Somebody at the sign-in pages: fills in the forms, and reads the SMS that the gateway took."""

import re

from gongkai.ground.notices.services import delivering
from tests.surface.portal.requests.citizen import answer_to, hidden

PHONE = "13800138000"
ACCOUNT, SIGN_IN, ASK, CODE, REMINDERS, DELETE = (
    "/account/",
    "/account/sign-in/",
    "/account/phone/",
    "/account/code/",
    "/account/reminders/",
    "/account/delete/",
)


def text(response) -> str:
    return response.content.decode()


def ask(client, telephone=PHONE, back="", **more):
    """Send the telephone's form with the question answered."""
    fields = hidden(text(client.get(ASK, {"next": back})))
    sent = {**fields, "telephone": telephone, "answer": answer_to(fields["asked"]), **more.pop("fields", {})}
    return client.post(ASK, sent, **more)


def received(server) -> str:
    """The code of the last message that the gateway took."""
    delivering.deliver_due()
    return re.search(r"\d{6}", server.asked[-1]["text"])[0]


def sign_in(client, server, telephone=PHONE, back=""):
    """The whole way; the last answer."""
    assert ask(client, telephone, back).headers["Location"] == CODE
    return client.post(CODE, {"code": received(server)})
