"""The provider's word over real sockets: taken when everything about it fits, and never otherwise."""

import base64
import hashlib
import time
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache

from gongkai.ground.citizens.services import provider
from gongkai.ground.citizens.services.provider import ProviderFailed

from . import identity

BACK = "https://www.example.gov.cn/account/callback/"


@pytest.fixture
def server(settings):
    with identity.listening() as running:
        settings.CITIZEN_OIDC = identity.configured(running.address)
        yield running


def finished(server, sent=None, **changed):
    """To the provider and back, as an honest browser would."""
    _, errand = provider.begin(BACK)
    server.nonce = errand.nonce
    server.claims = changed
    return provider.finish(errand, {"code": "c", "state": errand.state, **(sent or {})}, BACK)


def test_the_browser_is_sent_with_state_nonce_and_a_challenge_that_the_exchange_answers(server):
    address, errand = provider.begin(BACK)
    asked = {name: value[0] for name, value in parse_qs(urlsplit(address).query).items()}
    assert address.startswith(f"{server.address}/authorize?") and asked["scope"] == "openid"
    assert (asked["state"], asked["nonce"], asked["redirect_uri"]) == (errand.state, errand.nonce, BACK)
    server.nonce = errand.nonce
    assert provider.finish(errand, {"code": "c", "state": errand.state}, BACK) == (server.address, "s-wang")
    ((proof, form),) = server.exchanged
    assert proof == f"{identity.CLIENT}:{identity.SECRET}" and form["redirect_uri"] == [BACK]
    digest = hashlib.sha256(form["code_verifier"][0].encode()).digest()
    assert base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == asked["code_challenge"]
    assert errand.nonce not in repr(errand) and errand.verifier not in repr(errand)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"aud": "another-client"}, "InvalidAudienceError"),
        ({"aud": ["gongkai", "another"], "azp": "another"}, "azp"),
        ({"aud": ["gongkai", "another"]}, "azp"),
        ({"azp": "another"}, "azp"),
        ({"iss": "https://evil.example"}, "InvalidIssuerError"),
        ({"exp": int(time.time()) - 3600}, "ExpiredSignatureError"),
        ({"exp": None}, "MissingRequiredClaimError"),
        ({"iat": int(time.time()) + 3600}, "ImmatureSignatureError"),
        ({"nonce": "replayed"}, "nonce"),
        ({"nonce": None}, "MissingRequiredClaimError"),
        ({"sub": ""}, "sub"),
        ({"sub": None}, "MissingRequiredClaimError"),
    ],
)
def test_a_token_that_is_not_for_us_now_is_refused(server, changed, why):
    with pytest.raises(ProviderFailed, match=why):
        finished(server, **changed)


@pytest.mark.parametrize(
    "signing", [(identity.STRANGE, "RS256"), ("", "none"), (identity.SECRET * 3, "HS256")]
)
def test_a_token_that_the_provider_did_not_sign_is_refused(server, signing):
    server.signing = signing
    with pytest.raises(ProviderFailed):
        finished(server)


@pytest.mark.parametrize(
    "sent",
    [
        {"state": "another"},
        {"state": ""},
        {"state": "\ud800"},
        {"code": ""},
        {"error": "access_denied"},
        {"iss": "https://evil.example"},
    ],
)
def test_a_return_that_is_not_of_this_errand_asks_the_provider_nothing(server, sent):
    with pytest.raises(ProviderFailed):
        finished(server, sent)
    assert not server.exchanged


@pytest.mark.parametrize(
    "described",
    [
        {"issuer": "https://evil.example"},
        {"authorization_endpoint": "https://evil.example/authorize"},
        {"authorization_endpoint": None},
    ],
)
def test_a_description_of_somebody_else_is_refused(server, described):
    server.described = described
    with pytest.raises(ProviderFailed):
        provider.begin(BACK)


def test_secrets_go_to_the_providers_own_hosts_only(server):
    server.described = {"token_endpoint": "http://169.254.169.254/token"}
    with pytest.raises(ProviderFailed, match="token_endpoint"):
        finished(server)


def test_a_code_that_was_used_a_provider_without_an_answer_and_one_that_wants_a_class(server, settings):
    server.status = 400
    with pytest.raises(ProviderFailed, match="/token 400"):
        finished(server)
    server.status = 200
    server.described = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    cache.clear()
    assert finished(server)[1] == "s-wang"
    assert server.exchanged[-1][1]["client_secret"] == [identity.SECRET]
    settings.CITIZEN_OIDC = identity.configured(server.address, ACR="urn:gov:real-name")
    with pytest.raises(ProviderFailed, match="acr"):
        finished(server, acr="urn:gov:email")
    assert finished(server, acr="urn:gov:real-name")[1] == "s-wang"
    settings.CITIZEN_OIDC = identity.configured("http://127.0.0.1:9")
    with pytest.raises(ProviderFailed):
        provider.begin(BACK)
