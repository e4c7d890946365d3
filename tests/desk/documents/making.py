"""Small invented records of every shape, and the city they are imported into."""

import json
from pathlib import Path

from gongkai.desk.documents.rules.reading import Reading, Unit, read
from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.rules import system
from gongkai.record.catalogue.services import channels

BY = system("importer")
PUBLISHER = "429900001"
IDENTITY = "11010519491231002X"  # the published test number of GB 11643-1999


def city() -> str:
    """The root organisation and the default channels; its code."""
    code = orgs.ensure_root(by=BY).code
    channels.ensure_defaults(by=BY)
    return code


def state_council(**changes) -> dict:
    header = (
        "<table><tr><td><b>索 引 号：</b></td><td>000014349/2020-00009</td></tr>"
        "<tr><td><b>发文字号：</b></td><td>江发〔2020〕9号</td></tr></table>"
    )
    body = '<div id="UCAP-CONTENT"><p>各区人民政府：</p><p>现将<b>江滩</b>整治事项通知如下。</p></div>'
    record = {
        "id": "gwy-9", "url": "http://www.example.gov.cn/content_9.htm",
        "index_number": "000014349/2020-00009",
        "title": "江城市人民政府关于整治江滩的通知", "issuer": "江城市人民政府、江城警备区",
        "doc_number": "江发[2020]９号", "topic": "城乡建设\\\\水利", "written_date": "2020-03-01",
        "publish_date": "2020-03-05", "text": "索 引 号：…", "html": header + body,
    }  # fmt: skip
    return record | changes


def search_result(**changes) -> dict:
    record = {
        "id": "江省-1", "province": "江省", "title": "关于做好防汛工作的通知", "issuer": "市水务局",
        "doc_number": "江水【2021】第03号", "index_number": "-", "publish_date": "1636992000000",
        "url": "http://sw.example.gov.cn/art/1.html", "site": "江省水利网", "category": "规范性文件",
        "text": "各单位：　　现就防汛工作通知如下。　　本通知自2021年12月1日起施行，有效期5年。",
    }  # fmt: skip
    return record | changes


def article(**changes) -> dict:
    meta = {
        "ArticleTitle": "江城市人民政府办公室关于印发江滩管理办法的通知", "PubDate": "2020-02-10 16:51",
        "ColumnName": "政策文件", "ContentSource": "江城市人民政府办公室", "Keywords": "江滩 管理",
        "Url": "http://www.example.gov.cn/art/77.html",
    }  # fmt: skip
    record = {
        "id": "jx-77", "title": meta["ArticleTitle"], "issuer": "", "doc_number": "江政办〔2020〕7号",
        "publish_date": "2020-02-10 16:51", "column": "政策文件", "meta": meta,
        "text": "各区：\n现将办法印发。",
    }  # fmt: skip
    return record | changes


def regulation(**changes) -> dict:
    record = {
        "id": "lrb-1", "title": "江滩保护条例", "kind": "行政法规", "region": "国家", "issuer": None,
        "version_date": "2018-11-06", "doc_numbers": ["第76号", "第706号"],
        "history": ["1991年3月4日 中华人民共和国国务院令第76号发布",
                    "2018年11月6日 中华人民共和国国务院令第706号公布"],
        "text": "## 第一章 总则\n\n第一条 为了保护江滩，制定本条例。\n\n"
        "第二条 本条例自2019年3月1日起施行。1988年5月1日国务院发布的《江滩管理办法》同时废止。",
    }  # fmt: skip
    return record | changes


def index_row(**changes) -> dict:
    record = {
        "id": "jxi-1", "row": 0, "title": "江城市人民政府办公室关于印发江滩管理办法的通知",
        "url": "http://www.example.gov.cn/art/77.html?xxgkhide=1", "doc_number_raw": "江政办[2020]7号",
        "date_raw": "2020-02-08", "attachments": "0/0",
    }  # fmt: skip
    return record | changes


def pair(**changes) -> dict:
    record = {
        "id": "p-1", "interpretation_title": "解读《江滩管理办法》",
        "interpretation_url": "http://www.example.gov.cn/art/78.html", "interpretation_date": "2020-02-20",
        "policy_title": "江城市人民政府办公室关于印发江滩管理办法的通知",
        "policy_url": "http://www.example.gov.cn/art/77.html", "policy_doc_number": "江政办〔2020〕7号",
    }  # fmt: skip
    return record | changes


PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>江滩花展开幕_江城市园林局</title>
{meta}</head><body>
<div class="nav"><a href="/">首页</a><a href="/news">新闻</a></div><h2>江滩花展开幕</h2>
<div class="source">发布时间：2022-03-19 09:30　来源：江城市园林局</div>
<div
class="words"><p>三月十八日，江滩花展在滨江公园开幕，展出花卉三万盆，市民可以免费参观到四月底。</p>
<p>园林局提醒市民错峰前往，
不要攀折花木。
花展期间，江滩沿线增开公交班次，停车场延长开放到晚上十点，
并设置了便民服务点和医疗点。</p><a href="/files/map.pdf">游览图</a><script>alert(1)</script></div>
<div class="foot">版权所有</div></body></html>"""
TAGS = """<meta name="ArticleTitle" content="江滩花展今日开幕">
<meta name="PubDate" content="2022-03-18 08:00">
<meta name="ContentSource" content="江城日报"><meta name="ColumnName" content="要闻">
<meta name="Url" content="http://www.example.gov.cn/art/5.html">"""


def draft_of(record: dict):
    """The draft that one record becomes."""
    reading = reading_of(record)
    assert not reading.reason, reading.reason
    return reading.prepared.draft


def reading_of(record: dict) -> Reading:
    return read(
        Unit("a.jsonl", 1, "line", json.dumps(record, ensure_ascii=False).encode(), saved_at=1.6e9), PUBLISHER
    )


def lines(folder: Path, *records: dict, name: str = "a.jsonl") -> Path:
    """A file of lines with the records."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(
        "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8"
    )
    return path
