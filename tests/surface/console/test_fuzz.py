"""Odd words in the query or the form of every staff screen are answered in words, never with a failure."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from gongkai.ground.orgs.rules import ADMINISTRATORS, Duty

from .. import city
from . import trial
from .subjects import ARGUMENTS, SENT

ODD = ("\0", "²", "9" * 20, "长" * 300, "9999-12-31", "2024-01-01T00:00:00_1")
QUERY = (
    "before", "after", "state", "proposal", "words", "view", "kind", "status", "check", "severity", "duty",
    "person", "about", "organisation", "from", "to", "copy", "next", "document", "word", "category", "mine",
)  # fmt: skip
FORM = (
    "answer", "back", "code", "confirmed", "document", "duty", "ending", "explains", "feed", "file",
    "fingerprint", "html", "item", "key", "kind", "made_on", "manuscript", "next", "numbers", "on", "outcome",
    "reason", "remove", "rest", "revision", "stage", "step", "subject", "successor", "table", "title", "use",
    "username", "which", "words",
)  # fmt: skip


@pytest.fixture
def tried(jiangcheng):
    return trial.Trial(jiangcheng)


def clients():
    """Somebody with every duty of a desk, and each of the three administrators."""
    desk = tuple(duty for duty in Duty if duty not in ADMINISTRATORS)
    for number, duties in enumerate((desk, *((Duty.READ, one) for one in sorted(ADMINISTRATORS)))):
        client = Client(raise_request_exception=False)
        client.force_login(city.person(f"odd-{number}", trial.MIDDLE, "试", *map(Duty, duties)))
        yield client


def sent(known: dict, odd: str) -> list[dict]:
    """Everything odd at once; then what the route needs, with one field of it odd."""
    numbered = {f"proposal-{odd}": "keep", "proposal-1": odd, "reason-1": odd}
    return [dict.fromkeys(FORM, odd) | numbered, *({**known, name: odd} for name in known)]


def test_no_screen_fails(tried):
    failed, shut = [], []
    people = list(clients())
    for name, _ in trial.ours():
        address = reverse(name, args=ARGUMENTS[name](tried.places["own"]) if name in ARGUMENTS else [])
        known = SENT[name](tried.places["own"]) if name in SENT else {}
        client = next((one for one in people if trial.status_of(one.get(address)) != 403), None)
        if client is None:
            shut.append(name)
            continue
        for odd in ODD:
            with transaction.atomic():
                answers = [client.get(address, dict.fromkeys(QUERY, odd))]
                answers += [client.post(address, form) for form in sent(known, odd)]
                failed += [f"{name} {odd[:20]!r}" for one in answers if trial.status_of(one) >= 500]
                transaction.set_rollback(True)
    assert not failed
    assert not shut
