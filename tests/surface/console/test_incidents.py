"""Letters about one incident on the screens: made, grown, taken out again, answered together."""

from gongkai.desk.engagement.models import Letter, LetterGroup
from gongkai.desk.engagement.rules.kinds import Stage
from tests.desk.engagement import corresponding
from tests.desk.engagement.corresponding import fresh

from .clients import at as address
from .clients import entered, text
from .letter_city import built as built
from .letter_city import done, seen, step
from .letter_city import people as people


def test_one_reply_goes_to_all(people, at, django_assert_max_num_queries):
    lead, second, third, apart = (corresponding.accepted(people, at) for _ in range(4))
    client = entered("answerer")
    assert second.number in text(client.get(address("letter_step", lead.pk, "group")))  # likely the same
    wrong = step(client, lead, "group", title="路灯", numbers="nothing")
    assert wrong.status_code == 422 and "没有找到 nothing" in text(wrong)
    assert "个人信息" in text(step(client, lead, "group", title="13800138000", numbers=""))
    done(client, lead, "group", title="滨江路路灯", others=[second.pk], numbers=apart.number)
    incident = LetterGroup.objects.get()
    Letter.objects.filter(pk=third.pk).update(suggested_group=incident)
    assert "归入这个事件" in text(client.get(address("letter", third.pk)))
    assert "已归入事件" in done(client, third, "add", incident=incident.pk)
    assert "已移出事件" in done(client, apart, "remove")
    with django_assert_max_num_queries(15):
        page = text(client.get(address("incident", incident.pk)))
    assert lead.number in page and third.number in page and apart.number not in page
    assert "滨江路路灯" in text(client.get(address("incidents")))
    assert "滨江路路灯" in text(client.get(address("letter", second.pk)))
    corresponding.reply(people, lead)
    inform = address("inform_incident", incident.pk)
    version = LetterGroup.objects.get().version
    assert "请勾选确认" in text(client.post(inform, {"version": version}))
    told = client.post(inform, {"version": version, "sure": "1"}, follow=True)
    assert "已一并答复 2 件" in text(told)
    assert [fresh(one).stage for one in (second, third, apart)] == ["answered", "answered", Stage.HANDLING]


def test_incidents_of_others_are_not_there(people, at):
    lead = corresponding.accepted(people, at)
    done(entered("answerer"), lead, "group", title="滨江路路灯", numbers="")
    key = LetterGroup.objects.get().pk
    assert seen("builder", "incident", key) == 404
    assert entered("builder").post(address("inform_incident", key)).status_code == 404
    assert seen("supervisor", "incident", key) == 200
    assert entered("supervisor").post(address("inform_incident", key)).status_code == 403
    assert seen("drafter", "incidents") == 403
