"""A list of publications as HTML: the same line everywhere.

Written without templates, because every list and every search renders twenty of them.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from html import escape

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from .listing import Row
from .titles import unbroken


def rows(items: Iterable[Row], *, show_kind: bool = False, nothing: str = "") -> SafeString:
    """``<li>`` elements, or one that says there is nothing."""
    say = cache(gettext)  # the same few words on every line
    lines = [line(item, show_kind, say) for item in items]
    if not lines:
        lines = [f'<li class="empty">{escape(nothing or gettext("这里还没有内容。"))}</li>']
    return mark_safe("".join(lines))  # every text below is escaped; highlights come escaped from the engine


def line(item: Row, show_kind: bool, _: Callable[[str], str]) -> str:
    """One publication: title, highlight, facts, tags; ``_`` translates."""
    facts = []
    if show_kind and item.kind:
        facts.append(f"<span>{escape(_(item.kind))}</span>")
    if item.number:
        facts.append(f'<span class="num">{escape(item.number)}</span>')
    if item.publisher:
        facts.append(f"<span>{escape(item.publisher)}</span>")
    if item.at:
        facts.append(f"<span>{day(item.at)}</span>")
    if item.validity:
        facts.append(f'<span class="tag {item.validity_tone}">{escape(_(item.validity))}</span>')
    if item.expires_soon and item.expires_on:
        ends = _("%(day)s 到期") % {"day": item.expires_on.isoformat()}
        facts.append(f'<span class="tag waiting">{escape(ends)}</span>')
    if item.interpretations:
        readings = _("解读 %(n)s 篇") % {"n": item.interpretations}
        facts.append(f'<a href="{escape(item.path)}#interpretations">{escape(readings)}</a>')
    excerpt = f'<p class="small highlight">{item.highlight}</p>' if item.highlight else ""
    return (
        f'<li><a href="{escape(item.path)}">{unbroken(item.title)}</a>{excerpt}'
        f'<div class="facts">{"".join(facts)}</div></li>'
    )


def day(value: object) -> str:
    """A date as ``2026-03-05``, in the site's time zone."""
    text = (timezone.localtime(value).date() if isinstance(value, datetime) else value).isoformat()  # type: ignore[attr-defined]
    return f'<time class="num" datetime="{text}">{text}</time>'
