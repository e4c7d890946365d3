"""Letters of one incident: put together by a person, answered at once, raised once when they come fast."""

import pytest

from gongkai.desk.engagement.models import LetterGroup
from gongkai.desk.engagement.queries import practice
from gongkai.desk.engagement.rules.kinds import ReplyState, RuleBroken, Stage
from gongkai.desk.engagement.services import grouping, reading
from gongkai.ground.ledger.models import Entry
from gongkai.ground.notices.models import Notice
from gongkai.ground.orgs.rules import Duty, NotAllowed, system
from tests.record.editorial import making

from . import corresponding
from .corresponding import FINANCE, entries, fresh


def incident(people, at, size: int = 2):
    lead = corresponding.accepted(people, at)
    others = [corresponding.referred(people, at, name=f"李四{place}") for place in range(size - 1)]
    keys = [one.pk for one in others]
    row = grouping.group(lead.pk, "滨江路停电", keys, version=lead.version, by=people["answerer"])
    return row, lead, others


def test_the_leads_reply_goes_to_every_writer(people, at):
    row, lead, (other,) = incident(people, at)
    by = people["answerer"]
    with pytest.raises(RuleBroken, match="还没有发出答复"):
        grouping.inform(row.pk, version=row.version, by=by)
    corresponding.reply(people, lead)
    assert grouping.inform(row.pk, version=row.version, by=by) == 1
    other = fresh(other)
    reply = other.replies.get()
    assert (other.stage, reply.state, reply.copied_from.letter_id) == (
        Stage.ANSWERED,
        ReplyState.SENT,
        lead.pk,
    )
    assert reading.text_of(other, reply) == corresponding.ANSWER
    assert entries(other)[-2:] == ["letter.grouped", "letter.informed"]
    with pytest.raises(RuleBroken, match="已经一并答复"):
        late = corresponding.referred(people, at)
        grouping.add(row.pk, [late.pk], version=row.version + 1, by=by)


def test_a_reply_that_names_the_leads_writer_is_not_sent_to_others(people, at):
    row, lead, (other,) = incident(people, at)
    corresponding.reply(people, lead, "周晓梅您好，滨江路路灯的老化线路已于3月4日更换，照明已经恢复。")
    with pytest.raises(RuleBroken, match="写信人的姓名"):
        grouping.inform(row.pk, version=row.version, by=people["answerer"])
    assert fresh(other).stage == Stage.REFERRED


def test_only_open_letters_of_the_same_organisation_by_who_handles_them(people, at):
    row, lead, (other,) = incident(people, at)
    elsewhere = corresponding.referred(people, at, to=corresponding.BUILDING)
    with pytest.raises(NotAllowed):
        grouping.add(row.pk, [elsewhere.pk], version=row.version, by=people["answerer"])
    with pytest.raises(NotAllowed):
        grouping.add(row.pk, [other.pk], version=row.version, by=people["builder"])
    with pytest.raises(RuleBroken, match="已经归入"):
        grouping.add(row.pk, [other.pk], version=row.version, by=people["answerer"])
    with pytest.raises(RuleBroken, match="刚刚"):
        grouping.add(row.pk, [], version=7, by=people["answerer"])
    grouping.remove(other.pk, version=fresh(other).version, by=people["answerer"])
    assert fresh(other).group_id is None
    with pytest.raises(RuleBroken, match="牵头"):
        grouping.remove(lead.pk, version=fresh(lead).version, by=people["answerer"])


def test_a_title_holds_nobody(people, at):
    lead = corresponding.accepted(people, at)
    for title in ("周晓梅反映停电", "停电 13900139000", " "):
        with pytest.raises(RuleBroken):
            grouping.group(lead.pk, title, version=lead.version, by=people["answerer"])
    assert not LetterGroup.objects.exists()


def test_what_grows_fast_is_raised_once(people, at):
    officer = making.staff("officer", FINANCE, Duty.OFFICER)
    row, *_ = incident(people, at, size=practice.growth().letters - 1)
    assert LetterGroup.objects.get().raised_at is None
    more = corresponding.referred(people, at)
    grouping.add(row.pk, [more.pk], version=row.version, by=people["answerer"])
    assert LetterGroup.objects.get().raised_at is not None
    assert grouping.raise_fast(by=system("clock")) == 0
    assert Notice.objects.filter(recipient=officer.person, alert=True).count() == 1
    assert Entry.objects.filter(kind="letter_group.raised", subject=f"letter_group/{row.pk}").count() == 1
