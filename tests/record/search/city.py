"""A small city with publications, for the tests of the search."""

from datetime import datetime
from zoneinfo import ZoneInfo

from gongkai.ground.ledger import services as ledger
from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.rules import system
from gongkai.record.catalogue.rules import Draft, Kind
from gongkai.record.catalogue.services import channels, publications

BY = system("importer")
SHANGHAI = ZoneInfo("Asia/Shanghai")
NUMBERS = {
    "关于优化营商环境的实施意见": "江政发〔2024〕6号",
    "关于加强安全生产工作的通知": "江政办发〔2024〕12号",
    "政府投资项目管理办法": "江城市人民政府令第35号",
    "关于调整最低工资标准的通知": "江人社规〔2023〕6号",
}
BODIES = {
    "关于优化营商环境的实施意见": "进一步优化营商环境，降低制度性交易成本。企业开办时间压缩至一个工作日。",
    "关于加强安全生产工作的通知": "各区要落实安全生产责任，开展隐患排查。按照江政发〔2024〕6号执行。",
    "政府投资项目管理办法": "为规范政府投资项目管理，提高投资效益，制定本办法。",
    "关于调整最低工资标准的通知": "全市最低工资标准调整为每月二千二百一十元。",
}


def found() -> str:
    """Set up the root organisation and default channels; returns the root's code."""
    root = orgs.ensure_root(by=BY)
    channels.ensure_defaults(by=BY)
    return root.code


def draft(publisher: str, title: str, text: str, number: str = "", **more) -> Draft:
    """A policy document of 2024 unless told otherwise."""
    more = {"kind": Kind.DOCUMENT, "published_at": datetime(2024, 3, 1, 9, tzinfo=SHANGHAI)} | more
    return Draft(
        title=title, publisher=publisher, html=f"<p>{text}</p>", text=text, document_number=number, **more
    )


def publish(*drafts: Draft):
    """Publish and sequence."""
    made = publications.publish_many(list(drafts), by=BY)
    ledger.sequence_all()
    return made


def four(publisher: str):
    """The four documents above."""
    return publish(
        *(
            draft(
                publisher,
                title,
                BODIES[title],
                number,
                published_at=datetime(2024, month, 1, 9, tzinfo=SHANGHAI),
            )
            for month, (title, number) in enumerate(NUMBERS.items(), start=1)
        )
    )
