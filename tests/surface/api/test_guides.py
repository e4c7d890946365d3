"""Programs read guides as fields, by the same filters as people."""

import pytest

from gongkai.desk.guides.services import publishing
from tests.desk.guides import writing

LIST = "/api/v1/guides"


@pytest.fixture
def people(db):
    return writing.city()


def test_guides_are_listed_with_their_fields(people, client, django_assert_max_num_queries):
    guide = writing.published(people)
    with django_assert_max_num_queries(8):
        answer = client.get(LIST, {"serves": "person", "limit": 1})
    told = answer.json()
    assert told["total"] == 1 and told["next"] is None
    one = told["items"][0]
    assert one["title"] == writing.WHOLE.title and one["materials"][0]["copies"] == "原件 1 份"
    assert one["event_names"] == ["退休养老"] and one["missing"] == 0 and one["papers"] == []
    assert client.get(one["api_url"].partition("://")[2].partition("/")[2].join(["/", ""])).json() == one
    assert "kind:service_guide" in answer["Gongkai-Tags"]
    assert client.get(LIST, {"event": "death"}).json()["total"] == 0
    publishing.withdraw(guide.pk, "取消", by=people["final"])
    assert client.get(LIST).json()["items"] == []
    gone = client.get(f"{LIST}/{guide.publication.identifier}")
    assert gone.status_code == 404 and "不再公开" in gone.json()["message"]


def test_wrong_parameters_are_told(people, client):
    for query in ({"serves": "martian"}, {"page": 0}, {"limit": 1000}, {"q": "a\0"}, {"page": "x"}):
        assert client.get(LIST, query).status_code == 422, query
