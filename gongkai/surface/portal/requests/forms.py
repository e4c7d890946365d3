"""The application's form: exactly what art. 29 asks, read from what was sent and shown with what is wrong.

The purpose is never asked for (the Regulation of 2019 dropped it); it may be given, and is marked 选填.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from gongkai.desk.disclosure.rules.applicants import Applicant
from gongkai.desk.disclosure.rules.forms import (
    LONG,
    MAX_LINE,
    MAX_WORDS,
    NAMES,
    ORGANISATIONS,
    Application,
    Form,
    Identity,
    Way,
)
from gongkai.desk.disclosure.services.papers import LARGEST, MOST, Paper, recognised
from gongkai.ground.attachments.rules import Refused, names

CHOICES = {"applicant": Applicant, "identity": Identity, "form": Form, "way": Way}
SUM = 1_000_000


@dataclass(frozen=True, slots=True)
class Field:
    """One field as it stands on the page. ``options`` are (value, label); ``kind`` an input's type."""

    name: str
    label: str
    value: str = ""
    hint: str = ""
    error: str = ""
    kind: str = "text"
    options: Sequence[tuple[str, str]] = ()
    needed: bool = False
    autocomplete: str = "off"
    limit: int = MAX_LINE
    css: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together, under one heading."""

    title: str
    hint: str
    fields: list[Field]


def typed(sent: Mapping[str, str]) -> Application:
    """What was sent; nothing is corrected, so that it can be shown again as it was typed."""
    return Application(**{name: sent.get(name, "").replace("\r\n", "\n") for name in NAMES})


def begun(wish: str) -> Application:
    """A form to begin with: what was looked for becomes the title, or the description when it is long."""
    line = " ".join(wish.split())
    whole = Application(applicant=Applicant.PERSON, form=Form.ELECTRONIC, way=Way.ONLINE)
    return replace(whole, title=line) if len(line) <= MAX_LINE else replace(whole, features=wish[:MAX_WORDS])


def carried(sent: Mapping[str, str]) -> list[tuple[str, str]]:
    """The form as it was typed, while the step before it is seen again; [] before it was begun.

    ``begun`` is the wish that it was begun with: the wish may be changed there.
    """
    if not NAMES & sent.keys():
        return []
    begun_with = sent.get("begun", sent.get("wish", ""))
    return [*hidden(typed(sent)), ("begun", begun_with), ("token", sent.get("token", ""))]


def resumed(sent: Mapping[str, str]) -> Application:
    """The form to go on with: as typed, but a title that came from the wish follows the changed wish."""
    wish = sent.get("wish", "")
    if not NAMES & sent.keys():
        return begun(wish)
    known, old, new = typed(sent), begun(sent.get("begun", wish)), begun(wish)
    if (known.title, known.features) != (old.title, old.features):
        return known
    return replace(known, title=new.title, features=new.features)


def groups(application: Application, errors: Mapping[str, str]) -> list[Group]:
    """The whole form in the order of art. 29: who, how to reach, what, in what form and by which way."""
    described = _("名称、文号、其他特征描述，至少填写一项。写得越具体，找得越快。")
    reached = _("电话、电子邮箱、通信地址至少填写一项，机关用它与您确认申请。")
    layout: list[tuple[str, str, list[Field]]] = [
        (
            _("申请人"),
            _("只用于办理这件申请，加密保存，每次查看都留有记录。"),
            [
                Field("applicant", _("申请人类别"), kind="radio", needed=True),
                Field("name", _("姓名或者单位名称"), needed=True, autocomplete="name"),
                Field("identity", _("身份证明"), kind="radio", needed=True),
                Field("identity_number", _("证件号码"), needed=True),
                Field("contact_person", _("联系人"), hint=_("单位申请填写"), css="for-organisations"),
            ],
        ),
        (
            _("联系方式"),
            reached,
            [
                Field("telephone", _("电话"), kind="tel", autocomplete="tel"),
                Field("email", _("电子邮箱"), kind="email", autocomplete="email"),
                Field("address", _("通信地址"), autocomplete="street-address"),
                Field("postcode", _("邮政编码"), autocomplete="postal-code", css="short"),
            ],
        ),
        (
            _("您要的政府信息"),
            described,
            [
                Field("title", _("信息的名称")),
                Field("document_number", _("文号"), hint=_("例如“江政规〔2026〕12号”")),
                Field(
                    "features",
                    _("其他特征描述"),
                    hint=_("例如时间、地点、项目、由谁制作"),
                    kind="long",
                ),
            ],
        ),
        (
            _("怎样给您"),
            "",
            [
                Field("form", _("获取信息的方式"), kind="radio", needed=True),
                Field("way", _("获取信息的途径"), kind="radio", needed=True),
            ],
        ),
        (
            _("可以不填"),
            _("下面两项由您决定填不填，不填不影响办理。"),
            [
                Field("purpose", _("用途"), kind="long"),
                Field(
                    "assistance",
                    _("需要的帮助"),
                    hint=_("阅读有困难或者有视听障碍的，写明需要怎样的帮助，机关应当提供（条例第四十三条）"),
                    kind="long",
                ),
            ],
        ),
    ]
    return [
        Group(title, hint, [filled(field, application, errors) for field in fields])
        for title, hint, fields in layout
    ]


def filled(field: Field, application: Application, errors: Mapping[str, str]) -> Field:
    """The field with what was typed and what is wrong with it."""
    return replace(
        field,
        value=getattr(application, field.name),
        error=_(errors[field.name]) if field.name in errors else "",
        options=[(one.value, _(one.label)) for one in CHOICES.get(field.name, ())],
        limit=MAX_WORDS if field.name in LONG else MAX_LINE,
    )


def lines(application: Application) -> list[tuple[str, str]]:
    """Label and words of everything that was filled in, for looking over before it is sent."""
    shown = []
    for group in groups(application, {}):
        for field in group.fields:
            words = dict(field.options).get(field.value, field.value) if field.options else field.value
            alone = field.name == "contact_person" and application.applicant not in ORGANISATIONS
            if words.strip() and not alone:
                shown.append((field.label, words))
    return shown


def hidden(application: Application) -> list[tuple[str, str]]:
    """Every field by name, to be carried from one page to the next."""
    return [(name, getattr(application, name)) for name in sorted(NAMES)]


def papers(files: Sequence[UploadedFile]) -> list[Paper]:
    """The attached files, looked at in a child. Raises Refused or RuleBroken, in words for the applicant."""
    for file in files:
        if (file.size or 0) > LARGEST:
            limit = LARGEST // SUM
            raise Refused(
                _("%(name)s 超过 %(n)s MB，请压缩或者分开")
                % {"name": names.safe(file.name or ""), "n": limit}
            )
    if len(files) > MOST:
        raise Refused(_("一次最多 %(n)s 个文件，请合并或者分次提交") % {"n": MOST})
    return [_recognised(file) for file in files]


def _recognised(file: UploadedFile) -> Paper:
    """One file; what is wrong with it is said with its name, since there may be several."""
    try:
        return recognised([(file.name or "", file.read())])[0]
    except Refused as refused:
        raise Refused(f"{names.safe(file.name or '')}：{refused}") from refused
