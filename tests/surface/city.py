"""A small city for the surface's tests: three bodies, people with posts, a few publications."""

import time
from datetime import date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value

from gongkai.ground.ledger.services import sequence_all
from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.rules import Duty, NewOrganisation, OrganisationKind, check_character, system
from gongkai.ground.orgs.services import second_factor
from gongkai.record.catalogue.rules import Draft, Found, Kind, Link, RelationKind
from gongkai.record.catalogue.services import channels, publications

SHANGHAI = ZoneInfo("Asia/Shanghai")
OPERATOR = system("test")
PASSWORD = "Long-enough-4-a-test"
WORK = (Duty.READ, Duty.PUBLISH, Duty.SCREEN, Duty.CATALOGUE)


def code(body: str) -> str:
    return body + check_character(body)


OLD = "江财〔2019〕4号"
FINANCE, HEALTH = code("42990010"), code("42990020")


def draft(title: str, publisher: str, **fields) -> Draft:
    given = {
        "kind": Kind.DOCUMENT,
        "html": f"<p>{title}的正文。</p>",
        "text": f"{title}的正文。",
        "published_at": datetime(2025, 3, 5, 9, 30, tzinfo=SHANGHAI),
    }
    return Draft(title=title, publisher=publisher, **(given | fields))


def build() -> SimpleNamespace:
    """The city, sequenced: a plan that interprets nothing, a measure that repeals it, other bodies' news."""
    root = orgs.ensure_root(by=OPERATOR)
    for body, name in ((FINANCE, "财政局"), (HEALTH, "卫生健康委")):
        orgs.open_organisation(
            NewOrganisation(body, f"江城市{name}", OrganisationKind.DEPARTMENT, root.code, name), by=OPERATOR
        )
    channels.ensure_defaults(by=OPERATOR)
    people = {
        "clerk": person("clerk", FINANCE, "公开专员", *WORK),
        "reader": person("reader", FINANCE, "查阅员", Duty.READ),
        "other": person("other", HEALTH, "公开专员", *WORK),
        "editor": person("editor", root.code, "栏目编辑", Duty.READ, Duty.CHANNELS),
    }
    old = publications.publish(
        draft("预算管理办法", FINANCE, document_number=OLD, issuing_bodies=("江城市财政局",)),
        by=OPERATOR,
    )
    new = publications.publish(
        draft(
            "预算绩效管理办法",
            FINANCE,
            document_number="江财〔2025〕6号",
            published_at=datetime(2025, 6, 1, 10, 0, tzinfo=SHANGHAI),
            made_on=date(2025, 5, 30),
            keywords=("预算", "绩效"),
            attachments=(Link("附表.xlsx", "https://example.gov.cn/a.xlsx"),),
            relations=(
                Found(
                    RelationKind.REPEALS,
                    "num:江财〔2019〕4号",
                    OLD,
                    "江财〔2019〕4号同时废止。",
                ),
            ),
        ),
        by=OPERATOR,
    )
    news = publications.publish(
        draft(
            "门诊时间调整", HEALTH, kind=Kind.NEWS, published_at=datetime(2025, 7, 1, 8, 0, tzinfo=SHANGHAI)
        ),
        by=OPERATOR,
    )
    sequence_all()
    return SimpleNamespace(root=root, old=old, new=new, news=news, **people)


def person(name: str, organisation: str, title: str, *duties: Duty):
    post = orgs.create_post(organisation, title, duties, by=OPERATOR)
    user = orgs.enrol(name, f"{title}{name}", PASSWORD, organisation=organisation, own=True, by=OPERATOR)
    orgs.appoint(name, post.code, by=OPERATOR)
    return user


def armed(username: str) -> str:
    """Give the person a second factor; the secret that ``one_time`` makes codes from."""
    secret = generate_totp_secret()
    second_factor.give(username, secret, by=OPERATOR)
    return secret


def one_time(secret: str, steps: int = 0) -> str:
    """The code that a telephone shows now, or some steps of half a minute away."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))
