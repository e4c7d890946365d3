"""走进城市 and 专题: editorial pages written in Wagtail, and the topics' publications."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import EVERYWHERE, OrganisationKind
from gongkai.record.catalogue.queries import lists

from .listing import briefs
from .meta_tags import article as article_tags
from .meta_tags import column
from .models import EditorialPage
from .page import Layout, absolute, answer, city_label, end_of_today, public, site
from .tally import tally

PAGES = "pages"
STYLES = ("portal/document.css",)
LISTED = 20


def live(section: str) -> list[EditorialPage]:
    """Live pages of a section, as the editors ordered them."""
    return list(EditorialPage.objects.live().filter(section=section).order_by("path"))


@public
def city(request: HttpRequest) -> HttpResponse:
    """走进城市: its articles and its districts."""
    title = city_label()
    description = _("城市概况、历史、人口与经济、行政区划。")
    layout = Layout(
        title,
        "city",
        crumbs=[(_("首页"), reverse("portal:home")), (title, "")],
        meta=column(title, description, [title], _("概况信息")),
    )
    districts = [
        organisation
        for organisation in orgs.organisations(EVERYWHERE)
        if organisation.kind == OrganisationKind.DISTRICT
    ]
    context = {"articles": live("city"), "districts": districts, "description": description}
    return answer(request, "portal/city.html", layout, context, tags=[PAGES, "organisations"])


@public
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """One article of 走进城市."""
    return editorial(request, "city", slug, (city_label(), reverse("portal:city")))


@public
def topics(request: HttpRequest) -> HttpResponse:
    """All 专题: editorial pages, and publications of that kind."""
    until = end_of_today(timezone.now())
    title = _("专题")
    page = lists.latest(kind="topic", limit=LISTED)
    layout = Layout(
        title,
        "openness",
        crumbs=[
            (_("首页"), reverse("portal:home")),
            (_("政务公开"), reverse("portal:openness")),
            (title, ""),
        ],
        meta=column(title, "", [title], _("专题专栏")),
    )
    articles = live("topic")
    counted = tally(len(articles), kind="topic")
    context = {"articles": articles, "rows": briefs(page.items), "tally": counted, "more": page.next}
    tags = [PAGES, "kind:topic", "organisations"]
    return answer(request, "portal/topics.html", layout, context, tags=tags, not_after=until)


@public
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """One 专题."""
    return editorial(request, "topic", slug, (_("专题"), reverse("portal:topics")))


def editorial(request: HttpRequest, section: str, slug: str, parent: tuple[str, str]) -> HttpResponse:
    until = end_of_today(timezone.now())
    page = EditorialPage.objects.live().filter(section=section, slug=slug).first()
    if page is None:
        raise Http404(slug)
    facts = site()
    published_at = page.last_published_at or page.first_published_at
    layout = Layout(
        page.title,
        "city" if section == "city" else "openness",
        page.path_on_site,
        crumbs=[(_("首页"), reverse("portal:home")), parent, (page.title, "")],
        meta=article_tags(
            page.title,
            published_at,
            facts["sponsor"],
            url=absolute(page.path_on_site),
            description=page.summary or page.search_description,
        ),
        styles=STYLES,
    )
    listed = lists.latest(channel=page.channel, limit=LISTED).items if page.channel else []
    tags = [PAGES, *([f"channel:{page.channel}", "organisations"] if page.channel else [])]
    context = {"page": page, "published_at": published_at, "rows": briefs(listed)}
    return answer(request, "portal/article.html", layout, context, tags=tags, not_after=until)
