"""Everything that can happen to a city and show on its public pages, one change by name."""

from dataclasses import replace

from django.utils import timezone

from gongkai.ground.orgs import services as orgs
from gongkai.ground.orgs.rules import NewOrganisation, OrganisationKind
from gongkai.record.catalogue.models import Publication, Relation
from gongkai.record.catalogue.queries import publications as catalogue
from gongkai.record.catalogue.rules import ChannelType, Found, Kind, RelationKind, RelationState
from gongkai.record.catalogue.rules.channels import NewChannel
from gongkai.record.catalogue.services import channels, publications, relations
from gongkai.surface.portal import services as editorial

from .portal import town as making
from .portal.town import BY


def one(title: str) -> Publication:
    return Publication.objects.get(title__startswith=title)


def again(known_as: str, /, **changes) -> None:
    """A new version of a publication, with changes."""
    row = one(known_as)
    known = catalogue.metadata(catalogue.current(row))
    kept = [replace(Found(**found), kind=RelationKind(found["kind"])) for found in known["relations"]]
    given = {"kind": Kind(row.kind), "relations": tuple(kept), "mandatory_item": row.mandatory_item}
    given |= {"document_number": row.document_number, "expires_on": row.expires_on}
    body = changes.pop("body", "改过的正文。")
    new = making.draft(
        row.publisher.code, changes.pop("title", row.title), row.published_at, body, **(given | changes)
    )
    publications.republish(row.identifier, new, note="更正", by=BY)


def publish(city, title: str, **more) -> None:
    publisher = city.bodies[more.pop("body", "市司法局")]
    publications.publish(making.draft(publisher, title, timezone.now(), "正文。", **more), by=BY)


READS_RULE = (
    Found(RelationKind.INTERPRETS, f"num:{making.RULE_NUMBER}", making.RULE_NUMBER, "", RelationState.FOUND),
)
CHANGES = {
    "a new title": lambda city: again(making.RULE, title="江城市行政规范性文件管理办法（修订）"),
    "another kind": lambda city: again("关于东湖路夜间施工的通告", kind=Kind.NEWS),
    "another item": lambda city: again("江城市2026年公办幼儿园学位安排", mandatory_item="20.1"),
    "another number": lambda city: again(
        "江城市2026年公办幼儿园学位安排", document_number="江教发〔2026〕55号"
    ),
    "an interpretation loses its document": lambda city: again("起草人答问", relations=()),
    "an interpretation is called otherwise": lambda city: again("一图读懂", title="一图读懂管理办法"),
    "an interpretation comes": lambda city: publish(
        city, "专家解读", kind=Kind.INTERPRETATION, relations=READS_RULE, body="东湖区"
    ),
    "an interpretation goes": lambda city: publications.withdraw(
        one("一图读懂").identifier, reason="误", by=BY
    ),
    "the interpreted goes": lambda city: publications.withdraw(
        one(making.RULE).identifier, reason="误", by=BY
    ),
    "the interpreted is removed": lambda city: publications.remove(
        one(making.RULE).identifier, basis="法", by=BY
    ),
    "the cited goes": lambda city: publications.withdraw(one("江城市2026年").identifier, reason="误", by=BY),
    "the repealed goes": lambda city: publications.remove(
        one("江城市行政规范性文件制定").identifier, basis="法", by=BY
    ),
    "a relation is stated": lambda city: relations.relate(
        one("市政府常务会议").identifier, one(making.LONG).identifier, RelationKind.INTERPRETS, by=BY
    ),
    "a relation is rejected": lambda city: reject("起草人答问"),
    "a repeal is confirmed": lambda city: confirm(making.RULE),
    "a news item comes": lambda city: publish(city, "新的要闻", kind=Kind.NEWS),
    "a topic comes": lambda city: publish(city, "新的专题", kind=Kind.TOPIC),
    "a report comes": lambda city: publish(
        city, "江城市司法局2023年政府信息公开工作年度报告", kind=Kind.ANNUAL_REPORT
    ),
    "a second of one number": lambda city: publish(city, "转发", document_number="江教发〔2026〕5号"),
    "the city's notice in the district": lambda city: channels.place(
        one("市政府常务会议").identifier, "east-lake", by=BY
    ),
    "in one more channel": lambda city: channels.place(one(making.RULE).identifier, "plans", by=BY),
    "out of a channel": lambda city: channels.unplace(one(making.RULE).identifier, "policies", by=BY),
    "a channel's name": lambda city: channels.change_channel("policies", name="政策", by=BY),
    "a channel's duty": lambda city: channels.change_channel("plans", update_days=1, by=BY),
    "a channel closes": lambda city: channels.close_channel("plans", by=BY),
    "a channel opens": lambda city: channels.open_channel(
        NewChannel("street", "街道", ChannelType.NEWS, owner=city.bodies["西山区"]), by=BY
    ),
    "an organisation's name": lambda city: orgs.change_organisation(
        city.bodies["市司法局"], short_name="司法局", by=BY
    ),
    "the city's telephone": lambda city: orgs.change_organisation(city.root, telephone="0999-1", by=BY),
    "an organisation opens": lambda city: orgs.open_organisation(
        NewOrganisation(
            making.code(99), "江城市应急管理局", OrganisationKind.DEPARTMENT, city.root, "应急局"
        ),
        by=BY,
    ),
    "an article is published": lambda city: editorial.write(
        "city", "overview", "江城一览", "人口和面积", making.CITY, by=BY
    ),
}


def reject(title: str) -> None:
    relation = Relation.objects.get(source=one(title), kind=RelationKind.INTERPRETS)
    relations.reject_relation(relation.source.identifier, relation.kind, relation.target_key, by=BY)


def confirm(title: str) -> None:
    relation = Relation.objects.get(source=one(title), kind=RelationKind.REPEALS)
    relations.confirm_relation(relation.source.identifier, relation.kind, relation.target_key, by=BY)
