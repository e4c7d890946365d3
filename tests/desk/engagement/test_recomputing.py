"""A moved calendar moves the last days of open letters, and of nothing else."""

from datetime import date

from gongkai.desk.engagement.models import Letter
from gongkai.desk.engagement.services import recomputing
from gongkai.ground.orgs.rules import system

from . import corresponding
from .corresponding import entries, fresh


def test_what_moved_is_written_and_recorded(people, at):
    moved, same = corresponding.submitted(at), corresponding.submitted(at)
    ended = corresponding.answered(people, at)
    Letter.objects.filter(pk__in=[moved.pk, ended.pk]).update(until=date(2026, 1, 1))
    assert recomputing.recompute(by=system("clock")) == 1
    assert fresh(moved).until == date(2026, 3, 11)
    assert entries(moved)[-1] == "letter.recomputed"
    assert entries(same) == ["letter.received"]
    assert fresh(ended).until == date(2026, 1, 1)
