"""``/api/v1/surveys``: what runs and what has ended; the published result of one."""

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema

from gongkai.desk.consultations.queries import surveys as queries
from gongkai.desk.consultations.rules.survey_counting import NO_SAMPLE
from gongkai.desk.consultations.rules.surveys import State

from .answers import address
from .shapes import Fault

router = Router(tags=["问卷调查"])


class Survey(Schema):
    """一份问卷。"""

    id: int
    title: str
    publisher: str = Field(description="组织单位代码")
    opens_at: datetime
    closes_at: datetime
    open: bool = Field(description="现在是否可以填写")
    result_due_on: date | None = Field(None, description="结果公布期限；截止以后才有")
    url: str
    results: str | None = Field(None, description="结果的接口地址；公布以后才有")


class Option(Schema):
    """一个选项的人数和比例；比例以百分之一为单位，一位小数。"""

    label: str
    number: int
    share: float
    by_level: dict[str, int] = Field(description="按核验程度：account、telephone、unverified")


class Question(Schema):
    """一道题的结果。"""

    place: int
    kind: str
    words: str
    answered: int = Field(description="回答这一题的人数，是比例的分母")
    mean: float | None = Field(None, description="打分题的平均分")
    small: bool = Field(description="回答的人少，比例只作参考")
    options: list[Option]


class Result(Schema):
    """一份问卷已公布的结果。"""

    id: int
    title: str
    publication: str = Field(description="索引号")
    counted: int = Field(description="计入的答卷")
    not_counted: int = Field(description="疑似机器填写，未计入")
    levels: dict[str, int]
    note: str
    conclusion: str = Field(description="结果怎样采用")
    questions: list[Question]
    texts: dict[int, list[str]] = Field(description="放行的文字，按题号")


@router.get("/surveys", response=list[Survey], summary="问卷调查")
def surveys(request: HttpRequest) -> list[dict[str, Any]]:
    """正在进行的在前，按截止时间；已经截止的在后。"""
    now = timezone.now()
    return [_survey(row, now) for row in queries.visible(now)]


@router.get(
    "/surveys/{key}/results",
    response={200: Result, 404: Fault, 422: Fault},
    summary="问卷调查的结果",
)
def results(request: HttpRequest, key: int) -> dict[str, Any]:
    """公布以后才有；疑似机器填写的分开计数。"""
    found: Any = queries.public(key) if 0 < key < 2**31 else None
    if found is None or found.state != State.REPORTED:
        raise Http404("没有这份问卷，或者结果还没有公布")
    counted = queries.result(found)
    return {
        "id": found.pk,
        "title": found.title,
        "publication": found.publication.identifier,
        "counted": counted.total,
        "not_counted": counted.quick,
        "levels": {level.value: number for level, number in counted.levels},
        "note": NO_SAMPLE,
        "conclusion": found.conclusion,
        "questions": [_question(one, counted.levels) for one in counted.questions],
        "texts": queries.released(found),
    }


def _survey(row: Any, now: datetime) -> dict[str, Any]:
    reported = row.state == State.REPORTED
    return {
        "id": row.pk,
        "title": row.title,
        "publisher": row.organisation.code,
        "opens_at": row.opens_at,
        "closes_at": row.closes_at,
        "open": queries.is_open(row, now),
        "result_due_on": row.result_due_on,
        "url": address(f"/surveys/{row.pk}/"),
        "results": address(f"/api/v1/surveys/{row.pk}/results") if reported else None,
    }


def _question(one: Any, levels: Any) -> dict[str, Any]:
    names = [level.value for level, _ in levels]
    return {
        "place": one.place,
        "kind": one.question.kind.value,
        "words": one.question.words,
        "answered": one.answered,
        "mean": None if one.mean is None else one.mean / 100,
        "small": one.small,
        "options": [
            {
                "label": line.label,
                "number": line.number,
                "share": line.tenths / 10,
                "by_level": dict(zip(names, line.by_level, strict=True)),
            }
            for line in one.lines
        ],
    }
