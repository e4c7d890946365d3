"""Who may do what: kinds of organisations, organisation codes, duties, scope and actor.

Pure: no Django, no clock, no I/O.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

CODE_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)  # GB 11714-1997, 全国组织机构代码编制规则
CODE_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class OrganisationKind(StrEnum):
    """Kinds of bodies; PUBLIC_ENTERPRISE and INSTITUTION are those of art. 55 of the Regulation."""

    CITY = "city"
    DEPARTMENT = "department"
    DISTRICT = "district"
    STREET = "street"
    TOWN = "town"
    PUBLIC_ENTERPRISE = "public_enterprise"
    INSTITUTION = "institution"

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(kind.value, KIND_LABELS[kind]) for kind in cls]


# Governments report on themselves and all below them; who else reports at all (条例 arts. 4, 49, 55).
GOVERNMENTS = frozenset({OrganisationKind.CITY, OrganisationKind.DISTRICT})
REPORTING = GOVERNMENTS | {OrganisationKind.DEPARTMENT, OrganisationKind.STREET, OrganisationKind.TOWN}
KIND_LABELS = {
    OrganisationKind.CITY: "市人民政府",
    OrganisationKind.DEPARTMENT: "市政府部门",
    OrganisationKind.DISTRICT: "区人民政府",
    OrganisationKind.STREET: "街道办事处",
    OrganisationKind.TOWN: "乡镇人民政府",
    OrganisationKind.PUBLIC_ENTERPRISE: "公共企业",
    OrganisationKind.INSTITUTION: "公共事业单位",
}


class Duty(StrEnum):
    """What a post may do (职责)."""

    READ = "read"
    DRAFT = "draft"
    REVIEW = "review"
    FINAL = "final"
    SECRECY = "secrecy"
    LEGALITY = "legality"
    PUBLISH = "publish"
    OFFICER = "officer"
    ITEMS = "items"
    SCREEN = "screen"
    CATALOGUE = "catalogue"
    CHANNELS = "channels"
    DISCLOSE = "disclose"
    CONSENT = "consent"
    SUPERVISE = "supervise"
    SYSTEM = "system"
    SECURITY = "security"
    AUDIT = "audit"


DUTY_LABELS = {
    Duty.READ: "查看",
    Duty.DRAFT: "起草",
    Duty.REVIEW: "审核",
    Duty.FINAL: "终审",
    Duty.SECRECY: "保密审查",
    Duty.LEGALITY: "合法性审核",
    Duty.PUBLISH: "发布",
    Duty.OFFICER: "值班处置",
    Duty.ITEMS: "公开目录管理",
    Duty.SCREEN: "隔离审查",
    Duty.CATALOGUE: "编目",
    Duty.CHANNELS: "栏目管理",
    Duty.DISCLOSE: "依申请公开办理",
    Duty.CONSENT: "公开工作机构负责人",
    Duty.SUPERVISE: "监督",
    Duty.SYSTEM: "系统管理",
    Duty.SECURITY: "安全管理",
    Duty.AUDIT: "审计",
}
# 三员分立 (GB/T 22239-2019, 8.1.5): these three must not meet in one person.
ADMINISTRATORS = frozenset({Duty.SYSTEM, Duty.SECURITY, Duty.AUDIT})


def family(duty: str) -> str:
    """What a post may hold one duty of: the three administrators exclude each other, others themselves."""
    return "administrator" if duty in ADMINISTRATORS else duty


# Facts of the site that may be stated in the data; what the environment sets wins (政府网站发展指引 §4.2).
SITE_FACTS = {
    "demonstration": "演示数据",
    "operator": "承办单位",
    "telephone": "联系电话",
    "email": "电子邮箱",
}


class RuleBroken(ValueError):
    """The organisation, post or duty cannot be set up like this."""


class NotAllowed(PermissionError):
    """The actor's post lacks the duty, or the subject lies outside its scope."""


@dataclass(frozen=True, slots=True)
class Term:
    """A person carries ``duty`` from a day to a day, both included; ``to_on`` None is without end."""

    duty: str
    from_on: date
    to_on: date | None = None


