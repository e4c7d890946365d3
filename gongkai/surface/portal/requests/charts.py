"""Bars without a script or a style: each under its words, which wrap; one scale for all of a chart.

The bars alone are SVG, and are as long as the page is wide: words inside a picture would shrink with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its length's number, and that number as it is said."""

    label: str
    value: float
    said: str


def bars(title: str, rows: Sequence[Bar], most: float | None = None) -> SafeString:
    """Horizontal bars under one title; ``most`` fills the width (by default the largest)."""
    whole = most or max((row.value for row in rows), default=0) or 1
    drawn = format_html_join(
        "",
        '<span class="label">{}</span><span class="said num">{}</span>'
        '<svg height="16"><rect width="{}%" height="16"/></svg>',
        ((row.label, row.said, round(100 * row.value / whole, 1)) for row in rows),
    )
    return format_html(
        '<div class="chart" role="img" aria-label="{}">{}</div>',
        f"{title}：" + "；".join(f"{row.label} {row.said}" for row in rows),
        drawn,
    )
