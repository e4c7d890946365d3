"""A form that saves itself, for the scripts' own tests: what it sent is kept, what it hears is set."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import RequestContext, Template
from django.test import override_settings
from django.urls import include, path
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.conftest import absent

CHROMIUM = os.environ.get("GONGKAI_CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

PAGE = Template("""{% load static %}<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>稿件</title>
<link rel="stylesheet" href="{% static 'console/console.css' %}">
<link rel="stylesheet" href="{% static 'console/editor.css' %}">
<script src="{% static 'console/console.js' %}" defer></script>
<script src="{% static 'console/editor.js' %}" defer></script>
<script src="{% static 'console/draft.js' %}" defer></script></head><body><div class="gk-screen">
<h1>起草</h1><form method="post" data-autosave="/autosave" class="gk-draft">{% csrf_token %}
<p><label for="title">标题</label> <input id="title" name="title"></p>
<input type="hidden" name="revision" value="1">
<p><label for="files">附件</label> <input id="files" type="file" name="files"></p>
<label for="html" id="label">正文</label>
<textarea id="html" name="html" data-editor rows="12">{{ html }}</textarea>
<p><button>保存</button> <span data-autosave-status aria-live="polite"></span></p></form>
<p><a href="/elsewhere">别处</a></p></div></body></html>""")

sent: list[dict[str, str]] = []
posted: list[dict[str, str]] = []
answers: list[HttpResponse] = []
shown = {"html": ""}


def page(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        posted.append(request.POST.dict())
        return HttpResponse("<h1>已保存</h1>")
    return HttpResponse(PAGE.render(RequestContext(request, shown)))


def autosave(request: HttpRequest) -> HttpResponse:
    sent.append({**request.POST.dict(), "files": str(len(request.FILES))})
    if answers:
        return answers.pop(0)
    return JsonResponse({"saved_at": "14:30:05", "revision": int(request.POST["revision"]) + 1})


urlpatterns = [
    path("draft", page),
    path("autosave", autosave),
    path("elsewhere", lambda request: HttpResponse("<h1>别处</h1>")),
    path("", include("gongkai.project.urls.all")),
]


@contextmanager
def browsing() -> Iterator[tuple[Browser, str]]:
    """A browser and the address of these pages. They ask no database, so none is made or emptied."""
    if not os.access(CHROMIUM, os.X_OK):
        absent("Chromium", f"{CHROMIUM} 不存在，请安装 chromium")
    with pytest.MonkeyPatch.context() as patch, override_settings(ROOT_URLCONF=__name__):
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        server = LiveServer("localhost")
        try:
            with sync_playwright() as playwright:
                chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
                yield chromium, server.url
                chromium.close()
        finally:
            server.stop()


def forget(html: str = "") -> None:
    """As before the first visit, with this text in the form."""
    for kept in (sent, posted, answers):
        kept.clear()
    shown["html"] = html


def value(page: Page) -> str:
    """The text that would be posted now; a dialogue writes its answer after the key that closed it."""
    expect(page.locator("dialog")).to_have_count(0)
    return str(page.evaluate("new FormData(document.querySelector('form')).get('html')"))
