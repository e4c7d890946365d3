"""Whoever holds a letter: the duty, the organisation, the version; nobody above opens it."""

import pytest

from gongkai.desk.engagement.rules.kinds import RuleBroken
from gongkai.desk.engagement.services import handling
from gongkai.ground.ledger.models import Entry
from gongkai.ground.orgs.rules import Duty, NotAllowed
from tests.record.editorial import making

from . import corresponding
from .corresponding import FINANCE


def test_other_organisations_other_duties_and_superiors_do_not_handle_it(people, at):
    letter = corresponding.referred(people, at)
    above = making.staff("above", corresponding.root(), Duty.ANSWER)
    for by in (people["builder"], people["first"], people["referrer"], above):
        with pytest.raises(NotAllowed):
            handling.accept(letter.pk, version=letter.version, by=by)
    assert not corresponding.fresh(letter).officer_id


def test_who_saw_an_older_version_is_told(people, at):
    letter = corresponding.referred(people, at)
    with pytest.raises(RuleBroken, match="刚刚有人办理过"):
        handling.accept(letter.pk, version=letter.version - 1, by=people["answerer"])
    with pytest.raises(RuleBroken, match="没有这件来信"):
        handling.accept(0, version=1, by=people["answerer"])


def test_the_entry_names_number_stage_and_version(people, at):
    letter = corresponding.accepted(people, at)
    facts = Entry.objects.get(kind="letter.accepted", subject=letter.number).facts
    assert '"stage":"handling"' in facts and f'"version":{letter.version}' in facts
    assert corresponding.fresh(letter).organisation.code == FINANCE
