"""Bars as SVG without a script or a style: each with its words beside it, one scale for all of a chart."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, LABEL, BAR, ROW = 720, 200, 400, 34  # units of the picture
LONGEST = 14  # characters of a label


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
        '<text class="label" x="{}" y="{}" text-anchor="end">{}</text>'
        '<rect class="bar" x="{}" y="{}" width="{}" height="{}"/>'
        '<text class="said" x="{}" y="{}">{}</text>',
        (
            (
                LABEL - 12,
                place * ROW + 22,
                row.label if len(row.label) <= LONGEST else f"{row.label[: LONGEST - 1]}…",
                LABEL,
                place * ROW + 6,
                round(max(2.0, BAR * row.value / whole), 1),
                ROW - 12,
                round(LABEL + 10 + max(2.0, BAR * row.value / whole), 1),
                place * ROW + 22,
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
