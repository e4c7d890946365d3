"""The organisations, posts and accounts of the demonstration city, 江城市."""

from dataclasses import dataclass, replace

from gongkai.ground.orgs.rules import Duty, OrganisationKind, check_character

from .vocabulary import Field, departments, district_field, places

CITY = "江城市人民政府"
DIVISION = "429900"
# Places among all bodies; the street stands behind them, below 鹤洲区.
EDUCATION, FINANCE, DISTRICT, STREET = 2, 8, 38, 52


@dataclass(frozen=True, slots=True)
class Body:
    """One organisation of the city and what it works on."""

    code: str
    kind: OrganisationKind
    field: Field
    position: int


@dataclass(frozen=True, slots=True)
class Account:
    """A demonstration account: ``body`` is a position in the list of bodies, 0 the city itself."""

    username: str
    full_name: str
    title: str
    body: int
    duties: tuple[Duty, ...]


ACCOUNTS = (
    Account(
        "bianji",
        "演示编辑",
        "信息公开编辑",
        0,
        (Duty.READ, Duty.PUBLISH, Duty.SCREEN, Duty.CATALOGUE, Duty.CHANNELS, Duty.ITEMS),
    ),
    Account(
        "jiaoyu",
        "演示经办",
        "教育局公开经办",
        2,
        (Duty.READ, Duty.DRAFT, Duty.PUBLISH, Duty.SCREEN, Duty.CATALOGUE),
    ),
    Account(
        "hezhou", "演示区编辑", "鹤洲区公开经办", DISTRICT, (Duty.READ, Duty.DRAFT, Duty.PUBLISH, Duty.SCREEN)
    ),
    Account("jiedao", "演示街道", "梧桐街道公开经办", STREET, (Duty.READ, Duty.DRAFT, Duty.PUBLISH)),
    Account("jiandu", "演示监督", "审计管理员", 0, (Duty.READ, Duty.AUDIT)),
    Account("chushen", "演示初审", "教育局初审", 2, (Duty.READ, Duty.REVIEW)),
    Account("fushen", "演示复审", "教育局复审", 2, (Duty.READ, Duty.REVIEW)),
    Account("baomi", "演示保密", "教育局保密审查", 2, (Duty.READ, Duty.SECRECY)),
    Account("zhongshen", "演示终审", "教育局终审", 2, (Duty.READ, Duty.FINAL, Duty.PUBLISH)),
    Account(
        "shenqing", "演示申请", "教育局依申请公开经办", EDUCATION, (Duty.READ, Duty.DRAFT, Duty.DISCLOSE)
    ),
    Account("fuzeren", "演示负责人", "教育局公开工作负责人", EDUCATION, (Duty.READ, Duty.CONSENT)),
    Account("shishen", "演示市审核", "市政府办公室审核", 0, (Duty.READ, Duty.REVIEW)),
    Account("shizhong", "演示市终审", "市政府办公室终审", 0, (Duty.READ, Duty.FINAL, Duty.PUBLISH)),
    Account("fazhi", "演示法制", "合法性审核", 0, (Duty.READ, Duty.LEGALITY)),
    Account("zhiban", "演示值班", "值班员", 0, (Duty.READ, Duty.OFFICER)),
    Account("mulu", "演示目录", "公开目录管理员", 0, (Duty.READ, Duty.ITEMS, Duty.SUPERVISE)),
    Account("dudao", "演示督查", "公开监督", 0, (Duty.READ, Duty.SUPERVISE)),
    Account("xitong", "演示系统", "系统管理员", 0, (Duty.READ, Duty.SYSTEM)),
    Account("anquan", "演示安全", "安全管理员", 0, (Duty.READ, Duty.SECURITY)),
)


def code(serial: int) -> str:
    """A made-up organisation code with a right check character; 9000… is not given out in this form."""
    body = f"9000{serial:04d}"
    return body + check_character(body)


def city_field() -> Field:
    """What the city government itself publishes: matters of every department."""
    own = departments()
    return Field(
        name=CITY,
        short="市政府",
        abbr="政",
        subject="综合政务",
        topics=tuple(field.topics[index % len(field.topics)] for index, field in enumerate(own)),
        objects=tuple(field.objects[0] for field in own),
        works=tuple(field.works[index % len(field.works)] for index, field in enumerate(own)),
        measures=tuple(field.measures[0] for field in own),
        parts=own,
    )


def bodies(root: str) -> list[Body]:
    """The city (organisation code ``root``), its 36 departments and 15 districts, in display order."""
    city = [Body(root, OrganisationKind.CITY, city_field(), 0)]
    own = [
        Body(code(serial), OrganisationKind.DEPARTMENT, field, serial)
        for serial, field in enumerate(departments(), 1)
    ]
    areas = [
        Body(code(100 + serial), OrganisationKind.DISTRICT, district_field(name, serial), 100 + serial)
        for serial, name in enumerate(places().districts, 1)
    ]
    return city + own + areas


def street() -> Body:
    """梧桐街道 in 鹤洲区, which has no reviewers of its own and a notice board in the street.

    It publishes only what its own desk makes: the generator's city stays the same with and without it.
    """
    name = places().streets[0]
    own = district_field(places().districts[1], 2)
    field = replace(own, name=f"江城市{places().districts[1]}{name}办事处", short=name, abbr="梧", parts=())
    return Body(code(201), OrganisationKind.STREET, field, 201)
