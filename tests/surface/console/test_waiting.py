"""What waits for one person beside the reviews of manuscripts, and many manuscripts published together."""

import pytest

from gongkai.desk.documents.models import Batch, Manuscript
from gongkai.desk.documents.services import batches, publishing
from gongkai.ground.orgs.rules import Duty
from gongkai.record.catalogue.services import takedowns
from gongkai.record.editorial.rules.profiles import Profile
from gongkai.record.editorial.services import reviews
from tests.desk.documents import writing
from tests.record.editorial import making

from .clients import at, entered


@pytest.fixture
def people(db):
    return writing.city()


def test_a_take_down_waits_in_the_list_of_whoever_looks_at_it(people):
    public = publishing.publish(writing.approved(people).pk, by=people["final"]).publication
    takedowns.suspend(public.identifier, reason="附件含有身份证号", by=people["officer"])
    assert "紧急下架，请复核" in entered("final").get(at("work")).content.decode()
    assert "紧急下架，请复核" not in entered("first").get(at("work")).content.decode()


def test_approved_ones_are_published_together_each_with_its_result(people):
    rows = [
        writing.approved(people, title=f"第{n}份", document_number=f"江财〔2026〕{n}号") for n in range(1, 4)
    ]
    client = entered("final")
    assert "公开所选稿件" in client.get(at("manuscripts") + "?status=approved").content.decode()
    assert "公开所选稿件" not in client.get(at("manuscripts")).content.decode()
    sent = {"manuscript": [row.pk for row in rows[:2]]}
    begun = client.post(at("publish_manuscripts"), sent)
    number = Batch.objects.get().pk
    assert begun.headers["Location"] == at("batch", number)
    batches.run(number)
    states = [Manuscript.objects.get(pk=row.pk).status for row in rows]
    assert states == ["published", "published", "approved"]
    assert client.get(at("batch", number)).content.decode().count("完成") >= 2
    assert client.post(at("publish_manuscripts"), {"manuscript": [99999]}).status_code == 404


def test_what_was_drawn_is_looked_at_on_its_publications_page(people):
    making.staff("other-final", writing.FINANCE, *making.DUTIES["final"])
    public = publishing.publish(writing.approved(people).pk, by=people["final"]).publication
    review = reviews.open(
        "sample", public.identifier, title=public.title, organisation=writing.FINANCE, profile=Profile.FEED,
        revision=1, drafter=people["final"].person, duty=Duty.PUBLISH, by=people["final"],
    )  # fmt: skip
    page = at("publication", *public.identifier.split("/"))
    assert "请您决定" not in entered("final").get(page).content.decode()
    client = entered("other-final")
    assert "请您决定" in client.get(page).content.decode()
    assert public.title in client.get(at("work")).content.decode()
    sent = {"stage": "afterwards", "outcome": "returned", "words": "金额有误"}
    told = client.post(at("decide_sample", review.pk), sent, follow=True).content.decode()
    assert "请在本页办理更正、撤回或下架" in told
    assert entered("street-drafter").post(at("decide_sample", review.pk), sent).status_code == 403
