"""The shell's menu and style sheet: our screens first, each item only for those whose duties open it."""

from functools import partial

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem, admin_menu
from wagtail.admin.search import admin_search_areas

from .doors import open_to
from .gate import actor

MENU = "register_console_menu_item"

# Wagtail's own items ask the database for permissions eight times a page, and most have no use here:
# the shell takes its menu from this hook alone, and has no search of its own.
admin_menu.register_hook_name = MENU
admin_search_areas.register_hook_name = "register_console_search_area"


ITEMS = (
    ("待处理", "console:work", "tasks"),
    ("稿件", "console:manuscripts", "edit"),
    ("公开信息", "console:publications", "doc-full"),
    ("依申请公开", "console:requests", "form"),
    ("投诉", "console:complaints", "comment"),
    ("文件清理", "console:sweeps", "rotate"),
    ("公开专栏", "console:columns", "site"),
    ("年度报告", "console:reports", "doc-full"),
    ("公开目录", "console:items", "list-ul"),
    ("负面清单", "console:withheld", "no-view"),
    ("批量办理", "console:batches", "list-ul"),
    ("下架复核", "console:take_downs", "view"),
    ("隔离", "console:quarantine", "warning"),
    ("关系确认", "console:relations", "link"),
    ("移交", "console:archive", "download"),
    ("检查结果", "console:checked", "clipboard-list"),
    ("词表", "console:words", "list-ul"),
    ("页面", "wagtailadmin_explore_root", "folder-open-inverse"),
    ("图片", "wagtailimages:index", "image"),
    ("文件", "wagtaildocs:index", "doc-full-inverse"),
    ("通知", "console:notices", "mail"),
    ("值班", "console:own_roster", "calendar-alt"),
    ("人员", "console:people", "user"),
    ("岗位与职责", "console:duties", "key"),
    ("机构", "console:organisations", "site"),
    ("审计", "console:audit", "history"),
    ("岗位", "console:posts", "group"),
)


class Door(MenuItem):
    """Shown to those whose duties open the page behind it."""

    def __init__(self, label: str, name: str, icon: str, order: int) -> None:
        super().__init__(label, reverse_lazy(name), name=name.replace(":", "-"), icon_name=icon, order=order)
        self.door = name

    def is_shown(self, request: HttpRequest) -> bool:
        return open_to(actor(request).duties, self.door)


for place, item in enumerate(ITEMS):
    hooks.register(MENU, partial(Door, *item, place))


@hooks.register("insert_global_admin_css")
def style() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("console/console.css"))


@hooks.register("insert_global_admin_js")
def script() -> str:
    return format_html('<script src="{}" defer></script>', static("console/console.js"))
