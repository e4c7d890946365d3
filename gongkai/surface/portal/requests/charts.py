"""Bars as SVG without a script or a style: each with its words beside it, one scale for all of a chart."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, BAR, ROW = 720, 600, 60  # units of the picture


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
        '<text class="label" x="0" y="{}">{}</text>'
        '<rect class="bar" x="0" y="{}" width="{}" height="20"/>'
        '<text class="said" x="{}" y="{}">{}</text>',
        (
            (
                place * ROW + 24,
                row.label,
                place * ROW + 33,
                round(BAR * row.value / whole, 1),
                round(BAR * row.value / whole + 10, 1),
                place * ROW + 50,
                row.said,
            )
            for place, row in enumerate(rows)
        ),
    )
    return format_html(
        '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        WIDTH,
        len(rows) * ROW + 6,
        f"{title}：" + "；".join(f"{row.label} {row.said}" for row in rows),
        drawn,
    )
