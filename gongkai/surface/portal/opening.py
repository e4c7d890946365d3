"""办事服务 before it opens, and 互动交流: what will be there, and what can be done today."""

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.ground.orgs import queries as orgs
from gongkai.record.catalogue.rules import Kind

from .meta_tags import column
from .page import Layout, answer, public


def services(request: HttpRequest) -> HttpResponse:
    """办事服务 while no guide is public."""
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
    """互动交流: everything in it is open."""
    return unopened(
        request,
        "participation",
        _("互动交流"),
        _("问事、提意见、要信息，都有编号和期限。"),
        [],
        [
            (
                reverse("portal:letters"),
                _("写信：咨询、建议、投诉"),
                _("每封信有编号，写明由谁办、到什么时候、为什么是这一天。"),
            ),
            (
                reverse("portal:consultations"),
                _("对决策草案提意见"),
                _("逐条提意见，截止后逐组公布采纳情况和理由。"),
            ),
            (
                reverse("portal:requests"),
                _("向一个机关申请公开信息"),
                _("网上提交，随时看到办理到哪一步；也可以当面或者邮寄提交（条例第二十九条）。"),
            ),
            (reverse("portal:surveys"), _("参加问卷调查"), _("不用登录；截止后一个月内公布结果和采用情况。")),
            (reverse("portal:faq"), _("常见问题"), _("由答复过的来信整理，写明依据和核对日期。")),
            (
                reverse("portal:letters_figures"),
                _("来信办理统计"),
                _("收到、答复、按期率和满意度，按单位和月份。"),
            ),
            (reverse("portal:errors"), _("指出网站的错误"), _("写给我们，或者用全国统一的入口。")),
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
        meta=column(title, explanation, [title, _("尚未开通")] if plans else [title], _("互动栏目")),
    )
    context = {"explanation": explanation, "plans": plans, "now_possible": now_possible, "office": office()}
    tags = ["organisations", *([f"kind:{Kind.SERVICE_GUIDE}"] if plans else [])]
    return answer(request, "portal/opening.html", layout, context, tags=tags)


def office() -> object | None:
    """The city government's own row, whose contact facts stand on every contact panel; None before set-up."""
    try:
        return orgs.root()
    except ObjectDoesNotExist:
        return None
