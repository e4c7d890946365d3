"""The public finds a guide and can act by it: checklist, telephones, the way to where it is done."""

from dataclasses import replace

import pytest

from gongkai.desk.guides.services import guides, publishing, reviewing
from gongkai.surface.portal.telephones import Piece, dialled
from tests.desk.guides import writing

HOME = "/services/"


@pytest.fixture
def people(db):
    return writing.city()


def page(client, address, **query):
    return client.get(address, query).content.decode()


def acted(guide):
    return guide.publication.path.replace("/publications/", "/services/")


def test_before_there_is_a_guide_the_page_says_so(people, client):
    assert "尚未开通" in page(client, HOME)


def test_a_guide_is_found_by_every_way(people, client, django_assert_max_num_queries):
    guide = writing.published(people)
    with django_assert_max_num_queries(15):
        answer = client.get(HOME)
    text = answer.content.decode()
    assert "1 件事怎么办" in text and "退休养老" in text and acted(guide) in text
    assert answer["Gongkai-Tags"] == "kind:service_guide organisations"
    for query in ({"serves": "person"}, {"event": "retirement"}, {"organisation": writing.FINANCE},
                  {"q": "身份证"}, {"serves": "<b>"}, {"page": "99999"}):  # fmt: skip
        assert acted(guide) in page(client, HOME, **query), query
    for query in ({"serves": "enterprise"}, {"event": "death"}, {"q": "护照\0"}):
        assert "没有找到" in page(client, HOME, **query), query
    assert "Gongkai-Tags" not in client.get(HOME, {"q": "护照"}).headers


def test_the_guide_is_there_to_act_by(people, client, django_assert_max_num_queries):
    guide = writing.published(people)
    with django_assert_max_num_queries(15):
        answer = client.get(acted(guide))
    text = answer.content.decode()
    assert text.count('type="checkbox"') == 2 and 'href="tel:02765601234"' in text
    assert "您将离开本站，前往 rs.jiangcheng.example" in text and 'rel="noopener external nofollow"' in text
    assert "《中华人民共和国社会保险法》" in text and "政务服务中心二楼" in text
    assert f"publication:{guide.publication.identifier}" in answer["Gongkai-Tags"]
    assert "看办事指南" in page(client, guide.publication.path)
    client.cookies["gk_lang"] = "en"
    assert "What to bring" in page(client, acted(guide))


def test_what_changes_and_what_ends_is_seen(people, client):
    guide = writing.published(people)
    guides.reopen(guide.pk, "搬迁", by=people["drafter"])
    shape = replace(writing.WHOLE, places="新大厅 <b>", online="")
    saved = guides.save(guide.pk, shape, revision=guide.revision, by=people["drafter"])
    assert "新大厅" not in page(client, acted(guide))
    sent = reviewing.submit(guide.pk, revision=saved.revision, by=people["drafter"])
    publishing.publish(writing.pass_all(sent, people).pk, by=people["final"])
    text = page(client, acted(guide))
    assert "新大厅 &lt;b&gt;" in text and "您将离开本站" not in text
    publishing.withdraw(guide.pk, "事项取消", by=people["final"])
    gone = client.get(acted(guide))
    assert gone.status_code == 302 and gone["Location"] == guide.publication.path
    assert client.get("/services/x/2026-000001").status_code == 404


def test_telephones_are_set_apart():
    assert dialled("窗口：027-65601234转801；热线 12345") == [
        Piece("窗口："), Piece("027-65601234转801", "02765601234"), Piece("；热线 "), Piece("12345", "12345"),
    ]  # fmt: skip
    assert dialled("到窗口问") == [Piece("到窗口问")] and dialled("") == []
