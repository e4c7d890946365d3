"""What an application holds: exactly what 条例 art. 29 asks, and what is left free. Pure.

Name, identity, contact, a description (name, number or other features: any one), form and way. Never the
purpose.
"""

import json
import re
import unicodedata
from dataclasses import asdict, dataclass, fields

from gongkai.ground.language.rules.labels import Labelled

from .applicants import Applicant

MAX_NAME, MAX_LINE, MAX_WORDS = 100, 200, 5_000  # characters: bounds of a form, not law


class Form(Labelled):
    """In what form the applicant wants the information (art. 29(3), 40)."""

    PAPER = "paper", "纸质"
    ELECTRONIC = "electronic", "电子文档"
    DISC = "disc", "光盘"
    INSPECTION = "inspection", "现场查阅、抄录"


class Way(Labelled):
    """By which way."""

    ONLINE = "online", "网上获取"
    POST = "post", "邮寄"
    IN_PERSON = "in_person", "当面领取"
    FAX = "fax", "传真"


class Identity(Labelled):
    """What proves who applies."""

    RESIDENT = "resident", "居民身份证"
    PASSPORT = "passport", "护照"
    OTHER_PERSON = "other_person", "其他个人证件"
    CREDIT_CODE = "credit_code", "统一社会信用代码证照"


@dataclass(frozen=True, slots=True)
class Application:
    """One application as it was written. ``contact_person`` only for organisations."""

    applicant: str = ""
    name: str = ""
    identity: str = ""
    identity_number: str = ""
    contact_person: str = ""
    telephone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""
    title: str = ""
    document_number: str = ""
    features: str = ""
    form: str = ""
    way: str = ""
    purpose: str = ""
    assistance: str = ""

    def pack(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False).encode()


ORGANISATIONS = frozenset(Applicant) - {Applicant.PERSON}
NAMES = frozenset(one.name for one in fields(Application))
LONG = frozenset({"features", "purpose", "assistance"})


def unpack(content: bytes) -> Application:
    known = json.loads(content)
    return Application(**{name: known[name] for name in NAMES & known.keys()})


def problems(application: Application, *, oral: bool = False) -> dict[str, str]:
    """Field to what is wrong with it, in words for the applicant; {} when art. 29 is met.

    An oral or a paper application may lack what the staff could not be told but a way to reach the applicant.
    """
    found: dict[str, str] = {}
    for name in NAMES:
        text = getattr(application, name)
        limit = MAX_WORDS if name in LONG else MAX_LINE
        if wrong := unfit(text, limit):
            found[name] = wrong
    for name, choices, words in (
        ("applicant", Applicant, "请选择申请人类别"),
        ("identity", Identity, "请选择证件种类"),
        ("form", Form, "请选择获取信息的方式"),
        ("way", Way, "请选择获取信息的途径"),
    ):
        if getattr(application, name) not in {one.value for one in choices}:
            found.setdefault(name, words)
    for name, words in (("name", "请填写姓名或者单位名称"), ("identity_number", "请填写证件号码")):
        if not getattr(application, name).strip():
            found.setdefault(name, words)
    if application.applicant in ORGANISATIONS and not application.contact_person.strip():
        found.setdefault("contact_person", "单位申请请填写联系人")
    if not any(text.strip() for text in (application.telephone, application.email, application.address)):
        found.setdefault("telephone", "电话、电子邮箱、通信地址至少填写一项，便于联系您")
    if not any(
        text.strip() for text in (application.title, application.document_number, application.features)
    ):
        found.setdefault("title", "信息名称、文号、其他特征描述至少填写一项")
    if application.way == Way.POST and not application.address.strip():
        found.setdefault("address", "选择邮寄请填写通信地址")
    if application.email.strip() and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", application.email.strip()):
        found.setdefault("email", "电子邮箱的写法不正确")
    if oral:
        found.pop("identity_number", None)
    return found


def unfit(text: str, limit: int) -> str:
    """Why a text of a form cannot be kept, "" when it can."""
    if len(text) > limit:
        return f"最多 {limit:,} 字，现有 {len(text):,} 字"
    if any(unicodedata.category(sign) == "Cc" and sign not in "\n\r\t" for sign in text):
        return "含有不能显示的字符，请重新输入"
    return ""


def who(application: Application) -> str:
    """One line that is the same for the same applicant, however it was typed."""
    return f"{plain(application.name)}/{plain(application.identity_number)}"


def what(application: Application) -> str:
    """One line that is the same for the same wish, however it was typed."""
    texts = (application.title, application.document_number, application.features)
    return "/".join(map(plain, texts))


def plain(text: str) -> str:
    """Letters and digits alone, however they were typed."""
    normal = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in normal if unicodedata.category(sign)[0] in "LN")
