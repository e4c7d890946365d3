"""What console templates need beyond Django: public addresses, masking and the ledger's words."""

from typing import Any

from django import template
from django.conf import settings

from gongkai.desk.documents.queries import quarantine as documents
from gongkai.ground.language.rules import personal

register = template.Library()

# Kinds of ledger entries about a publication, as a clerk reads them.
WORDS = {
    "publication.published": "公开",
    "publication.republished": "重新公开（新版本）",
    "publication.withdrawn": "撤回",
    "publication.removed": "依法删除",
    "publication.suspended": "紧急下架",
    "publication.restored": "下架后恢复",
    "publication.expired": "到期失效",
    "publication.validity_changed": "效力变动",
    "publication.placed": "进入栏目",
    "publication.unplaced": "移出栏目",
    "publication.related": "建立关系",
    "publication.relation_confirmed": "确认关系",
    "publication.relation_rejected": "否定关系",
    "items.proposed": "提出公开目录",
    "items.adopted": "采用公开目录",
    "items.refused": "退回公开目录",
    "matter.withheld": "列入负面清单",
    "matter.kept": "重新评估后继续不予公开",
    "matter.disclosed": "重新评估后转为公开",
    "matter.due": "到期应重新评估",
}


@register.filter
def public(path: str) -> str:
    """The address at which the public sees ``path``: the staff face may stand on another host."""
    return f"{settings.PUBLIC_ADDRESS.rstrip('/')}{path}"


@register.filter
def masked(text: str) -> str:
    """``text`` with every personal identifier masked: a quarantined title may hold one itself."""
    return personal.mask(text)


@register.filter
def told(record: Any) -> str:
    """What was found in a quarantined record, counted."""
    return documents.told(record)


@register.filter
def words(kind: str) -> str:
    """A ledger kind in Chinese; an unknown one as it is."""
    return WORDS.get(kind, kind)
