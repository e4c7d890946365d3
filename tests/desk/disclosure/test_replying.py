"""The reply is drafted, reviewed by two others, delivered once, and ends the clock that day."""

from datetime import date

import pytest

from gongkai.desk.disclosure.rules.outcomes import Outcome
from gongkai.desk.disclosure.rules.stages import Delivery, Purpose, ReplyState, RuleBroken, Stage
from gongkai.desk.disclosure.services import replying
from gongkai.desk.disclosure.services.papers import Paper
from gongkai.desk.disclosure.services.reading import letter_of
from gongkai.ground.attachments.rules import Format
from gongkai.ground.orgs.rules import NotAllowed
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import Stage as Step
from gongkai.record.editorial.rules.reviewing import Outcome as Decided

from . import asking
from .asking import fresh, letter


def test_two_others_review_it_and_its_service_ends_the_case(people, at):
    case = asking.received(people, at)
    at(date(2026, 3, 25))
    case = asking.replied(people, case, Outcome.GRANTED, on=date(2026, 3, 24))
    assert (case.stage, case.outcome, str(case.ended_on)) == (Stage.ENDED, Outcome.GRANTED, "2026-03-24")
    assert (case.reply.state, case.reply.delivery) == (ReplyState.DELIVERED, Delivery.ELECTRONIC)
    with pytest.raises(RuleBroken, match="已办结|已经送达"):
        replying.deliver(case.pk, way=Delivery.POST, version=fresh(case).version, by=people["case officer"])


def test_nothing_unreviewed_is_delivered_and_the_drafter_does_not_review(people, at):
    case, officer = asking.received(people, at), people["case officer"]
    with pytest.raises(RuleBroken, match="还没有起草"):
        replying.submit(case.pk, version=case.version, by=officer)
    replying.draft(case.pk, letter(Outcome.SECRET), version=case.version, by=officer)
    with pytest.raises(RuleBroken, match="还没有审核通过"):
        replying.deliver(case.pk, way=Delivery.POST, version=fresh(case).version, by=officer)
    replying.submit(case.pk, version=fresh(case).version, by=officer)
    review = reviews.opened(replying.KIND, str(case.pk))
    with pytest.raises(NotAllowed):
        replying.decide(review.pk, Decided.APPROVED, "", stage=Step.FIRST, by=officer)
    with pytest.raises(RuleBroken, match="审核中"):
        replying.draft(case.pk, letter(Outcome.SECRET), version=fresh(case).version, by=officer)


def test_a_returned_or_recalled_reply_is_written_anew(people, at):
    case, officer = asking.received(people, at), people["case officer"]
    replying.draft(case.pk, letter(Outcome.SECRET), version=case.version, by=officer)
    replying.submit(case.pk, version=fresh(case).version, by=officer)
    review = reviews.opened(replying.KIND, str(case.pk))
    reply = replying.decide(review.pk, Decided.RETURNED, "理由不足", stage=Step.FIRST, by=people["first"])
    assert reply.state == ReplyState.DRAFTING
    reply = replying.draft(case.pk, letter(Outcome.PROCESS), version=fresh(case).version, by=officer)
    assert (reply.outcome, letter_of(case, reply).outcome, reply.revision) == (
        Outcome.PROCESS,
        Outcome.PROCESS,
        2,
    )
    replying.submit(case.pk, version=fresh(case).version, by=officer)
    assert replying.recall(case.pk, by=officer).state == ReplyState.DRAFTING
    with pytest.raises(RuleBroken, match="不能撤回"):
        replying.recall(case.pk, by=officer)


def test_what_ends_without_a_letter_has_none_and_what_is_unconfirmed_is_not_replied_to(people, at):
    case = asking.received(people, at)
    with pytest.raises(RuleBroken, match="不用答复书"):
        replying.draft(case.pk, letter(Outcome.UNPAID), version=case.version, by=people["case officer"])
    waiting = asking.submitted(at)
    with pytest.raises(RuleBroken, match="请先确认收到"):
        replying.draft(waiting.pk, letter(Outcome.SECRET), version=1, by=people["case officer"])


def test_a_reply_is_served_today_or_before(people, at):
    case, officer = asking.received(people, at), people["case officer"]
    replying.draft(case.pk, letter(Outcome.SECRET), version=case.version, by=officer)
    replying.submit(case.pk, version=fresh(case).version, by=officer)
    asking.passed(people, case)
    with pytest.raises(RuleBroken, match="在将来"):
        replying.deliver(
            case.pk, way=Delivery.POST, on=date(2026, 3, 3), version=fresh(case).version, by=officer
        )


def test_what_a_third_party_objects_to_is_granted_only_after_telling_it_why(people, at):
    case, officer = asking.received(people, at), people["case officer"]
    asking.consulted(people, at, case)
    replying.draft(case.pk, letter(Outcome.GRANTED), version=fresh(case).version, by=officer)
    with pytest.raises(RuleBroken, match="江财函1号.*第三十二条"):
        replying.submit(case.pk, version=fresh(case).version, by=officer)
    told = [Paper("告知书.txt", "公开的内容和理由".encode(), Format.TEXT)]
    replying.attach(case.pk, told, Purpose.THIRD_PARTY, version=fresh(case).version, by=officer)
    assert replying.submit(case.pk, version=fresh(case).version, by=officer).state == ReplyState.REVIEWING
