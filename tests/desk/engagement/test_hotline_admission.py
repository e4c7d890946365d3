"""Only the hotline gets in, and each request once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gongkai.desk.engagement.models import HotlineNonce
from gongkai.desk.engagement.services import hotline_admission as admission

from .hotline_play import SECRET, headers

PATH = "/api/v1/hotline/messages"


@pytest.fixture(autouse=True)
def known(db, settings):
    settings.HOTLINE = {"secret": SECRET, "path": ""}


def refused(body=b"{}", path=PATH, **given):
    with pytest.raises(admission.Stranger) as stranger:
        admission.admit("POST", PATH, headers(path, body, **given), b"{}")
    return stranger.value.why


def test_a_signed_request_gets_in_once():
    sent = headers(PATH, b"{}")
    admission.admit("POST", PATH, sent, b"{}")
    with pytest.raises(admission.Stranger) as replayed:
        admission.admit("POST", PATH, sent, b"{}")
    assert replayed.value.why == "replayed"


def test_strangers_store_nothing():
    assert refused(secret="another-secret-of-theirs") == "signature"
    assert refused(body=b"[]") == "signature"
    assert refused(path="/elsewhere") == "signature"
    assert refused(nonce="short") == "signature"
    assert refused(nonce="路" * 20) == "signature"
    assert refused(stamp=str(int(timezone.now().timestamp()) - 400)) == "timestamp"
    assert refused(stamp="x") == "timestamp"
    with pytest.raises(admission.Stranger):
        admission.admit("POST", PATH, {}, b"")
    assert not HotlineNonce.objects.exists()


def test_nonces_are_kept_as_long_as_their_stamps_hold():
    admission.admit("POST", PATH, headers(PATH, b"{}"), b"{}")
    assert admission.prune(timezone.now() + timedelta(seconds=500)) == 0
    assert admission.prune(timezone.now() + timedelta(seconds=700)) == 1


def test_without_a_secret_it_is_not_set_up(settings):
    settings.HOTLINE = {}
    assert not admission.set_up()
