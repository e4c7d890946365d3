"""The form of a letter, read from what was sent and shown with what is wrong; and what of it would be public.

Only the kind, a title, the words and one way to answer are asked for; the rest may stay empty.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from gongkai.desk.engagement.rules.kinds import Kind
from gongkai.desk.engagement.rules.writing import MAX_LINE, MAX_TITLE, MAX_WORDS, Writing, cleaned, problems

from ..intake.fields import Field, Group

TEXTS = ("title", "words", "place", "name", "telephone", "email")
LIMITS = {"title": MAX_TITLE, "words": MAX_WORDS}
NO_KIND = "请选择来信类别"
LONGEST = 50_000  # characters of one field that are read: a letter may have a fifth of it


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form: the writing, its kind (None while none is chosen), and whom it is for."""

    writing: Writing
    kind: Kind | None
    organisation: str = ""

    @property
    def problems(self) -> dict[str, str]:
        """Field to what is wrong with it; {} when it can be sent."""
        return ({} if self.kind else {"kind": NO_KIND}) | problems(self.writing)


def typed(sent: Mapping[str, str]) -> Typed:
    """What was sent, without what nobody sees: controls, zero-width signs, turned directions."""
    fields: dict[str, Any] = {name: sent.get(name, "")[:LONGEST] for name in TEXTS}
    kind = sent.get("kind", "")
    return Typed(
        cleaned(Writing(**fields, public=sent.get("public") == "yes")),
        Kind(kind) if kind in {one.value for one in Kind} else None,
        sent.get("organisation", "")[:20].replace("\0", ""),
    )


def groups(known: Typed, errors: Mapping[str, str]) -> list[Group]:
    """The form: what about, the letter itself, how to answer, and whether it may be public."""
    kinds = [(one.value, _(one.label)) for one in Kind]
    public = [("yes", _("可以公开：遮盖个人信息以后，来信和答复一起公布")), ("no", _("不公开：只答复我本人"))]
    page_at_fault = known.kind is Kind.ERROR_REPORT
    place = _("网页地址") if page_at_fault else _("地点")
    where = _("有错的那一页的网址") if page_at_fault else _("事情发生在哪里，例如“滨江路8号门前”")
    layout = [
        Group(_("来信类别"), "", [Field("kind", _("您想做什么"), kind="radio", options=kinds, needed=True)]),
        Group(
            _("来信"),
            "",
            [
                Field("title", _("标题"), hint=_("一句话说明是什么事"), needed=True),
                Field(
                    "words",
                    _("内容"),
                    hint=_("时间、地点、经过和您的要求。不要写证件号码。"),
                    kind="long",
                    needed=True,
                    rows=9,
                ),
                Field("place", f"{place}{_('（选填）')}", hint=where),
            ],
        ),
        Group(
            _("怎样答复您"),
            _("加密保存，只有经办人能看，每次查看都留有记录。电话和电子邮箱至少填一项。"),
            [
                Field("name", f"{_('姓名')}{_('（选填）')}", autocomplete="name"),
                Field("telephone", _("电话"), kind="tel", autocomplete="tel"),
                Field("email", _("电子邮箱"), kind="email", autocomplete="email"),
            ],
        ),
        Group(
            _("是否公开"),
            _("由您决定，以后可以撤回同意。公开以前由工作人员逐字核对。"),
            [Field("public", _("答复以后"), kind="radio", options=public, css="stacked")],
        ),
    ]
    return [replace(one, fields=[_filled(field, known, errors) for field in one.fields]) for one in layout]


def _filled(field: Field, known: Typed, errors: Mapping[str, str]) -> Field:
    own = {"kind": known.kind.value if known.kind else "", "public": "yes" if known.writing.public else "no"}
    return replace(
        field,
        value=own[field.name] if field.name in own else getattr(known.writing, field.name),
        error=_(errors[field.name]) if field.name in errors else "",
        limit=LIMITS.get(field.name, MAX_LINE),
    )


def hidden(known: Typed) -> list[tuple[str, str]]:
    """Every field by name, to be carried from one page to the next."""
    return [
        *((name, getattr(known.writing, name)) for name in TEXTS),
        ("kind", known.kind.value if known.kind else ""),
        ("public", "yes" if known.writing.public else "no"),
        ("organisation", known.organisation),
    ]


def lines(known: Typed) -> list[tuple[str, str]]:
    """Label and words of everything that was filled in, for looking over before it is sent."""
    return [
        (field.label.removesuffix(_("（选填）")), dict(field.options).get(field.value, field.value))
        for group in groups(known, {})
        for field in group.fields
        if field.value
    ]
