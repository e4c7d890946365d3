"""办事服务 and 互动交流 before they open: what will be there, and what can be done today."""

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.ground.orgs import queries as orgs

from .meta_tags import column
from .page import Layout, answer, public


@public
def services(request: HttpRequest) -> HttpResponse:
    """办事服务: service guides are not open yet."""
    return unopened(
        request,
        "services",
        _("办事服务"),
        _("办事指南还没有在这里发布。在它开通前，请向承办部门咨询办理条件和材料。"),
        [
            (
                _("按事项、按部门、按人生大事找办事指南"),
                _("写明条件、材料、时限、费用和办理地点，逐项注明依据。"),
            ),
            (_("核对一件事要带什么"), _("列出材料清单，可以打印。")),
            (_("从指南看到依据的文件"), _("每条要求链接到公开的文件和文号。")),
        ],
        [
            (reverse("portal:sites"), _("找承办部门"), _("查部门和区的电话、地址和办公时间。")),
            (reverse("portal:policies"), _("查政策文件"), _("按文号、标题或一句话查办事依据。")),
        ],
    )


@public
def participation(request: HttpRequest) -> HttpResponse:
    """互动交流: requests are open, letters and consultations not yet."""
    return unopened(
        request,
        "participation",
        _("互动交流"),
        _("网上写信和意见征集还没有开通，依申请公开已经开通。"),
        [
            (_("写信并看到进度"), _("每封信有编号，写明由谁办、到什么时候、为什么是这一天。")),
            (_("参与意见征集"), _("草案、说明和采纳情况放在一起公布。")),
        ],
        [
            (
                reverse("portal:requests"),
                _("向一个机关申请公开信息"),
                _("网上提交，随时看到办理到哪一步；也可以当面或者邮寄提交（条例第二十九条）。"),
            ),
            (reverse("portal:errors"), _("指出网站的错误"), _("打电话，或者用全国统一的入口。")),
        ],
    )


def unopened(
    request: HttpRequest,
    section: str,
    title: str,
    explanation: str,
    plans: list[tuple[str, str]],
    now_possible: list[tuple[str, str, str]],
) -> HttpResponse:
    layout = Layout(
        title,
        section,
        crumbs=[(_("首页"), reverse("portal:home")), (title, "")],
        meta=column(title, explanation, [title, _("尚未开通")], _("互动栏目")),
    )
    context = {"explanation": explanation, "plans": plans, "now_possible": now_possible, "office": office()}
    return answer(request, "portal/opening.html", layout, context, tags=["organisations"])


def office() -> object | None:
    """The city government's own row, whose contact facts stand on every contact panel; None before set-up."""
    try:
        return orgs.root()
    except ObjectDoesNotExist:
        return None
