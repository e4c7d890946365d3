"""联系我们 and 我为政府网站找错: whom to write to, and what to say; no form before letters open."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from .meta_tags import column
from .opening import office
from .page import Layout, absolute, answer, public, site

NATIONAL = "https://zfwzzc.www.gov.cn/"  # 中国政府网“我为政府网站找错”统一入口
ANSWER_DAYS = 3  # working days for 我为政府网站找错 (政府网站发展指引, 国办发〔2017〕47号)


@public
def contact(request: HttpRequest) -> HttpResponse:
    """联系我们."""
    steps = [
        _("找一个部门：到“站群导航”里按名称查，专页上有电话、地址和办公时间。"),
        _("说网站本身的事：用“现在找谁”里的联系方式，说明网页地址和您的意见。"),
        _("急事拨打 12345 政务服务便民热线。"),
    ]
    return page(
        request,
        _("联系我们"),
        _("网站由市政府办公室主办，各单位对自己发布的内容负责。"),
        steps,
        "",
        "portal:contact",
    )


@public
def errors(request: HttpRequest) -> HttpResponse:
    """我为政府网站找错: which page, what is wrong, how it should read."""
    steps = [
        _("写明哪一页：网页地址或者索引号。"),
        _("写明错在哪里：错别字、打不开、过时、与原文不符。"),
        _("如果知道，写明正确的内容和依据。"),
        _("留下您的联系方式，才能把处理结果告诉您。"),
    ]
    promise = _("《政府网站发展指引》要求收到后 %(days)s 个工作日内答复。内容有改动的，原版本仍可查。") % {
        "days": ANSWER_DAYS
    }
    explanation = _("网上的纠错表单还没有开通。现在可以用下面的办法告诉我们。")
    return page(request, _("我为政府网站找错"), explanation, steps, promise, "portal:errors")


def page(
    request: HttpRequest, title: str, explanation: str, steps: list[str], promise: str, name: str
) -> HttpResponse:
    about = request.GET.get("page", "")
    about = about if about.startswith("/") and not about.startswith("//") and len(about) < 300 else ""
    row = office()
    address = site()["email"] or getattr(row, "email", "")
    body = absolute(about) if about else ""
    mail = f"mailto:{address}?subject={quote(title)}&body={quote(body)}" if address else ""
    layout = Layout(
        title,
        path=reverse(name),
        crumbs=[(_("首页"), reverse("portal:home")), (title, "")],
        meta=column(title, explanation, [title], _("互动栏目")),
        styles=("portal/document.css",),
    )
    context = {
        "explanation": explanation,
        "steps": steps,
        "promise": promise,
        "office": row,
        "mail": mail,
        "national": NATIONAL if name == "portal:errors" else "",
        "telephone": site()["telephone"] or getattr(row, "telephone", ""),
        "page_path": about,
        "page_address": body,
    }
    return answer(request, "portal/contact.html", layout, context, tags=["organisations"])
