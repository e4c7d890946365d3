"""What was found in everything public: by scope, with the progress of the pass."""

import pytest
from django.urls import reverse

from gongkai.ground.orgs.rules import Duty
from gongkai.record.catalogue.services import publications, rechecks

from .. import city


@pytest.fixture
def found(jiangcheng):
    publications.publish(city.draft("财政公示", city.FINANCE, text="张某13812345678"), by=city.OPERATOR)
    publications.publish(city.draft("卫生公示", city.HEALTH, text="李某13912345678"), by=city.OPERATOR)
    rechecks.begin(by=city.OPERATOR)
    rechecks.work(by=city.OPERATOR, seconds=60)
    return jiangcheng


def test_only_the_own_organisations(client, found, django_assert_max_num_queries):
    client.force_login(found.reader)
    client.get("/console/posts/")
    with django_assert_max_num_queries(15):
        page = client.get("/console/checked/").content.decode()
    assert "财政公示" in page and "138****5678" in page
    assert "卫生公示" not in page and "13812345678" not in page
    assert "5 / 5" in page


def test_filters_and_a_bad_cursor(client, found):
    client.force_login(found.reader)
    assert "没有符合条件" in client.get("/console/checked/?check=wording").content.decode()
    assert client.get("/console/checked/?before=x").status_code == 400


def test_a_pass_is_begun_by_the_lists_keepers(client, found):
    client.force_login(found.reader)
    assert client.post(reverse("console:begin_recheck")).status_code == 403
    client.force_login(city.person("keeper", found.root.code, "目录管理", Duty.READ, Duty.ITEMS))
    page = client.post(reverse("console:begin_recheck"), follow=True).content.decode()
    assert "复查已登记" in page
