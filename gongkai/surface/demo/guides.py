"""The demonstration's service guides: what the study's citizens look for, reviewed and published.

Two more show the desk at work: one whose catalogue item says otherwise, one that still lacks most of it.
"""

import io
from typing import Any

import orjson
from openpyxl import Workbook

from gongkai.desk.guides.rules.shape import ROW_LABELS, Shape, of
from gongkai.desk.guides.rules.states import Role
from gongkai.desk.guides.services import files, guides, importing, publishing, reviewing
from gongkai.ground.orgs.rules import Actor, system
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import STAGES, Stage
from gongkai.record.editorial.rules.reviewing import Outcome

from .city import Body
from .vocabulary import read

WRITER = system("demo")
WHO = {Stage.FIRST: "shishen", Stage.FINAL: "shizhong"}
NOTES = "演示数据：城市、地点、电话和网址都是编的，请勿照此办理。"
FORM = "住房公积金提取申请表"
ROWS = ("姓名", "公积金账号", "提取原因", "收款银行卡", "申请日期")
FILLED = ("张某某", "（示例）0000000000", "租房", "（示例）0000", "2026-03-05")


def write_guides(everywhere: list[Body], people: dict[str, Actor]) -> int:
    """Every guide of the file, published; how many."""
    told = read("guides")["guide"]
    for one in told:
        body = everywhere[one["body"]]
        guide = guides.begin(body.code, shape(one, body), by=WRITER)
        if one.get("papers"):
            for role, words in ((Role.FORM, ROWS), (Role.SAMPLE, FILLED)):
                name = f"{FORM}{'（样表）' if role is Role.SAMPLE else ''}.xlsx"
                files.add(guide.pk, name, paper(words, role), role=role, material=FORM, by=WRITER)
            guide.refresh_from_db()
        reviewing.submit(guide.pk, revision=guide.revision, by=WRITER)
        publishing.publish(passed(guide, people).pk, by=people["shizhong"])
    beside(everywhere, told)
    return len(told)


def shape(told: dict[str, Any], body: Body) -> Shape:
    """The guide that a table of the file says."""
    names = {"statutes": "laws"}
    rows = {
        name: [dict(zip(columns, row, strict=True)) for row in told.get(names.get(name, name), ())]
        for name, columns in ROW_LABELS.items()
    }
    return of(told | rows | {"authority": body.field.name, "notes": NOTES})


def passed(guide: Any, people: dict[str, Actor]) -> Any:
    review = reviews.opened("guide", str(guide.pk))
    assert review is not None
    for stage in STAGES[review.profile]:
        guide = reviewing.decide(review.pk, Outcome.APPROVED, "", stage=stage, by=people[WHO[stage]])
    return guide


def beside(everywhere: list[Body], told: list[dict[str, Any]]) -> None:
    """The province's list: one item that says otherwise, one that is new here and poor."""
    first = told[0]
    body = everywhere[first["body"]].field.name
    items = [
        {"事项名称": first["title"], "实施编码": first["code"], "实施主体": body, "到办事现场次数": "1",
         "承诺办结时限": "1 个工作日", "申请材料": "1.居民身份证（原件1份）"},
        {"事项名称": "社会保险个人权益记录查询打印", "实施编码": "42990000DEMO09002014030000",
         "实施主体": body, "咨询电话": "12333", "办理流程": "见现场公告"},
    ]  # fmt: skip
    importing.import_items("省级目录（演示）.json", orjson.dumps(items), by=WRITER)


def paper(words: tuple[str, ...], role: Role) -> bytes:
    """A form as a workbook: labels, and what a sample fills in."""
    book = Workbook()
    sheet = book.active
    sheet.title = FORM
    sheet.append([FORM + ("（演示样表，内容虚构）" if role is Role.SAMPLE else "（演示）")])
    for label, value in zip(ROWS, words, strict=True):
        sheet.append([label, value if role is Role.SAMPLE else ""])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
