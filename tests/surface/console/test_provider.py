"""Sign-in through a real OpenID Connect provider that runs beside us and is asked over sockets."""

import json
import logging
import urllib.parse

import pytest
import requests
from oidc_provider_mock import User, run_server_in_thread

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs.rules import Duty
from gongkai.ground.orgs.services.identities import link_identity
from gongkai.project import identity
from gongkai.surface.console import provider

from .. import city

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::authlib.deprecate.AuthlibDeprecationWarning"),
]
SECRET = "the-clients-secret"


@pytest.fixture(scope="module")
def running():
    people = [
        User(sub="s-reader"),
        User(sub="s-reviewer", claims={"amr": ["pwd", "mfa"]}),
        User(sub="s-nobody"),
    ]
    with run_server_in_thread(user_claims=people) as server:
        yield f"http://localhost:{server.server_port}"


def environment(address, **more):
    return {
        "GONGKAI_OIDC_ISSUER": address,
        "GONGKAI_OIDC_CLIENT_ID": "gongkai",
        "GONGKAI_OIDC_SECRET": SECRET,
        "GONGKAI_OIDC_NAME": "江城统一身份",
        **more,
    }


@pytest.fixture
def configured(running, settings):
    settings.OIDC = identity.configured(environment(running))
    settings.SOCIALACCOUNT_PROVIDERS = identity.providers(settings.OIDC)
    return running


def round_trip(client, subject, begin="/console/oidc/"):
    """What a browser does: to the provider, agree there, and back."""
    there = client.get(begin).headers["Location"]
    agreed = requests.post(there, data={"sub": subject}, allow_redirects=False, timeout=5)
    back = urllib.parse.urlsplit(agreed.headers["Location"])
    return client.get(f"{back.path}?{back.query}")


def test_a_linked_person_comes_in_and_nothing_secret_is_kept(client, jiangcheng, configured, caplog):
    caplog.set_level(logging.INFO)
    link_identity("reader", configured, "s-reader", by=city.OPERATOR)
    assert "江城统一身份" in client.get("/console/login/").content.decode()
    answer = round_trip(client, "s-reader", "/console/oidc/?next=/console/posts/")
    assert answer.headers["Location"] == "/console/posts/"
    assert client.get("/console/posts/").status_code == 200
    assert ledger.of(f"person/{jiangcheng.reader.pk}")[-1].kind == "person.signed_in"
    kept = json.dumps(dict(client.session.items())) + caplog.text
    assert "eyJ" not in kept and SECRET not in kept and "code=" not in kept


def test_an_unknown_subject_is_nobody_and_no_account_is_made(client, jiangcheng, configured):
    people = city.orgs.User.objects.count()
    answer = round_trip(client, "s-nobody")
    assert answer.headers["Location"] == "/console/login/"
    assert "没有与之绑定的账号" in client.get("/console/login/").content.decode()
    assert client.get("/console/").status_code == 302
    assert city.orgs.User.objects.count() == people
    assert ledger.of("person/unknown")[-1].kind == "person.identity_unknown"


def test_an_address_links_nobody(client, jiangcheng, configured):
    """The mock gives the subject as e-mail; a person with that address is not thereby the subject."""
    jiangcheng.reader.email = "s-stranger@example.cn"
    jiangcheng.reader.save()
    round_trip(client, "s-stranger@example.cn")
    assert client.get("/console/").status_code == 302


def test_a_person_without_a_post_stays_outside(client, jiangcheng, configured):
    link_identity("reader", configured, "s-reader", by=city.OPERATOR)
    city.orgs.dismiss("reader", f"{city.FINANCE}/2", to_on=city.date(2020, 1, 1), by=city.OPERATOR)
    assert round_trip(client, "s-reader").headers["Location"] == "/console/login/"


def test_the_providers_word_for_two_factors_counts(client, jiangcheng, configured):
    city.person("reviewer", city.FINANCE, "审核员", Duty.READ, Duty.REVIEW)
    link_identity("reviewer", configured, "s-reviewer", by=city.OPERATOR)
    round_trip(client, "s-reviewer")
    assert client.get("/console/").status_code == 200


def test_without_it_ours_is_asked(client, jiangcheng, configured):
    city.armed("reader")
    link_identity("reader", configured, "s-reader", by=city.OPERATOR)
    round_trip(client, "s-reader")
    assert client.get("/console/").headers["Location"].startswith("/console/second-factor/")


def test_a_state_is_used_once_and_by_its_own_browser(client, jiangcheng, configured):
    link_identity("reader", configured, "s-reader", by=city.OPERATOR)
    there = client.get("/console/oidc/").headers["Location"]
    agreed = requests.post(there, data={"sub": "s-reader"}, allow_redirects=False, timeout=5)
    back = urllib.parse.urlsplit(agreed.headers["Location"])
    answer = type(client)().get(f"{back.path}?{back.query}")
    assert answer.headers["Location"] == "/console/login/"
    for query in ("", "?state=made-up&code=made-up", "?error=access_denied"):
        answer = client.get(f"/console/oidc/staff/{query}")
        assert answer.headers["Location"] == "/console/login/"
    assert "没有完成" in client.get("/console/login/").content.decode()


def test_the_request_carries_what_the_environment_says_and_nothing_of_the_visitors(client, configured):
    there = client.get("/console/oidc/?scope=admin&auth_params=prompt%3Dnone&process=connect").headers[
        "Location"
    ]
    sent = urllib.parse.parse_qs(urllib.parse.urlsplit(there).query)
    assert there.startswith(configured)
    assert sent["scope"] == ["openid"] and "prompt" not in sent
    assert sent["code_challenge_method"] == ["S256"] and sent["state"]


def test_only_the_providers_hosts_are_asked(configured):
    session = provider.Session()
    for address in (
        "http://169.254.169.254/latest",
        "http://127.0.0.1:1/",
        "https://localhost/",
        "file:///etc/passwd",
    ):
        with pytest.raises(requests.exceptions.InvalidURL):
            session.get(address)


def test_a_provider_that_does_not_answer_is_said_in_words(client, db, settings):
    settings.OIDC = identity.configured(environment("http://localhost:9"))
    settings.SOCIALACCOUNT_PROVIDERS = identity.providers(settings.OIDC)
    assert client.get("/console/oidc/").headers["Location"] == "/console/login/"
    assert "统一身份登录没有完成" in client.get("/console/login/").content.decode()


def test_without_a_provider_there_is_no_button_and_no_way(client, db):
    assert "统一身份" not in client.get("/console/login/").content.decode()
    assert client.get("/console/oidc/").status_code == 404
    assert client.get("/console/oidc/staff/?code=x&state=y").status_code == 404


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"GONGKAI_OIDC_SECRET": ""}, "GONGKAI_OIDC_SECRET"),
        ({"GONGKAI_OIDC_ISSUER": "http://id.example"}, "https"),
    ],
)
def test_a_wrong_environment_is_refused_at_the_start(given, words):
    with pytest.raises(identity.ImproperlyConfigured, match=words):
        identity.configured(environment("https://id.example") | given)


def test_agreed_classes_count_as_two_factors(settings):
    settings.OIDC = identity.configured(environment("https://id.example", GONGKAI_OIDC_ACR="urn:gov:2fa"))
    assert provider.two_factors({"acr": "urn:gov:2fa"})
    assert not provider.two_factors({"acr": "urn:gov:1fa", "amr": ["pwd"]})
    assert not provider.two_factors({"amr": "mfa"})
