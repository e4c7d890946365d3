"""Catalogues of items in the console: proposed by one, confirmed by another, gaps and lateness with links."""

from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai.ground.orgs.rules import Duty
from gongkai.record.catalogue.queries import items as queries
from gongkai.record.catalogue.rules.item_lists import NewItem
from gongkai.record.catalogue.services import items as services
from gongkai.record.catalogue.services import publications

from .. import city

MOST = 15  # statements of a screen
HOME = f"/console/items/{city.FINANCE}/"
ROWS = [
    NewItem("20.7", "部门预算", "财政", limit_text="批复后20日内", limit_rule="budget"),
    NewItem("20.7", "部门决算", "财政", limit_text="每年10月底前", limit_rule="every:year:10-31"),
    NewItem("20.2", "机构职能", limit_text="适时公开"),
]


@pytest.fixture
def keeper(client, jiangcheng):
    duties = (Duty.READ, Duty.ITEMS, Duty.DRAFT)
    people = [city.person(f"keeper{n}", city.FINANCE, "目录管理员", *duties) for n in (1, 2)]
    client.force_login(people[0])
    client.get("/console/posts/")
    return people


@pytest.fixture
def adopted(keeper):
    services.adopt(
        city.FINANCE, services.propose(city.FINANCE, ROWS, by=city.OPERATOR).number, by=city.OPERATOR
    )
    late = city.draft(
        "2026年部门预算",
        city.FINANCE,
        mandatory_item="20.7.1",
        made_on=date(2026, 1, 5),
        published_at=datetime(2026, 3, 20, 9, tzinfo=city.SHANGHAI),
    )
    return publications.publish(late, by=city.OPERATOR)


def test_two_people_bring_a_catalogue_into_force(client, keeper):
    page = client.get(HOME).content.decode()
    assert "按条例第二十条、第二十一条起步" in page
    started = client.post(f"{HOME}start/", follow=True).content.decode()
    assert "由您提出" in started and "采用这一版" not in started
    refused = client.post(f"{HOME}versions/1/decide/", {"answer": "adopt"})
    assert refused.status_code == 422 and "另一人" in refused.content.decode()
    client.force_login(keeper[1])
    assert "采用这一版" in client.get(f"{HOME}versions/1/").content.decode()
    assert "等待确认" in client.get("/console/items/").content.decode()
    client.post(f"{HOME}versions/1/decide/", {"answer": "adopt"})
    assert len(queries.present(city.FINANCE)) == 16


def test_a_refusal_needs_a_reason(client, keeper):
    client.post(f"{HOME}start/")
    client.force_login(keeper[1])
    answer = client.post(f"{HOME}versions/1/decide/", {"answer": "refuse", "reason": " "})
    assert "请写明退回理由" in answer.content.decode()
    client.post(f"{HOME}versions/1/decide/", {"answer": "refuse", "reason": "缺少依据"})
    assert "缺少依据" in client.get(f"{HOME}versions/1/").content.decode()


def test_gaps_and_lateness_are_listed_with_links(client, adopted):
    page = client.get(HOME).content.decode()
    assert "到期未公开 1" in page and "逾期 1 条" in page and "不能计算，请指定" in page
    gaps = client.get(f"{HOME}?show=gap").content.decode()
    assert "部门决算" in gaps and "部门预算</a>" not in gaps
    item = client.get(f"{HOME}20.7.1/").content.decode()
    assert "2026-01-26" in item and "53 日" in item
    assert f'href="/console/publications/{adopted.identifier}/"' in item
    overview = client.get("/console/items/").content.decode()
    assert "到期未公开 1 项，逾期公开 1 条" in overview


