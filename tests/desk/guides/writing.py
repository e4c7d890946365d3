"""A department with people, and guides of every state, for the tests of the room and of its screens."""

import io
from dataclasses import replace

from openpyxl import Workbook

from gongkai.desk.guides.rules.shape import Material, Question, Shape, Statute, Step
from gongkai.desk.guides.services import guides, publishing, reviewing
from gongkai.record.catalogue.services import channels
from gongkai.record.editorial.queries import reviews
from gongkai.record.editorial.rules.profiles import STAGES, Stage
from gongkai.record.editorial.rules.reviewing import Outcome
from tests.record.editorial import making

FINANCE, STREET, OPERATOR = making.FINANCE, making.STREET, making.OPERATOR
CODE = "11420100MB1D00001X4002014001000"
WHO = {Stage.FIRST: "first"}
WHOLE = Shape(
    title="领取养老金资格认证",
    code=CODE,
    basic_code="002014001000",
    item_type="公共服务",
    authority="江城市财政局",
    serves=("person",),
    events=("retirement",),
    themes=("社会保障",),
    summary="每年认证一次，可以在手机上刷脸办。",
    statutes=(Statute("中华人民共和国社会保险法", "", "第七十四条", "社会保险经办机构核查权益。"),),
    conditions="在本市领取企业职工基本养老金的人员。",
    materials=(Material("居民身份证", "申请人自备", "原件 1 份", "必要"), Material("委托书", need="可容缺")),
    places="江城市沿江大道 1 号政务服务中心二楼 12 号窗口",
    hours="周一至周五 9:00-12:00，13:30-17:00（法定节假日除外）",
    telephones="027-65601234、12333",
    steps=(Step("申请", "到窗口或在手机上提出。", "即时"), Step("核验", "核对身份。", "1 个工作日")),
    statutory="20 个工作日",
    promised="当场办结",
    visits="0 次",
    fee="不收费",
    channels=("window", "online"),
    online="https://rs.jiangcheng.example/renzheng",
    result="认证结果",
    questions=(Question("在外地怎么办？", "用手机刷脸认证，不需要回来。"),),
    complaint="12345",
)
POOR = Shape(title="补办凭证", code="11420100MB1D00001X4002014009000", places="详见窗口", telephones="略")


def city():
    people = making.city()
    channels.ensure_defaults(by=OPERATOR)
    return people


def begun(people, **changes):
    return guides.begin(FINANCE, replace(WHOLE, **changes), by=people["drafter"])


def submitted(people, **changes):
    guide = begun(people, **changes)
    return reviewing.submit(guide.pk, revision=guide.revision, by=people["drafter"])


def approved(people, **changes):
    return pass_all(submitted(people, **changes), people)


def published(people, **changes):
    return publishing.publish(approved(people, **changes).pk, by=people["final"])


def pass_all(guide, people):
    review = reviews.opened("guide", str(guide.pk))
    for stage in STAGES[review.profile]:
        by = people[WHO.get(stage, "final")]
        guide = reviewing.decide(review.pk, Outcome.APPROVED, "", stage=stage, by=by)
    return guide


def messy() -> bytes:
    """A workbook as it is really sent: a title above the headings, merged cells over the materials of one
    item, a code that became a number, a body from elsewhere, a row without a name, a column of its own."""
    book = Workbook()
    sheet = book.active
    sheet.append(["江城市政务服务事项清单（2026 年版）"])
    sheet.append([])
    sheet.append(["序号", "事项 名称", "实施编码", "实施主体", "服务对象", "设定依据", "受理条件", "材料名称",
                  "材料份数", "办理流程", "办理地点", "办公时间", "咨询电话", "承诺办结时限\n（工作日）",
                  "是否收费"])  # fmt: skip
    law = (
        "1.《中华人民共和国社会保险法》第七十四条：核查。\n2.《住房公积金管理条例》（国令第710号）第二十四条"
    )
    sheet.append([1, "领取养老金资格认证", CODE, "江城市财政局", "自然人", law, "在本市领取养老金的人员",
                  "身份证", "原件1份", "受理→审核→办结", "政务服务中心", "周一至周五 9:00-17:00",
                  "027-65601234", 5, "否"])  # fmt: skip
    sheet.append([None] * 7 + ["委托书", "1份"])
    for column in "ABCDEFG":
        sheet.merge_cells(f"{column}4:{column}5")
    sheet.append([2, "公积金提取", 1.142010000000001e30, "江城市财政局"])
    sheet.append([3, "别处的事", "11420100MB1D00001X4002014003000", "海城市公安局"])
    sheet.append([4, "", "11420100MB1D00001X4002014004000", "江城市财政局"])
    sheet.append([5, "住房公积金查询", "11420100MB1D00001X4002014005000", "江城市财政局", "自然人、外星人",
                  "", "", "无需提交材料"])  # fmt: skip
    sheet.append([6, "再来一次", CODE, "江城市财政局"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
