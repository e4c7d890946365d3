"""The reply: drafted by one, reviewed by two others, sent once; its sending ends the clock."""

from datetime import date

import pytest

from gongkai.desk.engagement.models import LetterReply
from gongkai.desk.engagement.rules.kinds import ReplyState, RuleBroken, Stage
from gongkai.desk.engagement.services import reading, replying
from gongkai.ground.attachments.rules import Format
from gongkai.ground.attachments.services.papers import Paper
from gongkai.ground.orgs.rules import NotAllowed
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import Stage as Review
from gongkai.record.editorial.rules.reviewing import Outcome

from . import corresponding
from .corresponding import ANSWER, entries, fresh


def test_two_others_review_it_and_sending_ends_the_letter(people, at):
    letter = corresponding.accepted(people, at)
    at(date(2026, 3, 5))
    letter = corresponding.reply(people, letter)
    assert (letter.stage, letter.ended_on, letter.late) == (Stage.ANSWERED, date(2026, 3, 5), False)
    reply = letter.replies.get()
    assert (reply.state, reading.text_of(letter, reply)) == (ReplyState.SENT, ANSWER)
    assert ANSWER not in bytes(reply.sealed).decode(errors="ignore")
    assert entries(letter)[-4:] == [
        "letter.drafted", "letter.reply_submitted", "letter.reply_approved", "letter.replied",
    ]  # fmt: skip


def test_nothing_unreviewed_is_sent_and_the_drafter_does_not_review(people, at):
    letter = corresponding.accepted(people, at)
    by = people["answerer"]
    with pytest.raises(RuleBroken, match="还没有起草"):
        replying.submit(letter.pk, version=letter.version, by=by)
    replying.draft(letter.pk, ANSWER, version=letter.version, by=by)
    with pytest.raises(RuleBroken, match="审核通过以后"):
        replying.send(letter.pk, version=fresh(letter).version, by=by)
    replying.submit(letter.pk, version=fresh(letter).version, by=by)
    review = reviews.opened(replying.KIND, str(letter.pk))
    with pytest.raises(NotAllowed):
        replying.decide(review.pk, Outcome.APPROVED, "", stage=Review.FIRST, by=by)
    with pytest.raises(RuleBroken, match="审核中"):
        replying.draft(letter.pk, "改", version=fresh(letter).version, by=by)


def test_returned_or_recalled_it_is_written_anew_and_opinions_name_nobody(people, at):
    letter = corresponding.accepted(people, at)
    by = people["answerer"]
    replying.draft(letter.pk, ANSWER, version=letter.version, by=by)
    replying.submit(letter.pk, version=fresh(letter).version, by=by)
    review = reviews.opened(replying.KIND, str(letter.pk))
    with pytest.raises(RuleBroken, match="写信人的姓名"):
        replying.decide(
            review.pk, Outcome.RETURNED, "周晓梅的事没说清", stage=Review.FIRST, by=people["first"]
        )
    reply = replying.decide(review.pk, Outcome.RETURNED, "没说清", stage=Review.FIRST, by=people["first"])
    assert reply.state == ReplyState.DRAFTING
    assert replying.draft(letter.pk, ANSWER, version=fresh(letter).version, by=by).revision == 2
    replying.submit(letter.pk, version=fresh(letter).version, by=by)
    assert replying.recall(letter.pk, by=by).state == ReplyState.DRAFTING


def test_before_it_is_accepted_and_by_others_nothing_is_drafted(people, at):
    letter = corresponding.referred(people, at)
    with pytest.raises(RuleBroken, match="受理以后"):
        replying.draft(letter.pk, ANSWER, version=letter.version, by=people["answerer"])
    with pytest.raises(NotAllowed):
        replying.draft(letter.pk, ANSWER, version=letter.version, by=people["builder"])
    assert not LetterReply.objects.exists()


def test_files_go_with_it(people, at):
    letter = corresponding.accepted(people, at)
    paper = Paper("图.txt", b"a", Format.TEXT)
    letter = replying.attach(letter.pk, [paper], version=letter.version, by=people["answerer"])
    assert letter.files.get().for_writer


def test_formulas_alone_are_explained_to_the_reviewers_or_mended(people, at):
    letter, by = corresponding.accepted(people, at), people["answerer"]
    assert replying.findings(letter.pk, by) == []
    replying.draft(letter.pk, "您反映的问题已收悉，感谢您的来信。", version=letter.version, by=by)
    assert [one.check for one in replying.findings(letter.pk, by)] == ["reply.empty"]
    with pytest.raises(RuleBroken, match="写明为什么不改"):
        replying.submit(letter.pk, version=fresh(letter).version, by=by)
    with pytest.raises(RuleBroken, match="说明里写了写信人的姓名"):
        replying.submit(letter.pk, words="周晓梅只要回执", version=fresh(letter).version, by=by)
    replying.submit(letter.pk, words="只要求确认收到", version=fresh(letter).version, by=by)
    history = reviews.history(replying.KIND, str(letter.pk))
    assert [decision.words for decision in history] == ["只要求确认收到"]
