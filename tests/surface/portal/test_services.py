"""Editorial pages are published in one way only, which leaves a ledger entry."""

import pytest

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs.rules import Actor, Duty, NotAllowed, Scope
from gongkai.surface.portal import services
from gongkai.surface.portal.models import EditorialPage

from .town import BY


@pytest.fixture
def page(town, db):
    return services.write(
        "city", "history", "江城历史", "两千年", [("paragraph", "<p>建城于西汉。</p>")], by=BY
    )


def test_a_written_page_is_live_and_recorded_without_becoming_public_in_the_ledger(page, client):
    assert "建城于西汉" in client.get("/city/history/").content.decode()
    entry = ledger.of(f"page:{page.pk}")[-1]
    assert entry.kind == services.PUBLISHED
    assert entry.salt


def test_an_unpublished_page_is_gone_and_recorded(page, client):
    services.unpublish(page, by=BY)
    assert client.get("/city/history/").status_code == 404
    assert ledger.of(f"page:{page.pk}")[-1].kind == services.UNPUBLISHED


def test_rewriting_keeps_the_address(page, client):
    services.write("city", "history", "江城简史", "两千年", [("paragraph", "<p>建城于东汉。</p>")], by=BY)
    assert EditorialPage.objects.filter(slug="history").count() == 1
    text = client.get("/city/history/").content.decode()
    assert "江城简史" in text
    assert "建城于东汉" in text


def test_a_post_without_the_duty_publishes_nothing(page):
    before = len(ledger.of(f"page:{page.pk}"))
    reader = Actor("429900001/9", "429900001", frozenset({Duty.READ}), Scope(("429900001/",)))
    for act in (services.publish, services.unpublish):
        with pytest.raises(NotAllowed):
            act(page, by=reader)
    assert len(ledger.of(f"page:{page.pk}")) == before


def test_a_topic_lists_its_channel(town, db, client):
    services.write("topic", "heating", "冬季供暖", "保障供暖", [], channel="notices", by=BY)
    response = client.get("/topics/heating/")
    assert "关于东湖路夜间施工的通告" in response.content.decode().replace("<wbr>", "")
    assert "channel:notices" in response["Gongkai-Tags"]
    assert client.get("/city/heating/").status_code == 404
