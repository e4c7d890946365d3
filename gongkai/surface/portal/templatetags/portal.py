"""How the portal writes dates, sizes and numbers: one way everywhere."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django import template
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from .. import naming, titles
from .. import rows as lines
from ..listing import Row

register = template.Library()

UNITS = (("MB", 1024 * 1024), ("KB", 1024))


@register.filter
def day(value: date | datetime | None) -> SafeString | str:
    """A date as ``2026-03-05``, in the site's time zone; "" for None."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return format_html('<time class="num" datetime="{0}">{0}</time>', value.isoformat())


@register.filter
def moment(value: datetime | None) -> SafeString | str:
    """An instant as ``2026-03-05 14:30`` (政府网站发展指引, 网页设计规范)."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return format_html(
        '<time class="num" datetime="{}">{}</time>',
        local.isoformat(timespec="minutes"),
        f"{local:%Y-%m-%d %H:%M}",
    )


@register.filter
def released(publication: Any) -> SafeString | str:
    """When it was published; only the day where it was migrated from a source that knew no more."""
    at = publication.published_at
    midnight = publication.migrated and timezone.localtime(at).time() == time()
    return day(at) if midnight else moment(at)


@register.filter
def size(value: int | None) -> str:
    """Bytes as ``38 KB``; "" when not known."""
    if not value:
        return ""
    for unit, factor in UNITS:
        if value >= factor:
            return f"{value / factor:.0f} {unit}" if value >= 10 * factor else f"{value / factor:.1f} {unit}"
    return f"{value} B"


@register.filter
def grouped(value: int | None) -> str:
    """12345 as ``12,345``; "—" when there is no number."""
    return "—" if value is None else f"{value:,}"


@register.filter
def fingerprint(value: str) -> str:
    """A digest's first eight and last four characters, as a person compares them."""
    return f"{value[:4]} {value[4:8]} … {value[-4:]}" if len(value) > 12 else value


@register.filter
def unbroken(value: str) -> SafeString:
    """A title that breaks between words only, and never inside a document number."""
    return titles.unbroken(value)


@register.filter
def called(row: Any) -> str:
    """An organisation's or channel's name in the page's language."""
    return naming.called(row)


@register.filter
def full_name(row: Any) -> str:
    """An organisation's whole name in the page's language."""
    return naming.full_name(row)


@register.simple_tag
def rows(items: Iterable[Row], show_kind: bool = False, nothing: str = "") -> SafeString:
    """A list of publications as ``<li>`` elements."""
    return lines.rows(items, show_kind=show_kind, nothing=nothing)


@register.simple_tag(takes_context=True)
def with_query(context: dict[str, Any], **changes: Any) -> str:
    """The present page's query with ``changes``; None or "" drops a name. Paging restarts unless changed."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    query.pop("page", None)
    query.pop("before", None)
    for name, value in changes.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = str(value)
    return "?" + query.urlencode()