def apart(terms: Iterable[Term]) -> None:
    """Refuse when one person would carry two of the three administrators' duties on the same day.

    Days, not the present: an appointment that begins or ends later counts on the days it covers.
    """
    held = [term for term in terms if term.duty in ADMINISTRATORS]
    for place, one in enumerate(held):
        for other in held[:place]:
            begins = max(one.from_on, other.from_on)
            ends = min(one.to_on or date.max, other.to_on or date.max)
            if one.duty != other.duty and begins <= ends:
                labels = f"{DUTY_LABELS[Duty(other.duty)]}、{DUTY_LABELS[Duty(one.duty)]}"
                raise RuleBroken(f"{labels}职责从 {begins} 起由同一人承担，不符合三员分立，请另选人员或日期")


@dataclass(frozen=True, slots=True)
class Scope:
    """The organisations a caller may see: everything at or below each of ``lineages``.

    ``lineages`` are Organisation.lineage values; ("",) means everything, () nothing.
    """

    lineages: tuple[str, ...] = ()

    def covers(self, lineage: str) -> bool:
        return any(lineage.startswith(own) for own in self.lineages)


EVERYWHERE = Scope(("",))


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a post (never a name), its organisation, its duties and scope.

    ``person`` is the number of the account, 0 for the program itself: rules that keep two steps of one matter
    in different hands compare persons, since one person may hold several posts. It never enters the ledger.
    """

    post: str
    organisation: str
    duties: frozenset[str] = field(default_factory=frozenset)
    scope: Scope = field(default_factory=Scope)
    person: int = 0

    def must(self, duty: str, lineage: str) -> None:
        """Raise NotAllowed unless this post carries ``duty`` and ``lineage`` lies in its scope."""
        if duty not in self.duties:
            label = DUTY_LABELS.get(Duty(duty), duty)
            raise NotAllowed(f"岗位 {self.post} 没有“{label}”职责，请联系安全管理员授予")
        if not self.scope.covers(lineage):
            raise NotAllowed("这条内容不在您的管辖范围内")


def system(name: str) -> Actor:
    """The program itself acting for an operator at the command line (migration, demonstration, clock)."""
    return Actor(f"system/{name}", "", frozenset(Duty), EVERYWHERE)


@dataclass(frozen=True, slots=True)
class NewPerson:
    """What an account needs; the password is never recorded anywhere but as Django's hash."""

    username: str
    full_name: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    """What is needed to open an organisation; ``parent`` is the parent's code, "" only for the root."""

    code: str
    name: str
    kind: OrganisationKind
    parent: str = ""
    short_name: str = ""
    english_name: str = ""
    division_code: str = ""
    position: int = 0
    functions: str = ""
    leader: str = ""
    address: str = ""
    hours: str = ""
    telephone: str = ""
    fax: str = ""
    email: str = ""
    opened_on: date | None = None


def root_code(site_code: str) -> str:
    """A valid organisation code for the site's own government, always the same for one 网站标识码."""
    body = "".join(c for c in site_code.upper() if c in CODE_DIGITS)[:8].ljust(8, "0")
    return body + check_character(body)


def check_character(body: str) -> str:
    """The ninth character of an organisation code from its first eight (GB 11714-1997)."""
    if len(body) != len(CODE_WEIGHTS) or any(c not in CODE_DIGITS for c in body):
        raise ValueError(f"机构代码本体应为 8 位数字或大写字母：{body!r}")
    total = sum(CODE_DIGITS.index(c) * w for c, w in zip(body, CODE_WEIGHTS, strict=True))
    rest = 11 - total % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def valid_code(code: str) -> bool:
    """Whether ``code`` has nine characters and a right check character."""
    try:
        return len(code) == 9 and check_character(code[:8]) == code[8]
    except ValueError:
        return False


def division_key(code: str) -> str:
    """A division code as the register holds it: without the zeros that fill it up (420100 is 4201)."""
    for width, part in ((12, 3), (9, 3), (6, 2), (4, 2)):
        if len(code) == width and code.endswith("0" * part):
            code = code[: width - part]
    return code
