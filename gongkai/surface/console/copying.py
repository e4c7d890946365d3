"""解读与原文对照: what an interpretation repeats of its document, marked in both texts."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from gongkai.desk.documents.queries.checking import subject
from gongkai.desk.documents.queries.manuscripts import content_of
from gongkai.record.catalogue.rules import Kind
from gongkai.record.editorial.rules.checks.copying import compare, read

from .gate import staff
from .manuscripts import within

Span = tuple[int, int]


@require_safe
@staff
def copying(request: HttpRequest, key: int) -> HttpResponse:
    """Both texts abreast, the runs that stand in both marked, with the figures that the check reads."""
    manuscript = within(request, key)
    if manuscript.kind != Kind.INTERPRETATION:
        raise Http404("只有解读材料有原文对照")
    known = subject(manuscript, content_of(manuscript))
    found = compare(known.text, known.against)
    context = {
        "manuscript": manuscript,
        "against": known.against,
        "percent": round(found.share * 100),
        "longest": found.longest,
        "reading": read(known.text),
        "left": marked(known.text, ((block.start, block.end) for block in found.blocks)),
        "right": marked(known.against, ((block.source_start, block.source_end) for block in found.blocks)),
    }
    return render(request, "console/copying.html", context)


def marked(text: str, spans: Iterable[Span]) -> SafeString:
    """The text in paragraphs, escaped, with the spans marked; overlapping ones as one."""
    parts, at = [], 0
    for start, end in joined(spans):
        parts += [("", text[at:start], ""), (SafeString("<mark>"), text[start:end], SafeString("</mark>"))]
        at = end
    parts.append(("", text[at:], ""))
    whole = format_html_join("", "{}{}{}", parts)
    return format_html_join("", "<p>{}</p>", ((SafeString(line),) for line in balanced(whole)))


def joined(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, without overlap."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], end)
        else:
            merged.append((start, end))
    return merged


def balanced(whole: str) -> Iterable[SafeString]:
    """Lines of marked text; a mark that runs over a line's end is closed there and opened in the next."""
    inside = False
    for line in whole.split("\n"):
        opened = f"<mark>{line}" if inside else line
        inside = opened.count("<mark>") > opened.count("</mark>")
        if line.strip():
            yield SafeString(f"{opened}</mark>" if inside else opened)
