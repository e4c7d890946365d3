"""A subject of an identity provider is one person, by a security administrator's word."""

import pytest

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs import services
from gongkai.ground.orgs.models import OutsideIdentity
from gongkai.ground.orgs.rules import RuleBroken, system
from gongkai.ground.orgs.services.identities import link_identity, unlink_identity

pytestmark = pytest.mark.django_db
BY = system("test")
ISSUER = "https://id.example"


def test_a_link_is_made_once_and_taken_back():
    for name in ("ann", "bob"):
        services.enrol(name, "", "Correct horse 4 battery", by=BY)
    linked = link_identity("ann", ISSUER, " s-1 ", by=BY)
    assert linked.subject == "s-1"
    for name, subject in (("bob", "s-1"), ("ann", "s-2"), ("bob", " ")):
        with pytest.raises(RuleBroken):
            link_identity(name, ISSUER, subject, by=BY)
    unlink_identity("ann", ISSUER, by=BY)
    with pytest.raises(RuleBroken):
        unlink_identity("ann", ISSUER, by=BY)
    link_identity("bob", ISSUER, "s-1", by=BY)
    entries = ledger.of(f"person/{linked.user_id}")
    assert [entry.kind for entry in entries[1:]] == ["person.identity_linked", "person.identity_unlinked"]
    assert "s-1" not in str([entry.facts for entry in entries])
    assert OutsideIdentity.objects.count() == 1
