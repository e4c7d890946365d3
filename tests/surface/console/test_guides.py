"""Service guides on the staff's screens: from the list to the published guide, the catalogue beside it."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.desk.guides.models import Guide
from gongkai.desk.guides.queries import guides as queries
from gongkai.desk.guides.rules.states import State
from gongkai.desk.guides.services import guides as services
from gongkai.desk.guides.services import importing
from gongkai.surface.console.guide_form import groups, typed
from tests.desk.guides import writing

from .clients import at, entered, text

MOST = 15  # statements of a page


@pytest.fixture
def people(db):
    return writing.city()


def form(shape, revision):
    """What a browser would send of the form as it is shown."""
    sent = {"revision": revision}
    for _, fields in groups(shape):
        for field in fields:
            if field.kind == "rows":
                sent |= {cell.name: cell.value for _, cells in field.value for cell in cells}
            elif field.kind == "chosen":
                sent[field.name] = [code for code, _, on in field.value if on]
            else:
                sent[field.name] = field.value
    return sent


def test_a_guide_goes_from_its_name_to_the_public(people):
    drafter = entered("drafter")
    assert "还没有办事指南" in text(drafter.get(at("guides")))
    assert drafter.post(at("begin_guide"), {"title": " "}).status_code == 422
    page = drafter.post(at("begin_guide"), {"title": "领取养老金资格认证"}, follow=True)
    key = Guide.objects.get().pk
    assert "1/8" in text(page) and "江城市财政局" in text(page)
    saved = drafter.post(at("edit_guide", key), form(writing.WHOLE, 1), follow=True)
    assert "已保存为第 2 版" in text(saved) and "8/8" in text(saved)
    guide = Guide.objects.get()
    assert queries.shape(guide) == writing.WHOLE
    assert "继续编写" in text(drafter.get(at("work")))
    sent = {"step": "submit", "revision": 2}
    assert "已送审" in text(drafter.post(at("step_guide", key), sent, follow=True))
    for who in ("first", "final"):
        client = entered(who)
        assert "办事指南：领取养老金资格认证" in text(client.get(at("work")))
        review = client.get(at("guide", key)).context["review"]
        decided = {"stage": review.stage, "outcome": "approved"}
        assert client.post(at("decide_guide", review.pk), decided).status_code == 302
    final = entered("final")
    assert "公布办事指南" in text(final.get(at("work")))
    assert "办事指南已公布" in text(final.post(at("step_guide", key), {"step": "publish"}, follow=True))
    assert "合格" in text(final.get(at("guides_standing")))
    page = text(drafter.post(at("step_guide", key), {"step": "reopen", "why": "搬迁"}, follow=True))
    assert "正在更新：搬迁" in page and Guide.objects.get().state == State.DRAFTING


def test_rows_are_added_moved_and_emptied_without_scripts(people):
    guide = writing.begun(people)
    client, sent = entered("drafter"), form(writing.WHOLE, 1)
    page = text(client.post(at("edit_guide", guide.pk), sent | {"more": "materials"}))
    assert page.count("-name") > 10 and 'name="materials-6-name"' in page
    page = client.post(at("edit_guide", guide.pk), sent | {"up": "steps-1"})
    assert [cells[0].value for _, cells in field(page, "steps").value][:2] == ["核验", "申请"]
    assert Guide.objects.get().revision == 1
    gone = {name: "" for name in sent if name.startswith("materials-0-")}
    client.post(at("edit_guide", guide.pk), sent | gone)
    assert [row.name for row in queries.shape(Guide.objects.get()).materials] == ["委托书"]


def field(page, name):
    fields = [one for _, some in page.context["groups"] for one in some]
    return next(one for one in fields if one.name == name)


def test_a_conflict_keeps_what_was_typed(people):
    guide = writing.begun(people)
    client, sent = entered("drafter"), form(writing.WHOLE, 1)
    client.post(at("edit_guide", guide.pk), sent | {"hours": "8:00-12:00"})
    page = client.post(at("edit_guide", guide.pk), sent | {"places": "三楼<b>"})
    assert page.status_code == 409 and "他人保存的与您输入的有何不同" in text(page)
    assert "三楼&lt;b&gt;" in text(page) and "8:00-12:00" in text(page)
    again = client.post(at("edit_guide", guide.pk), sent | {"places": "三楼", "revision": 2})
    assert again.status_code == 302 and queries.shape(Guide.objects.get()).places == "三楼"


def test_gaps_are_read_anew_while_writing(people):
    guide = writing.begun(people)
    sent = form(writing.WHOLE, 1) | {"hours": "略", "online": "http://a.b"}
    page = text(entered("drafter").post(at("check_guide", guide.pk), sent))
    assert "7/8" in page and "是 http 地址" in page and "<html" not in page
    assert Guide.objects.get().revision == 1


def test_bad_input_is_told_and_kept(people):
    guide = writing.begun(people)
    client, sent = entered("drafter"), form(writing.WHOLE, 1)
    page = client.post(at("edit_guide", guide.pk), sent | {"conditions": "长" * 6000})
    assert page.status_code == 422 and "申请条件最多" in text(page) and "长长长" in text(page)
    assert client.post(at("edit_guide", guide.pk), sent | {"notes": "a\0b"}).status_code == 302
    assert queries.shape(Guide.objects.get()).notes == "ab"
    assert client.post(at("step_guide", guide.pk), {"step": "jump"}).status_code == 400
    stale = client.post(at("step_guide", guide.pk), {"step": "submit", "revision": "x"})
    assert stale.status_code == 422
    upload = SimpleUploadedFile("a.exe", b"MZ\x90\0")
    refused = client.post(at("attach_guide_file", guide.pk), {"file": upload})
    assert refused.status_code == 422 and "gk-errors" in text(refused)
    assert client.post(at("attach_guide_file", guide.pk), {}).status_code == 422
    assert client.get(at("guides") + "?before=x").status_code == 400


def test_the_catalogue_is_imported_and_compared_by_a_person(people, django_assert_max_num_queries):
    guide = writing.begun(people)
    client = entered("drafter")
    file = SimpleUploadedFile("清单.xlsx", writing.messy())
    page = text(client.post(at("import_guides"), {"file": file}))
    assert "读到 6 个事项：新建 1 份，有变化待比对 1 份" in page and "海城市公安局" in page
    assert client.post(at("import_guides"), {}).status_code == 422
    wrong = client.post(at("import_guides"), {"file": SimpleUploadedFile("a.json", b"{")})
    assert wrong.status_code == 422 and "不是有效的 JSON" in text(wrong)
    assert "处不同" in text(client.get(at("guides") + "?only=differing"))
    with django_assert_max_num_queries(MOST):
        page = text(client.get(at("compare_guide", guide.pk)))
    assert "承诺办结时限" in page and "<del>" in page
    refused = client.post(at("step_guide", guide.pk), {"step": "submit", "revision": 1})
    assert refused.status_code == 422 and "还没有核对" in text(refused)
    page = client.post(at("compare_guide", guide.pk), {"accept": ["promised"], "revision": 1}, follow=True)
    assert "采用目录 1 处" in text(page)
    assert queries.shape(Guide.objects.get(pk=guide.pk)).promised == "5 个工作日"
    stale = client.post(at("compare_guide", guide.pk), {"accept": ["hours"], "revision": 1})
    assert stale.status_code == 422 and "刷新页面" in text(stale)


def test_without_an_item_there_is_nothing_to_compare(people):
    guide = writing.begun(people)
    assert entered("drafter").get(at("compare_guide", guide.pk)).status_code == 404


def test_a_form_is_attached_downloaded_and_removed(people):
    guide = writing.begun(people)
    client = entered("drafter")
    sent = {
        "file": SimpleUploadedFile("委托书.txt", "委托书样式".encode()),
        "role": "form",
        "material": "委托书",
    }
    page = text(client.post(at("attach_guide_file", guide.pk), sent, follow=True))
    assert "空白表格" in page and "委托书.txt" in page
    file = guide.files.get()
    answer = client.get(at("guide_file", guide.pk, file.pk))
    assert b"".join(answer.streaming_content)  # read to its end, it is closed
    assert (
        answer["Content-Type"] == "application/octet-stream" and "attachment" in answer["Content-Disposition"]
    )
    assert "没有可以清除" in text(client.post(at("clean_guide_file", guide.pk, file.pk)))
    client.post(at("detach_guide_file", guide.pk, file.pk))
    assert not guide.files.exists() and client.get(at("guide_file", guide.pk, file.pk)).status_code == 404


@pytest.mark.parametrize("name", ["guides", "guide", "edit_guide", "guides_standing", "work"])
def test_pages_are_cheap(people, name, django_assert_max_num_queries):
    writing.published(people, code="ABC-0001")
    guide = writing.begun(people)
    for number in range(5):
        writing.begun(people, code=f"ABC-1{number}00")
    client = entered("drafter")
    address = at(name, guide.pk) if name in ("guide", "edit_guide") else at(name)
    with django_assert_max_num_queries(MOST):
        assert client.get(address).status_code == 200


def test_another_organisations_guide_is_not_there(people):
    guide = writing.begun(people)
    content = json.dumps({"事项名称": "甲", "实施编码": writing.CODE, "实施主体": "江城市财政局"}).encode()
    importing.import_items("a.json", content, by=people["drafter"])
    other = entered("street-drafter")
    for name in ("guide", "edit_guide", "compare_guide"):
        assert other.get(at(name, guide.pk)).status_code == 404
    for name in ("check_guide", "step_guide", "answer_guide", "attach_guide_file"):
        assert other.post(at(name, guide.pk), {"step": "submit"}).status_code == 404
    assert "养老金" not in text(other.get(at("guides")))
    assert entered("first").get(at("edit_guide", guide.pk)).status_code == 403


def test_the_form_sends_back_what_it_shows(people):
    sent = form(writing.WHOLE, 1)
    client = entered("drafter")
    made = services.begin(writing.FINANCE, writing.WHOLE, by=people["drafter"])
    client.post(at("edit_guide", made.pk), sent)
    assert Guide.objects.get().revision == 1  # the same again keeps nothing
    assert typed.__doc__
