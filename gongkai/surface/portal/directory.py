"""Organisations as lists: 站群导航 with a search by name, the disclosure columns, and the site map."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import EVERYWHERE, KIND_LABELS, OrganisationKind
from gongkai.record.catalogue.queries import channels as catalogue

from .channels import groups as channel_groups
from .meta_tags import column
from .naming import called
from .page import Layout, answer, navigation, public
from .pages import PAGES, live
from .search import asked

TAGS = ["organisations"]


@dataclass(frozen=True, slots=True)
class Group:
    label: str
    organisations: list[Any]


@dataclass(frozen=True, slots=True)
class Links:
    label: str
    links: list[tuple[str, str]]


def grouped(organisations: Iterable[Any]) -> list[Group]:
    """Organisations by kind in the order of government: city, departments, districts, streets, others."""
    rows = list(organisations)
    return [
        Group(_(KIND_LABELS[kind]), members)
        for kind in OrganisationKind
        if (members := [row for row in rows if row.kind == kind])
    ]


@public
def sites(request: HttpRequest) -> HttpResponse:
    """站群导航: find a department or a district."""
    description = _("找一个部门、一个区：电话、地址、职能和它公开的信息。")
    return listed(request, "sites", _("站群导航"), description, "portal:sites")


@public
def organisations(request: HttpRequest) -> HttpResponse:
    """Every organisation's 政府信息公开 column."""
    description = _("各单位的公开指南、制度、法定主动公开内容和年报。")
    parent = (_("政务公开"), reverse("portal:openness"))
    title = _("各单位的政府信息公开专栏")
    return listed(request, "openness", title, description, "portal:organisations", parent)


def listed(
    request: HttpRequest, section: str, title: str, description: str, name: str, *parents: tuple[str, str]
) -> HttpResponse:
    words = asked(request)
    found = [row for row in orgs.organisations(EVERYWHERE) if is_called(row, words)]
    layout = Layout(
        title,
        section,
        reverse(name),
        crumbs=[(_("首页"), reverse("portal:home")), *parents, (title, "")],
        meta=column(title, description, [title], _("站群导航")),
    )
    context = {
        "groups": grouped(found),
        "q": words,
        "count": len(found),
        "description": description,
        "columns": bool(parents),
    }
    return answer(request, "portal/sites.html", layout, context, tags=TAGS)


def is_called(row: Any, words: str) -> bool:
    """Whether the words stand in one of an organisation's names."""
    return words in row.name or words in row.short_name or words.lower() in row.english_name.lower()


@public
def sitemap(request: HttpRequest) -> HttpResponse:
    """站点地图: every section, channel and organisation."""
    title = _("站点地图")
    main = [(label, address) for _key, label, address in navigation()]
    tools = [
        (_("政策文件库"), reverse("portal:policies")),
        (_("搜索"), reverse("portal:search")),
        (_("今天公开了什么"), reverse("portal:today")),
        (_("专题"), reverse("portal:topics")),
        (_("依申请公开"), reverse("portal:requests")),
        (_("申请公开政府信息"), reverse("portal:request_new")),
        (_("查询办理进度"), reverse("portal:request_status")),
        (_("依申请公开统计"), reverse("portal:request_statistics")),
        (_("各单位的政府信息公开专栏"), reverse("portal:organisations")),
        (_("怎样核对"), reverse("portal:verification")),
        (_("我为政府网站找错"), reverse("portal:errors")),
        (_("联系我们"), reverse("portal:contact")),
        (_("显示设置"), reverse("portal:preferences")),
    ]
    places = [
        Links(group.label or _("栏目"), [(link.name, link.address) for link in group.channels])
        for group in channel_groups(catalogue.channels())
    ]
    bodies = [
        Links(
            group.label,
            [(called(row), reverse("portal:organisation", args=[row.code])) for row in group.organisations],
        )
        for group in grouped(orgs.organisations(EVERYWHERE))
    ]
    articles = [(page.title, page.path_on_site) for page in [*live("city"), *live("topic")]]
    editorial = [Links(_("文章和专题"), articles)] if articles else []
    layout = Layout(
        title,
        path=reverse("portal:sitemap"),
        crumbs=[(_("首页"), reverse("portal:home")), (title, "")],
        meta=column(title, "", [title], _("站点地图")),
    )
    context = {
        "groups": [Links(_("主要栏目"), main), Links(_("查找与服务"), tools), *places, *editorial, *bodies]
    }
    return answer(request, "portal/sitemap.html", layout, context, tags=[*TAGS, "channels", PAGES])
