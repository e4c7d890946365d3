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


TALL, HEAD, FOOT = 84, 20, 22  # px of columns: the bars, the numbers above them, the labels below


def columns(title: str, rows: Sequence[Bar | None], labels: Sequence[str], most: float = 0) -> SafeString:
    """Upright bars in their order, one for each label, None where nothing may be said; numbers stand on
    them. Places are per cent: the chart narrows and its words do not."""
    whole = most or max((row.value for row in rows if row), default=0) or 1
    step = 100 / max(1, len(labels))
    drawn = []
    for place, (row, label) in enumerate(zip(rows, labels, strict=True)):
        tall = round(TALL * row.value / whole) if row else 0
        drawn.append(
            format_html(
                '<rect x="{}%" y="{}" width="{}%" height="{}"/><text x="{}%" y="{}">{}</text>'
                '<text class="under" x="{}%" y="{}">{}</text>',
                f"{step * (place + 0.14):.2f}", HEAD + TALL - tall, f"{step * 0.72:.2f}", tall,
                f"{step * (place + 0.5):.2f}", HEAD + TALL - tall - 5, row.said if row else "—",
                f"{step * (place + 0.5):.2f}", HEAD + TALL + 16, label,
            )
        )  # fmt: skip
    told = "；".join(f"{label} {row.said if row else '—'}" for row, label in zip(rows, labels, strict=True))
    return format_html(
        '<svg class="columns" role="img" aria-label="{}" width="100%" height="{}">{}'
        '<line x1="0" x2="100%" y1="{}" y2="{}"/></svg>',
        f"{title}：{told}", HEAD + TALL + FOOT, format_html_join("", "{}", ((one,) for one in drawn)),
        HEAD + TALL, HEAD + TALL,
    )  # fmt: skip


def length(value: float, most: float) -> SafeString:
    """One bar for a cell of a table, whose number stands beside it."""
    share = round(100 * value / most, 1) if most else 0
    return format_html(
        '<svg class="cell" width="100%" height="10" aria-hidden="true"><rect width="{}%" height="10"/></svg>',
        share,
    )


def ranged(percent: int, low: int, high: int) -> SafeString:
    """A share on the scale of nothing to all: its interval as a band, itself as a mark."""
    return format_html(
        '<svg class="cell" width="100%" height="10" aria-hidden="true"><line x1="0" x2="100%" y1="5" y2="5"/>'
        '<rect class="range" x="{}%" y="2" width="{}%" height="6"/><circle cx="{}%" cy="5" r="4"/></svg>',
        low, max(1, high - low), percent,
    )  # fmt: skip
