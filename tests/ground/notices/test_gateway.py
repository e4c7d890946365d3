"""The gateway over a socket: what it is given, and what each of its answers means."""

from datetime import timedelta

import pytest

from gongkai.ground.calling import services as calling
from gongkai.ground.notices.rules.messages import LONGEST_WAIT, Trouble
from gongkai.ground.notices.rules.outcomes import TAKEN, Outcome
from gongkai.ground.notices.services.gateway import hand_over

MESSAGE = {"id": "a" * 64, "to": "+8613800138000", "text": "您的事项已经答复"}


def test_a_message_is_signed_and_taken(sms):
    assert hand_over(MESSAGE) == TAKEN
    assert sms.asked == [MESSAGE]


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ((200, {"accepted": False, "reason": "blacklisted 13800138000"}), Outcome(Trouble.REFUSED, True)),
        ((409, {}), TAKEN),
        ((422, b""), Outcome(Trouble.REFUSED, True)),
        ((401, {}), Outcome(Trouble.SETUP)),
        ((404, {}), Outcome(Trouble.SETUP)),
        ((500, {"accepted": True}), Outcome(Trouble.BROKEN)),
        ((429, b""), Outcome(Trouble.BUSY)),
        ((429, b"", {"Retry-After": "90"}), Outcome(Trouble.BUSY, after=timedelta(seconds=90))),
        ((429, b"", {"Retry-After": "99999999"}), Outcome(Trouble.BUSY, after=LONGEST_WAIT)),
        ((429, b"", {"Retry-After": "Fri, 31 Dec 1999"}), Outcome(Trouble.BUSY)),
        ((200, b"<html>ok</html>"), Outcome(Trouble.NONSENSE)),
        ((200, b"[true]"), Outcome(Trouble.NONSENSE)),
        ((200, {"accepted": "yes"}), Outcome(Trouble.NONSENSE)),
        ((200, b"\xff\xfe"), Outcome(Trouble.NONSENSE)),
        ((200, b"[" * 20_000), Outcome(Trouble.NONSENSE)),
        ((204, b""), Outcome(Trouble.NONSENSE)),
        ((302, b"", {"Location": "http://169.254.169.254/"}), Outcome(Trouble.NONSENSE)),
        (("hang up", b""), Outcome(Trouble.UNREACHABLE)),
    ],
)
def test_every_answer_means_one_thing(sms, answer, outcome):
    sms.answers = [answer]
    assert hand_over(MESSAGE) == outcome
    assert len(sms.asked) == 1  # no redirect was followed


def test_too_late_too_long_and_nobody_there(sms, settings, monkeypatch):
    monkeypatch.setattr(calling, "SECONDS", 0.2)
    sms.answers = [("sleep", 0.5)]
    assert hand_over(MESSAGE).trouble == Trouble.TIMEOUT
    monkeypatch.setattr(calling, "LARGEST", 1000)
    sms.answers = [(200, b" " * 5000)]
    assert hand_over(MESSAGE).trouble == Trouble.NONSENSE
    settings.SMS = settings.SMS | {"url": "http://127.0.0.1:9/"}
    assert hand_over(MESSAGE).trouble == Trouble.UNREACHABLE
    settings.SMS = settings.SMS | {"url": "http://169.254.169.254/latest/meta-data"}
    assert hand_over(MESSAGE).trouble == Trouble.NONSENSE
