"""The autosave script in a real browser: when it saves, what it says, and that nothing is lost on leaving."""

import pytest
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from playwright.sync_api import expect

from . import drafting

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browsing):
    """The form, with a clock that the test moves."""
    browser, address = browsing
    drafting.forget()
    context = browser.new_context(base_url=address)
    context.clock.install()
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto("/draft")
    yield page
    page.evaluate(
        "document.querySelectorAll('form').forEach(form => { form.dataset.autosave = '/elsewhere' })"
    )
    context.close()  # what it says with its last breath is not for the next test


@pytest.fixture
def status(page):
    return page.locator("[data-autosave-status]")


def test_it_saves_ten_seconds_after_the_last_change(page, status):
    page.fill("#title", "关于印发办法的通知")
    expect(status).to_have_text("有修改尚未暂存")
    page.clock.run_for(9_000)
    page.fill("#title", "关于印发管理办法的通知")
    page.clock.run_for(9_000)
    assert not drafting.sent
    page.clock.run_for(2_000)
    expect(status).to_have_text("已暂存 14:30:05")
    assert [one["title"] for one in drafting.sent] == ["关于印发管理办法的通知"]
    page.clock.run_for(120_000)
    assert len(drafting.sent) == 1


def test_who_keeps_typing_is_saved_within_a_minute(page, status):
    for second in range(12):
        page.fill("#title", f"稿 {second}")
        page.clock.run_for(5_000)
    expect(status).to_have_text("已暂存 14:30:05")
    assert drafting.sent


def test_ctrl_s_saves_at_once_and_the_next_one_carries_the_new_revision(page, status):
    page.fill("#title", "一")
    page.keyboard.press("Control+S")
    expect(status).to_have_text("已暂存 14:30:05")
    page.fill("#title", "二")
    page.keyboard.press("Control+S")
    expect(page.locator("[name=revision]")).to_have_value("3")
    assert [(one["title"], one["revision"]) for one in drafting.sent] == [("一", "1"), ("二", "2")]


def test_files_are_not_sent_again_and_again(page, status):
    page.set_input_files("#files", {"name": "a.txt", "mimeType": "text/plain", "buffer": b"x"})
    page.keyboard.press("Control+S")
    expect(status).to_have_text("已暂存 14:30:05")
    assert drafting.sent[0]["files"] == "0"


def test_without_network_it_says_so_and_tries_again(page, status):
    page.context.set_offline(True)
    page.fill("#title", "一")
    page.keyboard.press("Control+S")
    expect(status).to_have_text("暂存失败，请检查网络；内容仍在本页")
    assert status.get_attribute("data-state") == "failed"
    page.context.set_offline(False)
    page.wait_for_timeout(500)  # the browser's own word that the network is back makes one attempt already
    page.clock.run_for(31_000)
    expect(status).to_have_text("已暂存 14:30:05")


def test_a_conflict_is_told_and_ends_the_saving(page, status):
    drafting.answers.append(JsonResponse({"message": "张三在 14:29 改过，请核对"}, status=409))
    page.fill("#title", "一")
    page.keyboard.press("Control+S")
    expect(status).to_have_text("张三在 14:29 改过，请核对")
    page.fill("#title", "二")
    page.clock.run_for(60_000)
    assert len(drafting.sent) == 1


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (HttpResponseRedirect("/elsewhere"), "暂存失败，登录已超时，请在新窗口重新登录；内容仍在本页"),
        (HttpResponse("x", status=500), "暂存失败（500），请稍后再试；内容仍在本页"),
        (JsonResponse({"message": "标题超过 500 字"}, status=400), "标题超过 500 字"),
        (HttpResponse("<p>不是 JSON</p>"), "暂存失败（200），请稍后再试；内容仍在本页"),
    ],
)
def test_any_other_answer_is_a_failure(page, status, answer, told):
    drafting.answers.append(answer)
    page.fill("#title", "一")
    page.keyboard.press("Control+S")
    expect(status).to_have_text(told)


def test_leaving_with_changes_asks_and_saves(page):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.fill("#title", "没有保存")
    page.click("text=别处")
    page.wait_for_url("**/elsewhere")
    assert asked == ["beforeunload"]
    assert {one["title"] for one in drafting.sent} == {"没有保存"}


def test_a_page_taken_away_is_saved_with_its_last_breath(page):
    page.fill("#title", "没有保存")
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pagehide'))")
    page.wait_for_timeout(500)
    assert [one["title"] for one in drafting.sent] == ["没有保存"]


def test_sending_the_form_asks_nothing_and_waits_for_a_save_under_way(page, status):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.fill("#title", "一")
    page.keyboard.press("Control+S")
    page.click("text=保存")
    expect(page.locator("h1")).to_have_text("已保存")
    assert not asked
    assert [(one["title"], one["revision"]) for one in drafting.posted] == [("一", "2")]


def test_nothing_changed_nothing_asked(page):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.click("text=别处")
    page.wait_for_url("**/elsewhere")
    assert not asked and not drafting.sent
