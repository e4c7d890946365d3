"""The shell's menu and style sheet: our screens first, Wagtail's pages only for those who keep channels."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem, admin_menu
from wagtail.admin.search import admin_search_areas

from gongkai.ground.orgs.rules import Duty

from .gate import actor

MENU = "register_console_menu_item"

# Wagtail's own items ask the database for permissions eight times a page, and most have no use here:
# the shell takes its menu from this hook alone, and has no search of its own.
admin_menu.register_hook_name = MENU
admin_search_areas.register_hook_name = "register_console_search_area"


class EditorItem(MenuItem):
    """Shown to those who keep channels."""

    def is_shown(self, request: HttpRequest) -> bool:
        return Duty.CHANNELS in actor(request).duties


ITEMS = (
    (MenuItem, "待处理", "console:work", "tasks"),
    (MenuItem, "公开信息", "console:publications", "doc-full"),
    (MenuItem, "隔离", "console:quarantine", "warning"),
    (MenuItem, "关系确认", "console:relations", "link"),
    (EditorItem, "页面", "wagtailadmin_explore_root", "folder-open-inverse"),
    (EditorItem, "图片", "wagtailimages:index", "image"),
    (EditorItem, "文件", "wagtaildocs:index", "doc-full-inverse"),
    (MenuItem, "岗位", "console:posts", "group"),
)


def register(order: int, kind: type[MenuItem], label: str, name: str, icon: str) -> None:
    hooks.register(
        MENU,
        lambda: kind(label, reverse_lazy(name), name=name.replace(":", "-"), icon_name=icon, order=order),
    )


for order, item in enumerate(ITEMS):
    register(order, *item)


@hooks.register("insert_global_admin_css")
def style() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("console/console.css"))


@hooks.register("insert_global_admin_js")
def script() -> str:
    return format_html('<script src="{}" defer></script>', static("console/console.js"))