def test_a_change_is_a_proposal_with_its_difference(client, adopted):
    form = client.get(f"{HOME}20.2.1/edit/").content.decode()
    assert "机构职能" in form and "按上面的文字识别" in form
    sent = {
        "code": "20.2.1",
        "title": "机构职能",
        "limit_text": "长期公开",
        "limit_rule": "auto",
        "way": "主动",
    }
    page = client.post(f"{HOME}20.2.1/edit/", sent, follow=True).content.decode()
    assert "<del>适时公开</del>" in page and "<ins>长期公开</ins>" in page
    client.post(f"{HOME}20.7.2/edit/", {"remove": "1"})
    new = {
        "code": "20.8",
        "title": "收费目录",
        "limit_text": "自形成之日起20个工作日内",
        "limit_rule": "auto",
    }
    page = client.post(f"{HOME}new/", new, follow=True).content.decode()
    assert "增加 1 项，删去 1 项，改动 1 项" in page
    assert queries.version(city.FINANCE, 2).items == 3
    empty = client.post(f"{HOME}new/", {"code": "20.8", "title": "", "limit_rule": "auto"})
    assert empty.status_code == 422 and "请填写事项名称" in empty.content.decode()


def test_an_upload_says_what_was_taken_and_what_not(client, adopted):
    text = (
        "序号,一级事项,二级事项,公开内容,公开依据,公开时限,公开主体\n"
        f"1,财政,三公经费,表,预算法,批复后20日内,财政局\n2,财政,长,{'字' * 2001},法,长期,局\n"
    )
    file = SimpleUploadedFile("目录.csv", text.encode("gb18030"))
    page = client.post(f"{HOME}upload/", {"file": file, "article": "20.7"}).content.decode()
    assert "读取 1 项，已提出第 2 版" in page and "公开内容超过 2000 字" in page
    assert [item.code for item in queries.listed(queries.version(city.FINANCE, 2))][-1] == "20.7.3"
    bad = client.post(f"{HOME}upload/", {"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04no")})
    assert bad.status_code == 422 and "打不开" in bad.content.decode()
    assert client.post(f"{HOME}upload/", {}).status_code == 422


def test_exports_and_the_manuscript_of_what_the_public_sees(client, adopted):
    table = client.get(f"{HOME}items.csv").content.decode("utf-8-sig")
    assert "20.7.1,财政,部门预算" in table
    assert client.get(f"{HOME}items.xlsx").content[:2] == b"PK"
    page = client.get(HOME).content.decode()
    assert "按现行目录起草公开稿" in page
    page = client.post(f"/console/columns/{city.FINANCE}/draft/", {"kind": "catalogue"}, follow=True)
    assert "江城市财政局主动公开基本目录" in page.content.decode()


@pytest.mark.parametrize(
    "path", ["", "?show=late", "20.7.1/", "versions/1/", "upload/", "new/", "20.7.1/edit/"]
)
def test_a_screen_takes_few_statements(client, adopted, path, django_assert_max_num_queries):
    with django_assert_max_num_queries(MOST):
        assert client.get(HOME + path).status_code == 200


def test_the_overview_takes_few_statements(client, adopted, django_assert_max_num_queries):
    with django_assert_max_num_queries(MOST):
        assert client.get("/console/items/").status_code == 200


def test_another_organisations_catalogue_is_not_found(client, keeper):
    other = f"/console/items/{city.HEALTH}/"
    for path in ("", "new/", "upload/", "items.csv", "versions/1/", "20.7.1/"):
        assert client.get(other + path).status_code == 404
    for path in ("start/", "versions/1/decide/", "publish/catalogue/"):
        assert client.post(other + path).status_code == 404
    assert client.get("/console/items/000000000/").status_code == 404
    assert client.get(f"{HOME}?before=x").status_code == 400


def test_who_only_reads_changes_nothing(client, adopted, jiangcheng):
    client.force_login(jiangcheng.reader)
    assert "上传目录" not in client.get(HOME).content.decode()
    assert client.get(f"{HOME}upload/").status_code == 403
    assert client.post(f"{HOME}start/").status_code == 403
    assert "起草公开稿" not in client.get(HOME).content.decode()
    assert reverse("console:items") in client.get("/console/").content.decode()
