"""Validity sweeps on the staff's screens: from choosing documents to the published result."""

import pytest

from gongkai.desk.documents.models import ValiditySweep
from gongkai.desk.documents.rules.sweeps import Status
from gongkai.record.catalogue.models import Publication
from gongkai.record.catalogue.rules import Validity
from tests.desk.documents import sweeping, writing

from .clients import at, entered, text

MOST = 15  # statements of a page


@pytest.fixture
def people(db):
    return writing.city()


def test_a_sweep_goes_from_the_list_to_the_published_result(people):
    rows = [sweeping.document(number) for number in (1, 2, 3)]
    drafter = entered("drafter")
    opened = drafter.post(at("sweeps"), {"title": "2026年文件清理", "basis": "年度清理安排"}, follow=True)
    key = ValiditySweep.objects.get().pk
    assert "还没有文件" in text(opened)
    assert "加入 3 件" in text(drafter.post(at("add_to_sweep", key), {"which": "in_force"}, follow=True))
    items = list(ValiditySweep.objects.get().items.order_by("pk"))
    said = {f"proposal-{items[0].pk}": "repeal", f"reason-{items[0].pk}": "上位法已修改"}
    drafter.post(at("propose_in_sweep", key), said)
    refused = drafter.post(at("step_sweep", key), {"step": "submit"})
    assert refused.status_code == 422 and "没有建议" in text(refused)
    drafter.post(at("propose_in_sweep", key), {"remove": str(items[2].pk)})
    drafter.post(at("propose_in_sweep", key), {"rest": "keep"})
    assert "已送审" in text(drafter.post(at("step_sweep", key), {"step": "submit"}, follow=True))
    for who in ("first", "second", "secrecy", "final"):
        client = entered(who)
        assert "文件清理：2026年文件清理" in text(client.get(at("work")))
        review = client.get(at("sweep", key)).context["review"]
        sent = {"stage": review.stage, "outcome": "approved"}
        assert client.post(at("decide_sweep", review.pk), sent).status_code == 302
    assert "公布清理结果" in text(entered("final").get(at("work")))
    page = text(entered("final").post(at("step_sweep", key), {"step": "publish"}, follow=True))
    assert "结果已公布" in page and "起废止" in page
    assert Publication.objects.get(pk=rows[0].pk).validity == Validity.REPEALED
    assert Publication.objects.get(pk=rows[1].pk).validity == Validity.VALID
    assert ValiditySweep.objects.get().status == Status.PUBLISHED


def test_what_is_asked_wrongly_is_told_on_the_page(people):
    sweep, _ = sweeping.opened(people, 1)
    client = entered("drafter")
    missing = client.post(at("sweeps"), {"title": "", "basis": ""})
    assert missing.status_code == 422 and "请填写清理的依据" in text(missing)
    unknown = client.post(
        at("add_to_sweep", sweep.pk), {"which": "numbers", "numbers": "江财〔2001〕9号"}, follow=True
    )
    assert "没有找到" in text(unknown)
    assert client.post(at("add_to_sweep", sweep.pk), {"which": "all"}).status_code == 400
    assert client.post(at("step_sweep", sweep.pk), {"step": "jump"}).status_code == 400
    reason = {f"proposal-{sweep.items.get().pk}": "keep", f"reason-{sweep.items.get().pk}": "x" * 400}
    assert client.post(at("propose_in_sweep", sweep.pk), reason).status_code == 422


@pytest.mark.parametrize("name", ["sweeps", "sweep"])
def test_pages_are_cheap_and_another_organisations_sweep_is_not_there(
    people, name, django_assert_max_num_queries
):
    sweep, _ = sweeping.opened(people, 4)
    address = at("sweeps") if name == "sweeps" else at("sweep", sweep.pk)
    client = entered("drafter")
    with django_assert_max_num_queries(MOST):
        assert "2026年文件清理" in text(client.get(address))
    other = entered("street-drafter")
    if name == "sweep":
        assert other.get(address).status_code == 404
        assert other.post(at("step_sweep", sweep.pk), {"step": "cancel"}).status_code == 404
    else:
        assert "还没有清理" in text(other.get(address))


def test_a_manuscripts_review_is_not_decided_as_a_sweeps(people):
    manuscript = writing.submitted(people)
    client = entered("first")
    review = client.get(at("manuscript", manuscript.pk)).context["review"]
    sent = {"stage": review.stage, "outcome": "approved"}
    assert client.post(at("decide_sweep", review.pk), sent).status_code == 404
