"""The door's entries carry a number and a post, no name."""

import pytest

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs import services
from gongkai.ground.orgs.rules import system
from gongkai.ground.orgs.rules.people import SignIn
from gongkai.ground.orgs.services import signing_in

from .test_services import BY, PASSWORD

pytestmark = pytest.mark.django_db


def test_a_person_is_a_number_and_a_stranger_is_unknown():
    user = services.enrol("zhangsan", "张三", PASSWORD, by=BY)
    assert signing_in.person_of("zhangsan") == user.pk
    assert signing_in.person_of("nobody") is None
    signing_in.note(SignIn.FAILED, user.pk, by=system("door"))
    signing_in.note(SignIn.SHUT, None, by=system("door"))
    known, unknown = ledger.of(f"person/{user.pk}")[-1], ledger.of("person/unknown")[0]
    assert (known.kind, unknown.kind) == ("person.sign_in_failed", "person.locked_out")
    assert known.salt and known.facts == "{}"
