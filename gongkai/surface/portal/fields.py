"""The metadata table and the attachments of a publication's page, in the order a reader expects."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gongkai.ground.attachments import queries as store
from gongkai.ground.orgs import queries as orgs
from gongkai.record.catalogue.queries import items as catalogue
from gongkai.record.catalogue.rules import Disclosure, items
from gongkai.record.catalogue.rules.addresses import file_path

from .facets import category_label, item_label
from .templatetags.portal import day, released

LONG = 16  # characters; a longer value gets a line of its own
TYPES = {
    "application/pdf": "PDF",
    "application/msword": "DOC",
    "application/vnd.ms-excel": "XLS",
    "application/zip": "ZIP",
}


@dataclass(frozen=True, slots=True)
class Field:
    label: str
    value: str | SafeString
    long: bool = False
    number: bool = False


@dataclass(frozen=True, slots=True)
class File:
    name: str
    url: str
    type: str
    size: int


def fields(item: Any, facts: Mapping[str, Any]) -> list[Field]:
    """Index number, issuing bodies, dates, category…; what is not known is left out."""
    disclosure = {member.value: member.label for member in Disclosure}.get(facts["disclosure"], "")
    rows: list[tuple[str, str | SafeString, bool]] = [
        (_("索引号"), item.identifier, True),
        (_("发文机关"), "、".join(facts["issuing_bodies"]), False),
        (_("发布机构"), item.publisher.name, False),
        (_("成文日期"), day(item.made_on), True),
        (_("发布日期"), released(item), True),
        (_("施行日期"), day(item.effective_on), True),
        (_("有效期至"), day(item.expires_on), True),
        (_("主题分类"), category_label(facts["subject_category"]), False),
        (_("体裁"), facts["genre"], False),
        (_("公开属性"), _(disclosure) if disclosure else "", False),
        (_("法定公开事项"), hangs_on(item, facts["mandatory_item"]), False),
        (_("来源"), facts["source"], False),
        (_("原索引号"), facts["source_index_number"], True),
        (_("迁移"), _("历史信息，由旧站迁入") if facts["migrated"] else "", False),
        (
            _("说明"),
            _("演示数据，不是真实文件") if orgs.demonstration() and not facts["migrated"] else "",
            False,
        ),
    ]
    same = facts["issuing_bodies"] == [item.publisher.name]
    return [
        Field(label, value, number=number, long=not number and len(value) > LONG)
        for label, value, number in rows
        if value and not (same and label == _("发布机构"))
    ]


def hangs_on(publication: Any, code: str) -> str | SafeString:
    """The item's words; one of the publisher's own leads to its page."""
    if not items.own(code):
        return item_label(code) if code else ""
    publisher = publication.publisher.code
    address = reverse("portal:organisation_item", args=[publisher, code])
    return format_html('<a href="{}">{}</a>', address, catalogue.title(publisher, code))


def files(attachments: Sequence[Mapping[str, Any]], page: str) -> list[File]:
    """Attachments of a page with the kind of file in a word; those stored here are served here."""
    stored = store.stored_of(link["sha256"] for link in attachments)
    return [
        File(
            link["name"] or link["url"].rsplit("/", 1)[-1],
            file_path(page, place, link["name"]) if link["sha256"] in stored else link["url"],
            file_type(link),
            link["size"],
        )
        for place, link in enumerate(attachments, 1)
    ]


def file_type(link: Mapping[str, Any]) -> str:
    """PDF, DOCX…: from the media type, else from the name's ending, else ""."""
    if known := TYPES.get(link["media_type"]):
        return known
    for name in (link["name"], link["url"].split("?")[0]):
        ending = name.rpartition(".")[2]
        if "." in name and ending.isascii() and ending.isalnum() and len(ending) <= 5:
            return str(ending).upper()
    return ""
