"""The first people of a new installation."""

import io

import pytest

from gongkai.ground.orgs import queries
from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.models import User
from gongkai.ground.orgs.rules import Duty, system
from gongkai.surface.cli.main import main

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def root():
    return orgs.ensure_root(by=system("test")).code


def typed(monkeypatch, words):
    monkeypatch.setattr("sys.stdin", io.StringIO(words + "\n"))


def test_somebody_can_sign_in_on_an_empty_installation(root, monkeypatch, capsys):
    typed(monkeypatch, "correct horse battery")
    assert main(["staff", "enrol", "first", "--name", "某人"]) == 0
    assert main(["staff", "post", root, "安全管理员", "--duty", "security", "--duty", "read"]) == 0
    assert main(["staff", "appoint", "first", f"{root}/1"]) == 0
    person = User.objects.get(username="first")
    assert person.check_password("correct horse battery")
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
