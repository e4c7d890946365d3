"""A run that still moves is not doubled; one that stands still may be asked for again."""

from datetime import UTC, datetime, timedelta

import pytest

from gongkai.desk.consultations.rules.grouping_progress import Progress, called, must_be_idle
from gongkai.desk.consultations.rules.phases import RuleBroken

NOW = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.mark.parametrize("progress", [Progress.WAITING, Progress.COMPARING, Progress.WRITING])
def test_one_run_at_a_time(progress):
    with pytest.raises(RuleBroken, match="不必重复"):
        must_be_idle(progress, NOW - timedelta(minutes=9), NOW)
    must_be_idle(progress, NOW - timedelta(minutes=10), NOW)


def test_what_has_ended_may_be_asked_for_again_at_once():
    must_be_idle(Progress.FINISHED, NOW, NOW)
    must_be_idle(Progress.STOPPED, NOW, NOW)


def test_a_group_is_called_by_its_first_words():
    assert called("  前三十分钟\n免费  ") == "前三十分钟 免费"
    assert len(called("长" * 99)) == 40
