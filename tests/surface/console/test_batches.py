"""The screens of batches: a table goes in, results come out, another organisation sees nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai.desk.documents.models import Batch
from gongkai.desk.documents.services import batches

from ...desk.documents.test_feeds import ROW

MOST = 15  # statements of a page
LIST = "/console/batches/"


@pytest.fixture
def clerk(client, jiangcheng):
    client.force_login(jiangcheng.clerk)
    return client


def table(name="许可.csv", *rows) -> SimpleUploadedFile:
    lines = [",".join(ROW), *(",".join(row.values()) for row in rows or (ROW,))]
    return SimpleUploadedFile(name, "\n".join(lines).encode())


def test_a_table_becomes_a_batch_with_results(clerk, django_assert_max_num_queries):
    broken = ROW | {"许可内容": "", "行政许可决定文书号": "江城许字〔2026〕9号"}
    sent = {"feed": "licence", "table": table("许可.csv", ROW, broken)}
    page = clerk.post(LIST, sent, follow=True).content.decode()
    assert "已受理 1 条" in page and "第 3 行" in page and 'http-equiv="refresh"' in page
    batch = Batch.objects.get()
    batches.run(batch.pk)
    one = reverse("console:batch", args=[batch.pk])
    clerk.get("/console/posts/")
    for address in (one, LIST, f"{one}?state=failed"):
        with django_assert_max_num_queries(MOST):
            page = clerk.get(address)
        assert page.status_code == 200
    page = clerk.get(one).content.decode()
    assert "已办完" in page and "抽查种子" in page and "http-equiv" not in page.partition("<body")[0]
    assert "没有未完成" in clerk.post(f"{one}steer/", {"answer": "again"}, follow=True).content.decode()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"feed": "licence"}, "请选择表格"),
        ({"feed": "licence", "table": "doc"}, "CSV 或 Excel"),
        ({"table": "csv"}, "请选择数据种类"),
        ({"feed": "penalty", "table": "csv"}, "没有可以发布的行"),
    ],
)
def test_what_is_wrong_is_said(clerk, sent, said):
    if "table" in sent:
        sent = sent | {"table": table(f"表.{sent['table']}")}
    answer = clerk.post(LIST, sent)
    assert answer.status_code == 422 and said in answer.content.decode()
    assert not Batch.objects.exists()


def test_another_organisations_batch_is_not_found(client, clerk, jiangcheng):
    clerk.post(LIST, {"feed": "licence", "table": table()})
    one = reverse("console:batch", args=[Batch.objects.get().pk])
    client.force_login(jiangcheng.other)
    assert client.get(one).status_code == 404 == client.post(f"{one}steer/", {"answer": "stop"}).status_code
    client.force_login(jiangcheng.reader)
    assert client.get(LIST).status_code == 403
