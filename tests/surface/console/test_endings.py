"""How clerks end publications and bring them back, and how a take-down goes from one hand to another."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs.rules import Duty
from gongkai.record.catalogue.models import TakeDown
from gongkai.record.catalogue.rules import Status

from .. import city

MOST = 15  # statements of a page
CLOSED = {"ending": "withdrawn", "reason": "试试", "confirmed": "1"}


@pytest.fixture
def people(jiangcheng):
    jiangcheng.officer = city.person("officer", city.FINANCE, "值班", Duty.READ, Duty.OFFICER)
    jiangcheng.final = city.person("final", city.FINANCE, "终审", Duty.READ, Duty.FINAL, Duty.OFFICER)
    return jiangcheng


@pytest.fixture
def clerk(client, jiangcheng):
    client.force_login(jiangcheng.clerk)
    return client


def address(name, publication):
    return reverse(f"console:{name}", args=publication.identifier.split("/"))


def status(row) -> tuple[str, str, str]:
    row.refresh_from_db()
    return row.status, row.ending, row.reason


def text(answer, code=200) -> str:
    assert answer.status_code == code
    return answer.content.decode()


@pytest.mark.parametrize("name", ["withdraw", "restore", "suspend"])
def test_another_organisations_row_is_not_found(clerk, jiangcheng, name):
    assert clerk.get(address(name, jiangcheng.news)).status_code == 404
    assert clerk.post(address(name, jiangcheng.news), CLOSED).status_code == 404
    assert status(jiangcheng.news) == (Status.PUBLISHED, "", "")


def test_an_ending_shows_what_it_will_do_before_it_does_it(clerk, jiangcheng):
    form = address("withdraw", jiangcheng.old)
    assert "依法删除" in text(clerk.get(form))
    sent = {"ending": "consolidated", "reason": "并入新办法", "successor": "江财[2025]6号"}
    shown = text(clerk.post(form, sent))
    assert "预算绩效管理办法" in shown and "<dd>并入新办法</dd>" in shown and "确定办理" in shown
    assert status(jiangcheng.old)[0] == Status.PUBLISHED
    page = text(clerk.post(form, sent | {"confirmed": "1"}, follow=True))
    assert "并入新办法" in page and "转向" in page
    assert status(jiangcheng.old) == ("withdrawn", "consolidated", "并入新办法")
    assert ledger.of(jiangcheng.old.identifier)[-1].kind == "publication.withdrawn"


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"ending": "withdrawn", "reason": " "}, "请填写理由"),
        ({"reason": "有误"}, "请选择办理方式"),
        ({"ending": "consolidated", "reason": "并"}, "合并须指明"),
        ({"ending": "consolidated", "reason": "并", "successor": "江财〔2001〕1号"}, "没有索引号或文号"),
        ({"ending": "withdrawn", "reason": "并", "successor": "江财〔2025〕6号"}, "仍可阅读"),
        ({"ending": "removed", "reason": "删"}, "法定情形"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_done(clerk, jiangcheng, sent, said):
    assert said in text(clerk.post(address("withdraw", jiangcheng.old), sent), 422)
    assert status(jiangcheng.old) == (Status.PUBLISHED, "", "")


def test_a_removal_names_its_ground(clerk, jiangcheng):
    sent = {"ending": "removed", "ground": "credit_repair", "reason": "信用修复决定书", "confirmed": "1"}
    clerk.post(address("withdraw", jiangcheng.old), sent)
    assert status(jiangcheng.old) == ("removed", "removed", "信用修复：信用修复决定书")
    assert "不能撤回" in text(clerk.get(address("withdraw", jiangcheng.old)))


def test_a_withdrawn_one_is_restored_with_a_note(clerk, jiangcheng):
    clerk.post(address("withdraw", jiangcheng.new), CLOSED)
    assert "恢复公开" in text(clerk.get(address("publication", jiangcheng.new)))
    assert "请填写理由" in text(clerk.post(address("restore", jiangcheng.new), {}), 422)
    clerk.post(address("restore", jiangcheng.new), {"reason": "复核后恢复"})
    assert status(jiangcheng.new) == (Status.PUBLISHED, "", "") and jiangcheng.new.version == 2


@pytest.mark.parametrize(
    ("name", "said"), [("withdraw", "发布职责"), ("restore", "不能恢复"), ("suspend", "值班")]
)
def test_a_post_without_the_duty_is_told_so_and_changes_nothing(client, jiangcheng, name, said):
    client.force_login(jiangcheng.reader)
    assert said in text(client.get(address(name, jiangcheng.new)))
    text(client.post(address(name, jiangcheng.new), CLOSED), 422)
    assert status(jiangcheng.new)[0] == Status.PUBLISHED


def test_a_take_down_goes_to_a_second_person(client, people, django_assert_max_num_queries):
    client.force_login(people.officer)
    text(client.post(address("suspend", people.new), {"reason": " "}), 422)
    page = text(client.post(address("suspend", people.new), {"reason": "附件含身份证号"}, follow=True))
    assert "附件含身份证号" in page and "须由另一人复核" in page
    taken = TakeDown.objects.get()
    one = reverse("console:take_down", args=[taken.pk])
    text(client.post(one, {"answer": "restore", "words": "自己复核"}), 422)
    assert status(people.new)[0] == Status.SUSPENDED
    TakeDown.objects.update(review_by=timezone.now() - timedelta(hours=1))
    client.force_login(people.final)
    client.get("/console/posts/")
    with django_assert_max_num_queries(MOST):
        assert "已逾期" in text(client.get(reverse("console:take_downs")))
    with django_assert_max_num_queries(MOST):
        assert "提交结论" in text(client.get(one))
    assert "向社会公开的理由" in text(client.post(one, {"answer": "in_error", "words": "属实"}), 422)
    client.post(one, {"answer": "in_error", "words": "属实", "reason": "附件有误"})
    assert status(people.new) == ("withdrawn", "in_error", "附件有误")
    assert "没有等待复核" in text(client.get(reverse("console:take_downs")))


def test_another_organisations_take_down_is_not_found(client, people):
    client.force_login(people.officer)
    client.post(address("suspend", people.new), {"reason": "附件含身份证号"})
    one = reverse("console:take_down", args=[TakeDown.objects.get().pk])
    client.force_login(people.other)
    assert client.get(one).status_code == 404
    assert "预算绩效" not in text(client.get(reverse("console:take_downs")))
    client.force_login(people.reader)
    assert client.get(one).status_code == 403
