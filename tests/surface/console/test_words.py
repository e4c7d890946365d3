"""The word list's screens: who sees, who changes, what a table does."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai.ground.orgs.rules import Duty
from gongkai.record.editorial.queries import words as queries

from .. import city

ENTRY = {
    "word": "江成市",
    "instead": "江城市",
    "category": "own",
    "severity": "warning",
    "unless": "",
    "source": "",
}


@pytest.fixture
def keeper(client, jiangcheng):
    client.force_login(city.person("keeper", jiangcheng.root.code, "目录管理", Duty.READ, Duty.ITEMS))
    client.get("/console/posts/")
    return client


def test_a_list_within_fifteen_statements(keeper, django_assert_max_num_queries):
    keeper.post(reverse("console:add_word"), ENTRY)
    with django_assert_max_num_queries(15):
        page = keeper.get("/console/words/?words=江成").content.decode()
    assert "江城市" in page and "最近变更" in page


def test_added_changed_retired(keeper):
    assert keeper.post(reverse("console:add_word"), ENTRY).status_code == 302
    row = queries.listing(words="江成市").items[0]
    address = reverse("console:word", args=[row.pk])
    assert keeper.post(address, ENTRY | {"instead": "江城"}).status_code == 302
    assert "江城" in keeper.get(address).content.decode()
    assert (
        keeper.post(reverse("console:retire_word", args=[row.pk]), {"reason": "不再误用"}).status_code == 302
    )
    assert "已停用" in keeper.get("/console/words/?retired=1").content.decode()
    assert "不再误用" in keeper.get(address).content.decode()


def test_a_wrong_entry_is_told_and_kept_in_the_form(keeper):
    answer = keeper.post(reverse("console:add_word"), ENTRY | {"instead": "江成市"})
    assert answer.status_code == 422
    assert "与词语相同" in answer.content.decode()


def test_out_as_a_table_and_in_again(keeper):
    table = keeper.get(reverse("console:export_words")).content.decode()
    sent = SimpleUploadedFile("w.csv", (table + "江成市,江城市,本地词条,请核对,,\n坏,,,,,\n").encode())
    page = keeper.post(reverse("console:import_words"), {"table": sent}).content.decode()
    assert "新增 1 条" in page and "有 1 行没有导入" in page
    wrong = keeper.post(
        reverse("console:import_words"), {"table": SimpleUploadedFile("w.csv", b"\xff\xfe\x00")}
    )
    assert wrong.status_code == 422


def test_who_may_only_read(client, jiangcheng):
    client.force_login(jiangcheng.reader)
    assert client.get("/console/words/").status_code == 200
    assert "新增词条" not in client.get("/console/words/").content.decode()
    for name in ("add_word", "import_words"):
        assert client.post(reverse(f"console:{name}"), ENTRY).status_code == 403
    assert not queries.revision()


def test_a_department_does_not_change_the_citys_list(client, jiangcheng):
    client.force_login(city.person("own", city.FINANCE, "目录管理", Duty.READ, Duty.ITEMS))
    answer = client.post(reverse("console:add_word"), ENTRY)
    assert answer.status_code == 422 and "管辖" in answer.content.decode()
    assert client.get(reverse("console:word", args=["999"])).status_code == 404
    assert client.get("/console/words/?before=x").status_code == 400
