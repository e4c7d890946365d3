"""Signing in by the provider: a real one beside us, and every return that is not its own."""

import logging
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.conf import settings as configured_settings
from django.test import Client
from oidc_provider_mock import User, run_server_in_thread

from gongkai.ground.citizens.models import Citizen
from gongkai.surface.portal.page import absolute
from tests.ground.citizens import identity

from .visiting import ACCOUNT, text

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::authlib.deprecate.AuthlibDeprecationWarning"),
]


@pytest.fixture(scope="module")
def running():
    with run_server_in_thread(user_claims=[User(sub="s-wang"), User(sub="s-li")]) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def offered(running, settings):
    settings.CITIZEN_OIDC = identity.configured(running)
    return running


def there(client, back=""):
    """To the provider, agree there; the path that leads back."""
    address = client.get("/account/provider/", {"next": back}).headers["Location"]
    agreed = requests.post(address, data={"sub": "s-wang"}, allow_redirects=False, timeout=5)
    returned = urlsplit(agreed.headers["Location"])
    assert f"{returned.scheme}://{returned.netloc}{returned.path}" == absolute("/account/callback/")
    return f"{returned.path}?{returned.query}"


def test_a_citizen_comes_in_and_nothing_secret_is_kept(visitor, offered, caplog):
    caplog.set_level(logging.INFO)
    assert "江城群众统一身份" in text(visitor.get("/account/sign-in/"))
    answer = visitor.get(there(visitor, "/requests/"))
    assert answer.headers["Location"] == "/requests/"
    assert "统一身份账号" in text(visitor.get(ACCOUNT))
    one = Citizen.objects.get()
    assert one.level == "account" and "s-wang" not in str(Citizen.objects.values().get())
    kept = caplog.text + str(visitor.cookies)
    assert "eyJ" not in kept and identity.SECRET not in kept and "code=" not in kept
    again = Client()
    again.get(there(again))
    assert Citizen.objects.count() == 1 and "统一身份账号" in text(again.get(ACCOUNT))


def test_a_return_is_used_once_and_by_its_own_browser(visitor, offered):
    back = there(visitor)
    errand = visitor.cookies["gk_errand"].value
    assert Client().get(back).status_code == 422
    assert visitor.get(back).status_code == 302
    replay = Client()
    replay.cookies["gk_errand"] = errand
    answer = replay.get(back)
    assert answer.status_code == 422 and "没有完成" in text(answer)
    assert configured_settings.CITIZEN_COOKIE_NAME not in replay.cookies


@pytest.mark.parametrize(
    "query", ["", "?state=x&code=y", "?error=access_denied", "?state=&code=", "?code=%00&state=%00"]
)
def test_made_up_returns_sign_nobody_in(visitor, offered, query):
    visitor.get("/account/provider/")
    answer = visitor.get(f"/account/callback/{query}")
    assert answer.status_code == 422 and not Citizen.objects.exists()
    assert visitor.cookies["gk_errand"].value == ""  # an errand is used once, also by a wrong return


def test_an_altered_or_old_errand_is_none(visitor, offered, monkeypatch):
    back = there(visitor)
    cookie = visitor.cookies["gk_errand"].value
    visitor.cookies["gk_errand"] = cookie[:-2] + ("aa" if not cookie.endswith("aa") else "bb")
    assert visitor.get(back).status_code == 422


def test_what_is_asked_of_the_provider_is_ours(visitor, offered):
    address = visitor.get("/account/provider/?scope=admin&prompt=none&state=x").headers["Location"]
    sent = parse_qs(urlsplit(address).query)
    assert address.startswith(offered) and sent["scope"] == ["openid"] and "prompt" not in sent
    assert sent["code_challenge_method"] == ["S256"] and sent["state"] != ["x"]


def test_a_provider_that_is_away_is_said_in_words_and_none_is_no_page(visitor, settings):
    settings.CITIZEN_OIDC = identity.configured("http://localhost:9")
    answer = visitor.get("/account/provider/")
    assert answer.status_code == 422 and "统一身份登录没有完成" in text(answer)
    settings.CITIZEN_OIDC = {}
    assert visitor.get("/account/provider/").status_code == 404
    assert visitor.get("/account/callback/?code=x&state=y").status_code == 404
