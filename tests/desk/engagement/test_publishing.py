"""An answered letter becomes public where its writer wishes: masked, confirmed, withdrawn when they say
so."""

from dataclasses import replace

import pytest

from gongkai.desk.engagement.rules.kinds import RuleBroken
from gongkai.desk.engagement.services import publishing
from gongkai.desk.engagement.services.holding import WRITER
from gongkai.desk.engagement.services.publishing import NotConfirmed
from gongkai.ground.orgs.rules import NotAllowed
from gongkai.record.catalogue.models import Version
from gongkai.record.catalogue.rules import Kind, Status

from . import corresponding
from .corresponding import WRITING, entries, fresh


def published(people, letter):
    proposal, _ = publishing.propose(letter.pk, by=people["final"])
    return publishing.publish(letter.pk, proposal, version=fresh(letter).version, by=people["final"])


def test_a_person_sees_both_and_confirms_the_masked_one(people, at):
    letter = corresponding.answered(
        people, at, text="周晓梅您好：滨江路老化的线路已于3月4日更换，路灯已修好。<b>谢谢</b>"
    )
    proposal, original = publishing.propose(letter.pk, by=people["final"])
    assert original.writing == WRITING and "周晓梅" in original.reply
    assert "周晓梅" not in proposal.answer and "13800138000" not in proposal.question
    with pytest.raises(NotConfirmed) as broken:
        unmasked = replace(proposal, question=WRITING.words)
        publishing.publish(letter.pk, unmasked, version=letter.version, by=people["final"])
    assert set(broken.value.problems) == {"question"}
    letter = publishing.publish(letter.pk, proposal, version=letter.version, by=people["final"])
    row = letter.publication
    assert (row.kind, row.status, row.title) == (Kind.LETTER, Status.PUBLISHED, "滨江路路灯不亮")
    html = Version.objects.get(publication=row).html
    assert "&lt;b&gt;" in html and "路灯已修好" in html and "周晓梅" not in html
    assert entries(letter)[-2:] == ["letter.looked", "letter.published"]
    with pytest.raises(RuleBroken, match="已经公开"):
        published(people, letter)


def test_not_without_the_wish_the_answer_or_the_duty(people, at):
    private = corresponding.answered(people, at, public=False)
    with pytest.raises(RuleBroken, match="没有同意公开"):
        publishing.propose(private.pk, by=people["final"])
    open_ = corresponding.accepted(people, at)
    with pytest.raises(RuleBroken, match="答复以后"):
        publishing.propose(open_.pk, by=people["final"])
    with pytest.raises(NotAllowed):
        publishing.propose(open_.pk, by=people["answerer"])


def test_who_takes_the_wish_back_is_public_no_longer(people, at):
    letter = published(people, corresponding.answered(people, at))
    letter = publishing.keep_private(letter.pk, by=WRITER)
    letter.publication.refresh_from_db()
    assert (letter.public_wish, letter.publication.status) == (False, Status.WITHDRAWN)
    assert entries(letter)[-1] == "letter.kept_private"
    with pytest.raises(RuleBroken, match="无需撤回"):
        publishing.keep_private(letter.pk, by=WRITER)
