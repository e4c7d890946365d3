"""The organisations, posts and accounts of the demonstration city, 江城市."""

from dataclasses import dataclass

from gongkai.ground.orgs.rules import Duty, OrganisationKind, check_character

from .vocabulary import Field, departments, district_field, places

CITY = "江城市人民政府"
DIVISION = "429900"


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
        (Duty.READ, Duty.PUBLISH, Duty.SCREEN, Duty.CATALOGUE, Duty.CHANNELS),
    ),
    Account(
        "jiaoyu",
        "演示经办",
        "教育局公开经办",
        2,
        (Duty.READ, Duty.DRAFT, Duty.PUBLISH, Duty.SCREEN, Duty.CATALOGUE),
    ),
    Account("hezhou", "演示区编辑", "鹤洲区公开经办", 38, (Duty.READ, Duty.PUBLISH, Duty.SCREEN)),
    Account("jiandu", "演示监督", "监督员", 0, (Duty.READ, Duty.AUDIT)),
    Account("chushen", "演示初审", "教育局初审", 2, (Duty.READ, Duty.REVIEW)),
    Account("fushen", "演示复审", "教育局复审", 2, (Duty.READ, Duty.REVIEW)),
    Account("baomi", "演示保密", "教育局保密审查", 2, (Duty.READ, Duty.SECRECY)),
    Account("zhongshen", "演示终审", "教育局终审", 2, (Duty.READ, Duty.FINAL, Duty.PUBLISH)),
    Account("fazhi", "演示法制", "合法性审核", 0, (Duty.READ, Duty.LEGALITY)),
    Account("zhiban", "演示值班", "值班员", 0, (Duty.READ, Duty.OFFICER)),
    Account("mulu", "演示目录", "公开目录管理员", 0, (Duty.READ, Duty.ITEMS, Duty.SUPERVISE)),
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
