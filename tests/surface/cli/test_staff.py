"""The first people of a new installation."""

import io

import pytest
from django.core.cache import cache

from gongkai.ground.orgs import queries
from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.models import User
from gongkai.ground.orgs.rules import Duty, NewOrganisation, OrganisationKind, system
from gongkai.ground.orgs.services import second_factor
from gongkai.ground.orgs.services.site import state_site
from gongkai.surface.cli.main import main
from gongkai.surface.demo import accounts, city

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def root():
    return orgs.ensure_root(by=system("test")).code


def typed(monkeypatch, words):
    monkeypatch.setattr("sys.stdin", io.StringIO(words + "\n"))


def test_somebody_can_sign_in_on_an_empty_installation(root, monkeypatch, capsys):
    typed(monkeypatch, "Correct horse 4 battery")
    assert main(["staff", "enrol", "first", "--name", "某人"]) == 0
    assert main(["staff", "post", root, "安全管理员", "--duty", "security", "--duty", "read"]) == 0
    assert main(["staff", "appoint", "first", f"{root}/1"]) == 0
    person = User.objects.get(username="first")
    assert person.check_password("Correct horse 4 battery")
    assert queries.actor_of(person).duties == {Duty.SECURITY, Duty.READ}
    assert "correct horse" not in capsys.readouterr().out


def test_what_does_not_fit_is_said_in_words(root, monkeypatch, capsys):
    typed(monkeypatch, "short")
    assert main(["staff", "enrol", "first"]) == 1
    assert main(["staff", "post", root, "一人两职", "--duty", "security", "--duty", "audit"]) == 1
    assert "三员分立" in capsys.readouterr().err
    assert main(["staff", "appoint", "nobody", f"{root}/9"]) == 1
    assert "请核对" in capsys.readouterr().err
    with pytest.raises(SystemExit) as left:
        main(["staff"])
    assert left.value.code == 2


def test_a_code_is_told_for_a_demonstrations_own_accounts_only(planted, settings, tmp_path, capsys):
    settings.HOME = tmp_path
    orgs.ensure_root(by=system("test"))
    codes = [city.code(serial) for serial in range(1, city.STREET + 1)]
    for number in codes:
        new = NewOrganisation(number, number, OrganisationKind.DEPARTMENT, queries.root().code)
        orgs.open_organisation(new, by=system("test"))
    accounts.enrol_all([queries.root().code, *codes], by=system("demo"))
    coded = next(account for account in accounts.accounts() if account["secret"])
    assert main(["staff", "code", coded["username"]]) == 1  # no demonstration by its data
    state_site(by=system("test"), demonstration="演示数据")
    cache.clear()
    assert main(["staff", "code", coded["username"]]) == 0
    assert coded["username"] in capsys.readouterr().out
    orgs.enrol("real", "", "Correct horse 4 battery", by=system("test"))
    second_factor.give("real", coded["secret"], by=system("test"))
    assert main(["staff", "code", "real"]) == 1
    assert "身份验证器" in capsys.readouterr().err
