"""Every step of a letter once through its form, in the order in which offices take them."""

from datetime import date

from gongkai.desk.engagement.models import Letter
from gongkai.desk.engagement.rules.kinds import Part, Stage
from tests.desk.engagement import corresponding
from tests.desk.engagement.corresponding import BUILDING, FINANCE, entries, fresh

from .clients import at as address
from .clients import entered, text
from .letter_city import built as built
from .letter_city import done, step
from .letter_city import people as people

REFERRAL = {"category": "城市管理", "organisation": FINANCE, "kind": "complaint"}


def test_referring_says_what_is_missing_and_keeps_what_was_decided(people, at):
    letter, client = corresponding.submitted(at), entered("referrer")
    page = text(client.get(address("letter_step", letter.pk, "refer")))
    assert "主办单位" in page and "江城市财政局" in page
    wrong = step(client, letter, "refer", **REFERRAL | {"category": "", "organisation": ""})
    assert wrong.status_code == 422 and "请填写分类" in text(wrong)
    assert step(client, letter, "refer", **REFERRAL | {"category": "a\0b"}).status_code == 422
    stale = step(client, letter, "refer", **REFERRAL | {"version": 0})
    assert "刚刚有人办理过" in text(stale)
    assert "已分办" in done(client, letter, "refer", joint=[BUILDING], **REFERRAL)
    letter = fresh(letter)
    assert (letter.stage, letter.category, letter.organisation.code) == ("referred", "城市管理", FINANCE)
    assert letter.handlings.filter(lead=False).count() == 1


def test_refusing_transferring_and_deciding(people, at):
    letter, client = corresponding.referred(people, at), entered("answerer")
    unsure = {"reason": "不归我们管", "version": letter.version}
    assert "请勾选确认" in text(client.post(address("letter_step", letter.pk, "refuse"), unsure))
    assert "已退回" in done(client, letter, "refuse", reason="不归我们管")
    done(entered("referrer"), letter, "refer", **REFERRAL)
    assert "已转办" in done(client, letter, "transfer", organisation=BUILDING, reason="路灯归住建")
    assert fresh(letter).stage == Stage.DECIDING
    done(entered("referrer"), letter, "refer", **REFERRAL | {"organisation": BUILDING})
    builder = entered("builder")
    assert "退回" not in [kind.label for _, kinds in builder.get(
        address("letter", letter.pk)).context["steps"] for _, kind in kinds]  # fmt: skip
    assert "已受理" in done(builder, letter, "accept")


def test_joint_opinions_extension_and_supervision(people, at):
    letter = corresponding.submitted(at)
    done(entered("referrer"), letter, "refer", joint=[BUILDING], **REFERRAL)
    client, builder = entered("answerer"), entered("builder")
    done(client, letter, "accept")
    assert "待提协办意见" in text(builder.get(address("letters")))
    assert "协办意见已交给主办单位" in done(builder, letter, "contribute", words="灯杆由我局更换")
    assert letter.handlings.get(lead=False).part == Part.GIVEN
    assert "灯杆由我局更换" in text(client.post(address("open_letter", letter.pk)))
    assert "已延长" in done(client, letter, "extend", reason="需要勘查线路")
    assert "15 个工作日" in text(client.get(address("letter", letter.pk)))
    day = date(2026, 3, 10)
    assert "已督办" in done(entered("supervisor"), letter, "supervise", answer_by=day, words="请尽快答复")
    assert fresh(letter).until == day
    assert "已改由您经办" in done(client, letter, "take_over")


def test_an_opinion_that_does_not_come_is_excused(people, at):
    letter = corresponding.submitted(at)
    done(entered("referrer"), letter, "refer", joint=[BUILDING], **REFERRAL)
    client = entered("answerer")
    done(client, letter, "accept")
    assert "不再等待" in done(client, letter, "excuse", part=BUILDING)
    assert letter.handlings.get(lead=False).part == Part.EXCUSED


def test_masked_words_a_new_code_and_the_wish(people, at):
    letter, client = corresponding.accepted(people, at), entered("answerer")
    page = text(client.get(address("letter_step", letter.pk, "rename")))
    assert "滨江路路灯不亮" in page
    done(client, letter, "rename", title="路灯不亮", words="滨江路路灯都不亮。")
    assert fresh(letter).title == "路灯不亮"
    answer = step(client, letter, "reissue", token="another-token", shown="on")
    assert "查询码" in text(answer) and entries(letter)[-1] == "letter.code_reissued"
    assert "请先核对" in text(step(client, letter, "reissue", token="another-token"))
    assert "不再公开" in done(client, letter, "keep_private")
    assert not fresh(letter).public_wish


def test_archive_and_destruction_by_two_people(people, at):
    letter, client = corresponding.answered(people, at), entered("referrer")
    Letter.objects.filter(pk=letter.pk).update(organisation=letter.referrer)  # answered at the root itself
    assert "已归档" in done(client, letter, "archive")
    assert "不同的人" in text(step(client, letter, "destroy", reason="期满"))
    assert "已销毁" in done(entered("second-referrer"), letter, "destroy", reason="期满")
    page = text(client.get(address("letter", letter.pk)))
    assert "查看原文" not in page


def test_unknown_steps_and_others_letters_are_not_there(people, at):
    letter = corresponding.accepted(people, at)
    assert entered("answerer").get(address("letter_step", letter.pk, "burn")).status_code == 404
    assert entered("builder").get(address("letter_step", letter.pk, "accept")).status_code == 404
    refused = step(entered("supervisor"), letter, "accept")
    assert refused.status_code == 422 and "职责" in text(refused)
