"""依申请公开: where applying begins, and where everything else about it is."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.ground.deadlines import queries as deadlines

from ..meta_tags import column
from ..opening import office
from ..page import Layout, answer, public
from .answering import STYLES


@public
def front(request: HttpRequest) -> HttpResponse:
    """What can be asked, how long it takes, and the ways in."""
    title = _("依申请公开")
    description = _("没有主动公开的政府信息，可以向机关申请。不用注册，不用说明用途，一般不收费。")
    layout = Layout(
        title,
        "participation",
        reverse("portal:requests"),
        crumbs=[
            (_("首页"), reverse("portal:home")),
            (_("互动交流"), reverse("portal:participation")),
            (title, ""),
        ],
        meta=column(title, description, [title, _("政府信息公开")], _("互动栏目")),
        styles=STYLES,
    )
    limits = deadlines.request_limits(timezone.localdate())
    context = {"description": description, "office": office(), "limits": limits}
    return answer(request, "portal/requests/front.html", layout, context, tags=["organisations"])
