"""A message sent again is the same bytes, whatever happened to the letter since."""

from gongkai.desk.engagement.models import HotlineOutgoing
from gongkai.desk.engagement.rules.hotline import canonical
from gongkai.desk.engagement.services.hotline_telling import told

from . import corresponding
from .corresponding import ANSWER, fresh
from .hotline_play import ORDER, follow, said


def test_it_does_not_change_and_the_second_reply_is_the_second(answered, people):
    before = [canonical(told(row)) for row in HotlineOutgoing.objects.order_by("pk")]
    said(2, body=ORDER | {"dispatch": "PD-2"})
    assert follow() == 0
    corresponding.reply(people, answered, "再次核实，路灯已全部更换为新的灯具。")
    assert follow() == 2
    rows = list(HotlineOutgoing.objects.order_by("pk"))
    assert [canonical(told(row)) for row in rows[:3]] == before
    assert told(rows[1])["body"]["words"] == ANSWER
    assert told(rows[3])["body"]["words"].startswith("再次核实")
    assert fresh(answered).ended_on
