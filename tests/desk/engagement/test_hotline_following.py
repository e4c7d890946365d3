"""What a letter's steps are worth to the hotline, and that each is told once."""

from gongkai.desk.engagement.models import HotlineOutgoing
from gongkai.desk.engagement.rules.kinds import Elsewhere
from gongkai.desk.engagement.services import handling, hotline_telling, referring

from . import corresponding
from .corresponding import ANSWER, BUILDING, FINANCE, fresh
from .hotline_play import follow, received, refer, said


def types():
    return list(HotlineOutgoing.objects.order_by("sequence").values_list("type", flat=True))


def test_acceptance_reply_and_end_are_told_once_each(people, at):
    letter = received(at)
    corresponding.submitted(at)  # nobody's case
    refer(people, letter)
    assert follow() == 0
    handling.accept(letter.pk, version=fresh(letter).version, by=people["answerer"])
    assert follow() == 1
    corresponding.reply(people, letter)
    assert (follow(), follow()) == (2, 0)
    assert types() == ["accepted", "replied", "closed"]
    told = [hotline_telling.told(row) for row in HotlineOutgoing.objects.order_by("sequence")]
    assert [(one["message"], one["sequence"]) for one in told] == [
        ("RX-1.1", 1),
        ("RX-1.2", 2),
        ("RX-1.3", 3),
    ]
    assert told[0]["body"] == {"letter": letter.number, "organisation": "江城市财政局"}
    assert (told[1]["body"]["words"], told[2]["body"]["result"]) == (ANSWER, "answered")


def test_moves_among_departments_are_nobodys_business_and_a_return_has_its_reason(people, at):
    letter = received(at)
    refer(people, letter)
    handling.refuse(letter.pk, reason="不是本局", version=fresh(letter).version, by=people["answerer"])
    refer(people, letter, BUILDING)
    assert follow() == 0
    said(2, "urge")
    handling.transfer(
        letter.pk, FINANCE, reason="属财政", version=fresh(letter).version, by=people["builder"]
    )
    assert follow() == 0
    referring.redirect(
        letter.pk, Elsewhere.HOTLINE, words="属江北区", version=fresh(letter).version, by=people["referrer"]
    )
    assert follow() == 1
    told = hotline_telling.told(HotlineOutgoing.objects.get())
    assert (told["type"], told["body"]["reason"]) == ("returned", "属江北区")


def test_a_recall_is_acknowledged_as_closed(people, at):
    received(at)
    said(2, "recall", body={"words": "市民撤回"})
    assert follow() == 1
    assert hotline_telling.told(HotlineOutgoing.objects.get())["body"]["result"] == "recalled"
