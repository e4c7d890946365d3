# ruff: noqa: E501 - running Chinese text counts twice its characters
"""A small city with everything the portal shows: documents, interpretations, gaps, versions, ends."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.utils import timezone

from gongkai.ground.language.rules import markup
from gongkai.ground.ledger import services as ledger
from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.rules import NewOrganisation, OrganisationKind, check_character, system
from gongkai.record.catalogue.rules import Draft, Found, Kind, Link, RelationKind, RelationState
from gongkai.record.catalogue.rules.endings import Ending
from gongkai.record.catalogue.services import channels, publications
from gongkai.record.search import services as search
from gongkai.surface.portal import services as editorial

BY = system("test")
NAMES = (
    ("江城市司法局", "市司法局", OrganisationKind.DEPARTMENT),
    ("江城市教育局", "市教育局", OrganisationKind.DEPARTMENT),
    ("江城市住房公积金管理中心", "市住房公积金中心", OrganisationKind.DEPARTMENT),
    ("江城市文化和旅游局", "市文化和旅游局", OrganisationKind.DEPARTMENT),
    ("江城市东湖区人民政府", "东湖区", OrganisationKind.DISTRICT),
    ("江城市西山区人民政府", "西山区", OrganisationKind.DISTRICT),
)
RULE = "江城市人民政府关于印发江城市行政规范性文件管理办法的通知"
RULE_NUMBER = "江政规〔2026〕12号"
OLD_NUMBER = "江政规〔2019〕3号"
LONG = (
    "江城市人民政府办公室关于转发市教育局市发展和改革委员会市财政局市人力资源和社会保障局市住房和城市更新局"
    "江城市普惠托育服务和学前教育资源统筹布局三年行动计划（2026—2028年）实施方案重点任务分工的通知"
)
OLD_ADDRESS = "http://www.old-jiangcheng.example/zwgk/art/2019/3/12/art_8_3317.html"


@dataclass(frozen=True, slots=True)
class Town:
    """Addresses that tests visit; ``bodies`` are organisation codes by short name."""

    root: str
    bodies: dict[str, str]
    rule: str
    old: str
    interpretation: str
    table: str
    withdrawn: str
    removed: str
    changed: str


def code(serial: int) -> str:
    body = f"0142{serial:04d}"
    return body + check_character(body)


def draft(publisher: str, title: str, at: datetime, paragraphs: str, **values) -> Draft:
    html = markup.sanitise(paragraphs) if paragraphs.startswith("<") else markup.from_text(paragraphs)
    given = {
        "kind": Kind.DOCUMENT,
        "title": title,
        "publisher": publisher,
        "html": html,
        "text": markup.plain(html),
        "published_at": at,
        "issuing_bodies": ("江城市人民政府",),
        "source": "江城市人民政府",
    }
    return Draft(**(given | values))


RULE_TEXT = f"""<p>各区人民政府，市人民政府各部门：</p>
<p>　　《江城市行政规范性文件管理办法》已经2026年11月10日市人民政府第72次常务会议审议通过，现印发给你们，请认真贯彻执行。</p>
<h2>江城市行政规范性文件管理办法</h2><h3>第一章 总则</h3>
<p><b>第一条</b> 为了规范行政规范性文件的制定和监督管理，维护法制统一，保护公民、法人和其他组织的合法权益，
根据有关法律、法规，结合本市实际，制定本办法。</p>
<p><b>第二条</b> 本市行政规范性文件的起草、审核、决定、公布、备案、清理，适用本办法。此前的{OLD_NUMBER}同时废止。</p>
<p><b>第三条</b> 起草行政规范性文件，应当进行调查研究，广泛听取意见，并按照江教发〔2026〕5号的要求评估影响。</p>"""

TABLE_TEXT = (
    "<p>2026年公办幼儿园学位安排见下表，单位：个。</p><table><tr>"
    + "".join(
        f"<th>{name}</th>"
        for name in ("区", "园名", "地址", "小班", "中班", "大班", "合计", "招生电话", "备注")
    )
    + "</tr>"
    + "".join(
        f"<tr><td>东湖区</td><td>东湖区第{n}幼儿园</td><td>东湖区湖滨路{n * 7}号</td><td>{20 + n}</td><td>{25 + n}</td>"
        f"<td>{30 + n}</td><td>{75 + 3 * n}</td><td>0999-555{n:04d}</td><td>实行就近入园，优先多孩家庭同园就读</td></tr>"
        for n in range(1, 13)
    )
    + "</table>"
)


def build(documents: int = 45) -> Town:
    """Open organisations and channels and publish everything; ledger sequenced, index caught up."""
    now = timezone.now()
    root = orgs.ensure_root(by=BY)
    office = {
        "functions": "承担市政府日常工作，指导、监督全市政府信息公开。",
        "address": "江城市中山大道1号",
        "hours": "工作日 9:00—12:00，13:30—17:30",
        "telephone": "0999-5550001",
        "email": "gongkai@example.gov.cn",
    }
    codes = {short: code(n) for n, (_name, short, _kind) in enumerate(NAMES, 1)}
    new = [
        NewOrganisation(codes[short], name, kind, root.code, short, position=n, **office)
        for n, (name, short, kind) in enumerate(NAMES, 1)
    ]
    orgs.open_organisations(new, by=BY)
    channels.ensure_defaults(by=BY)
    drafts = [*special(root.code, codes, now), *routine(codes, now, documents)]
    made = []
    for start in range(0, len(drafts), 100):
        made += publications.publish_many(drafts[start : start + 100], by=BY)
    paths = {item.title: item for item in made}
    changed = paths["江城市中小学课后服务管理规范"]
    wanted = next(item for item in drafts if item.title == changed.title)
    text = wanted.text + "\n自2027年起，每学期公布服务清单。"
    again = replace(wanted, html=markup.from_text(text), text=text)
    publications.republish(changed.identifier, again, note="补充服务清单的公布要求", by=BY)
    publications.withdraw(
        paths["关于暂停西山路施工的通告"].identifier,
        reason="内容有误，已重新发布",
        ending=Ending.IN_ERROR,
        by=BY,
    )
    publications.remove(
        paths["关于公布抽奖名单的通告"].identifier, basis="《个人信息保护法》第二十五条", by=BY
    )
    editorial.write("city", "overview", "江城概况", "人口、面积和地理位置", CITY, by=BY)
    ledger.sequence_all()
    search.follow()
    return Town(
        root.code,
        codes,
        paths[RULE].path,
        paths["江城市行政规范性文件制定规定"].path,
        paths["一图读懂：文件怎么来、怎么管、怎么废"].path,
        paths["江城市2026年公办幼儿园学位安排"].path,
        paths["关于暂停西山路施工的通告"].path,
        paths["关于公布抽奖名单的通告"].path,
        changed.path,
    )


CITY = [
    ("paragraph", "<p>江城位于两江交汇处，辖十五个区。</p>"),
    ("heading", "人口与面积"),
    ("facts", [{"label": "常住人口", "value": "1,023 万人", "source": "2025 年末，市统计局"}]),
]


def special(root: str, codes: dict[str, str], now: datetime) -> list[Draft]:
    """The publications that tests name."""
    law, school = codes["市司法局"], codes["市教育局"]
    hour, day = timedelta(hours=1), timedelta(days=1)
    attachments = (
        Link("行政规范性文件登记表.docx", "/files/form.docx", "", 38_912),
        Link("流程图", "/files/flow.pdf", "application/pdf", 217_088),
    )
    repeals = Found(RelationKind.REPEALS, f"num:{OLD_NUMBER}", OLD_NUMBER, f"此前的{OLD_NUMBER}同时废止。")
    found = Found(RelationKind.INTERPRETS, f"num:{RULE_NUMBER}", RULE_NUMBER, "", RelationState.CONFIRMED)
    also = replace(found, state=RelationState.FOUND)
    reading = {"kind": Kind.INTERPRETATION, "issuing_bodies": (), "source": "市司法局"}
    notice = {"kind": Kind.NOTICE, "issuing_bodies": ()}
    reports = [
        draft(
            law,
            f"江城市司法局{year}年政府信息公开工作年度报告",
            timezone.make_aware(datetime(year + 1, 1, 20, 9)),
            f"{year}年主动公开政府信息。",
            kind=Kind.ANNUAL_REPORT,
            mandatory_item="20.15",
        )
        for year in (2021, 2022, 2024, 2025)
    ]
    return [
        draft(root, "江城市行政规范性文件制定规定", now - 2600 * day, "为了规范文件制定，制定本规定。",
              document_number=OLD_NUMBER, mandatory_item="20.1", source_url=OLD_ADDRESS, migrated=True,
              made_on=(now - 2602 * day).date()),
        draft(root, RULE, now - 3 * hour, RULE_TEXT, document_number=RULE_NUMBER, mandatory_item="20.1",
              subject_category="综合政务", genre="通知", keywords=("规范性文件", "管理"), made_on=(now - 4 * day).date(),
              effective_on=now.date(), expires_on=date(2031, 12, 31), attachments=attachments,
              relations=(repeals,), summary="规范文件怎样起草、审核、公布、备案和清理。"),
        draft(law, "一图读懂：文件怎么来、怎么管、怎么废", now - 2 * hour, "从起草到清理，一共九步。",
              relations=(found,), **reading),
        draft(law, "起草人答问：企业能做什么", now - hour, "企业可以提出意见。", relations=(also,), **reading),
        draft(root, LONG, now - 4 * hour, "请认真落实。", document_number="江政办发〔2026〕47号",
              subject_category="教育", expires_on=now.date() + 40 * day),
        draft(school, "江城市2026年公办幼儿园学位安排", now - 5 * hour, TABLE_TEXT, subject_category="教育",
              document_number="江教发〔2026〕5号", mandatory_item="20.11", issuing_bodies=("江城市教育局",)),
        draft(school, "江城市中小学课后服务管理规范", now - 30 * day, "课后服务自愿参加。",
              document_number="江教规〔2026〕2号", mandatory_item="20.11", effective_on=now.date() + 20 * day),
        draft(root, "关于暂停西山路施工的通告", now - 6 * hour, "西山路暂停施工。", **notice),
        draft(root, "关于公布抽奖名单的通告", now - 7 * hour, "名单见附件。", **notice),
        draft(root, "市政府常务会议研究冬季供暖保障", now - 2 * hour, "会议研究供暖。", kind=Kind.NEWS),
        draft(root, "三条公交线路12月起延长运营时间", now - day, "线路延长运营。", kind=Kind.NEWS),
        draft(codes["东湖区"], "关于东湖路夜间施工的通告", now - hour, "东湖路夜间施工。", **notice),
        draft(root, "国务院办公厅关于做好政府信息公开工作的通知", now - day, "转载。", kind=Kind.NEWS,
              channels=("state-council",), source="中国政府网"),
        draft(law, "江城市司法局政府信息公开指南", now - 400 * day, "获取方式和联系方式。", kind=Kind.GUIDE,
              mandatory_item="20.2"),
        draft(law, "江城市司法局政府信息主动公开制度", now - 390 * day, "主动公开的程序。", kind=Kind.RULE),
        *reports,
    ]  # fmt: skip


SUBJECTS = ("住房公积金缴存基数", "公共文化场馆开放", "义务教育阳光招生", "古树名木保护", "老旧小区加装电梯")


def routine(codes: dict[str, str], now: datetime, count: int) -> list[Draft]:
    """Enough ordinary documents to turn pages."""
    bodies = list(codes.items())
    return [
        draft(
            bodies[n % len(bodies)][1],
            f"关于做好{now.year - n % 6}年{SUBJECTS[n % len(SUBJECTS)]}工作的通知（第{n}号）",
            now - timedelta(days=9 * n + 2),
            f"为做好{SUBJECTS[n % len(SUBJECTS)]}工作，现将有关事项通知如下。一、加强组织领导。二、按时公布结果。",
            document_number=f"江综发〔{now.year - n % 6}〕{n}号",
            issuing_bodies=(f"江城{bodies[n % len(bodies)][0]}",),
            subject_category=("城乡建设", "文化", "教育", "民政")[n % 4],
            mandatory_item=f"20.{1 + n % 12}",
        )
        for n in range(1, count + 1)
    ]
