"""What each message does to the letter of its case."""

from gongkai.desk.engagement.models import HotlineCase, HotlineOutgoing, Letter
from gongkai.desk.engagement.rules.events import Step
from gongkai.desk.engagement.rules.hotline import Taken
from gongkai.desk.engagement.rules.kinds import Channel, Elsewhere, Kind, Stage
from gongkai.desk.engagement.services import handling, intake, referring
from gongkai.ground.notices.models import Notice

from . import corresponding
from .corresponding import FINANCE, RECEIVED, fresh, root, writing
from .hotline_play import ORDER, message, said


def answered(people, letter):
    referring.refer(letter.pk, FINANCE, category="城市管理", version=letter.version, by=people["referrer"])
    handling.accept(letter.pk, version=fresh(letter).version, by=people["answerer"])
    return corresponding.reply(people, letter)


def test_words_before_a_dispatch_and_after_the_end_change_nothing(people, at):
    at(RECEIVED)
    assert said(1, "urge").state == Taken.KEPT
    said(2)
    said(3, "recall", body={"words": "市民撤回"})
    receipt = said(4, "supplement")
    assert (receipt.state, receipt.note) == (Taken.KEPT, "来信已告知其他渠道，未改变办理情况")


def test_a_recall_ends_the_letter(people, at):
    at(RECEIVED)
    said()
    said(2, "recall", body={"words": "市民撤回"})
    letter = Letter.objects.get()
    assert (letter.stage, letter.redirected_to) == (Stage.REDIRECTED, Elsewhere.HOTLINE)
    assert HotlineCase.objects.get().recalled


def test_urging_tells_whoever_has_it(people, at):
    at(RECEIVED)
    said()
    letter = Letter.objects.get()
    referring.refer(letter.pk, FINANCE, category="城市管理", version=letter.version, by=people["referrer"])
    said(2, "urge")
    assert Notice.objects.filter(subject__contains="热线催办").exists()
    assert fresh(letter).stage == Stage.REFERRED


def test_a_dispatch_again_is_noted_while_open_and_handled_again_after_the_answer(people, at):
    at(RECEIVED)
    said()
    letter = Letter.objects.get()
    said(2, body=ORDER | {"dispatch": "PD-2", "due": "2026-03-10"})
    assert letter.events.last().step == Step.SUPPLEMENTED
    assert HotlineCase.objects.get().dispatch == "PD-2"
    answered(people, fresh(letter))
    said(3, body=ORDER | {"dispatch": "PD-3"})
    assert (fresh(letter).stage, fresh(letter).reopened) == (Stage.HANDLING, True)
    assert Letter.objects.count() == 1


def test_a_dispatch_after_a_return_is_the_next_letter_of_the_case(people, at):
    at(RECEIVED)
    said()
    first = Letter.objects.get()
    referring.redirect(
        first.pk, Elsewhere.HOTLINE, words="属江北区", version=first.version, by=people["referrer"]
    )
    receipt = said(2, body=ORDER | {"dispatch": "PD-2"})
    second = Letter.objects.exclude(pk=first.pk).get()
    assert (receipt.letter, second.outside) == (second.number, "RX-1/2")
    assert list(HotlineOutgoing.objects.values_list("type", flat=True)) == ["returned"]


def test_an_order_that_staff_had_entered_is_that_letter(people, at):
    at(RECEIVED)
    entered = intake.enter(
        root(),
        Kind.COMPLAINT,
        writing(),
        "token",
        channel=Channel.HOTLINE,
        submitted_at=corresponding.fresh(corresponding.submitted(at)).submitted_at,
        outside="RX-1",
        by=people["referrer"],
    ).letter
    assert said().letter == entered.number
    assert message()["case"] == "RX-1"
