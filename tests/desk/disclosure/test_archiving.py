"""Destruction after appraisal: every word is gone, what was counted and recorded still holds."""

from datetime import date

import pytest
from django.db import connection

from gongkai.desk.disclosure.queries.statistics import table_three_of
from gongkai.desk.disclosure.rules.outcomes import Outcome
from gongkai.desk.disclosure.rules.stages import RuleBroken, Stage
from gongkai.desk.disclosure.services import archiving, reading
from gongkai.ground.sealing import services as sealing
from gongkai.ground.sealing.services import Destroyed

from . import asking
from .asking import fresh


@pytest.fixture
def archived(people, at):
    case = asking.replied(people, asking.received(people, at), Outcome.NOT_HELD)
    return archiving.archive(case.pk, version=fresh(case).version, by=people["case officer"])


def destroy(people, case, who="head"):
    return archiving.destroy(case.pk, reason="满保管期限", version=fresh(case).version, by=people[who])


def test_the_key_goes_and_with_it_every_word(people, at, archived, django_capture_on_commit_callbacks):
    before = table_three_of([archived.organisation_id], 2026)
    sealed, key = bytes(archived.sealed), archived.sealing
    at(date(2026, 9, 3))
    with django_capture_on_commit_callbacks(execute=True):
        case = destroy(people, archived)
    assert (case.stage, case.subject, case.person) == (Stage.DESTROYED, "", "")
    assert sealing.destroyed(key)
    with pytest.raises(Destroyed):
        sealing.unseal(key, sealed, f"{case.number}/application")
    with pytest.raises(Destroyed):
        reading.look(case.pk, by=people["case officer"])
    assert table_three_of([case.organisation_id], 2026) == before
    assert archiving.finish() == 0


def test_an_interrupted_destruction_is_finished(people, at, archived):
    at(date(2026, 9, 3))
    destroy(people, archived)  # the transaction of the test never commits, so nothing was deleted yet
    assert archiving.finish() == 1 and sealing.destroyed(archived.sealing)


def test_nothing_is_destroyed_early_or_by_one_person_alone(people, at, archived):
    with pytest.raises(RuleBroken, match="期限到 2026-09-02"):
        destroy(people, archived)
    at(date(2026, 9, 3))
    with pytest.raises(RuleBroken, match="鉴定意见"):
        archiving.destroy(archived.pk, reason=" ", version=fresh(archived).version, by=people["head"])
    archived.officer_id = people["head"].person
    archived.save()
    with pytest.raises(RuleBroken, match="不同的人"):
        destroy(people, archived)


def test_only_what_ended_is_archived(people, at):
    case = asking.received(people, at)
    with pytest.raises(RuleBroken, match="办结以后"):
        archiving.archive(case.pk, version=case.version, by=people["case officer"])
    with pytest.raises(RuleBroken, match="归档以后"):
        destroy(people, case)


def test_no_copy_of_the_words_is_anywhere_in_the_database(people, at):
    asking.replied(people, asking.received(people, at), Outcome.NOT_HELD)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            text = str(cursor.fetchall())
            for word in ("周晓梅", "110105198912310029", "13800138000"):
                assert word not in text, table
