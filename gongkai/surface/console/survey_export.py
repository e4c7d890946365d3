"""A survey's answers as CSV or XLSX, row by row: random names, days without hours, nobody's data."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from gongkai.desk.consultations.queries import surveys as queries
from gongkai.desk.consultations.rules.surveys import Level

from .gate import staff
from .sheets import streamed, workbook
from .surveys import within

FORMS = ("csv", "xlsx")


@require_safe
@staff
def export(request: HttpRequest, key: int, form: str) -> HttpResponse | StreamingHttpResponse:
    """Every answer; words only where a person released them."""
    survey = within(request, key)
    if form not in FORMS:
        raise Http404("只能下载 csv 或 xlsx")
    head = ["编号", "日期", "核验程度", "疑似机器填写"]
    head += [f"{place}. {one.words}" for place, one in enumerate(queries.questions(survey), 1)]
    name, lines = f"survey-{survey.pk}", rows(survey)
    return streamed(name, head, lines) if form == "csv" else workbook(name, head, lines)


def rows(survey: Any) -> Iterator[list[Any]]:
    questions = queries.questions(survey)
    for row, day, level, quick, choices, words in queries.rows_of(survey):
        cells = [
            "；".join(one.answers[number - 1] for number in choices.get(str(place), ()))
            if one.chosen
            else words.get(place, "")
            for place, one in enumerate(questions, 1)
        ]
        yield [row, day.isoformat(), Level(level).label, "是" if quick else "", *cells]
