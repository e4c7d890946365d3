"""Whatever is altered behind the services' backs is found, column by column."""

from datetime import date, timedelta

import pytest
from django.db import models

from gongkai.ground.ledger.services import sequence_all
from gongkai.record.catalogue import models as catalogue
from gongkai.record.catalogue.queries.verification import faults, verify
from gongkai.record.catalogue.rules import ChannelType, Found, RelationKind, RelationState
from gongkai.record.catalogue.rules.channels import NewChannel
from gongkai.record.catalogue.services import channels, publications, relations, takedowns

from .making import BY, city, code, draft

pytestmark = pytest.mark.django_db
MODELS = [
    catalogue.Channel,
    catalogue.Publication,
    catalogue.Version,
    catalogue.Relation,
    catalogue.Alias,
]
TEXTS = [
    (model, field.name)
    for model in MODELS
    for field in model._meta.concrete_fields
    if isinstance(field, models.CharField | models.TextField)
]
OTHERS = [
    (model, field.name)
    for model in [*MODELS, catalogue.Placement, catalogue.Serial]
    for field in model._meta.concrete_fields
    if not isinstance(field, models.CharField | models.TextField | models.AutoField | models.ForeignKey)
]
NUMBER = "江政发〔2024〕1号"


def lively_city() -> list[catalogue.Publication]:
    """Everything that can happen to a publication has happened to one of these."""
    city()
    channels.open_channel(
        NewChannel("own", "机关动态", ChannelType.ORGANISATION, owner=code(2), parent="news"), by=BY
    )
    repeal = Found(RelationKind.REPEALS, f"num:{NUMBER}", NUMBER, "同时废止", RelationState.CONFIRMED)
    cites = Found(RelationKind.CITES, "num:江政发〔2024〕9号", "江政发〔2024〕9号", "依据")
    titled = Found(RelationKind.INTERPRETS, "title:《关于第3项工作的通知》", "关于第3项工作的通知", "解读")
    rows = publications.publish_many(
        [
            draft(1),
            draft(2, relations=(repeal, cites, titled), effective_on=date(2024, 5, 1)),
            draft(3, expires_on=date(2024, 6, 1), mandatory_item="20.1", subject_category="民政"),
            draft(4, document_number="", source_url=""),
            draft(5),
            draft(6),
            draft(7),
        ],
        by=BY,
    )
    publications.publish(draft(9, migrated=True), by=BY)
    publications.republish(rows[3].identifier, draft(4, title="新题"), note="更正标题", by=BY)
    channels.place(rows[0].identifier, "own", by=BY)
    channels.place(rows[1].identifier, "news", by=BY)
    channels.unplace(rows[1].identifier, "news", by=BY)
    relations.relate(rows[4].identifier, rows[0].identifier, RelationKind.DERIVED, evidence="见附件", by=BY)
    relations.confirm_relation(rows[1].identifier, RelationKind.CITES, cites.target_key, by=BY)
    relations.reject_relation(rows[1].identifier, RelationKind.REPEALS, f"num:{NUMBER}", by=BY)
    relations.confirm_relation(rows[1].identifier, RelationKind.REPEALS, f"num:{NUMBER}", by=BY)
    publications.withdraw(rows[4].identifier, reason="内容有误", by=BY)
    publications.remove(rows[5].identifier, basis="《个人信息保护法》第四十七条", by=BY)
    takedowns.suspend(rows[6].identifier, reason="待核", by=BY)
    channels.change_channel("news", name="要闻动态", by=BY)
    channels.close_channel("questions", by=BY)
    publications.expire_due(date(2024, 7, 1), by=BY)
    sequence_all()
    return rows


def test_a_lively_catalogue_holds():
    lively_city()
    assert list(faults()) == []


def altered(value):
    if value is None:
        return date(2001, 1, 1)
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1000
    if isinstance(value, date):
        return value + timedelta(days=1)
    return value[:-1] + ("x" if value[-1:] != "x" else "y")


@pytest.mark.parametrize(("model", "name"), TEXTS + OTHERS, ids=lambda part: getattr(part, "__name__", part))
def test_every_column_is_covered(model, name):
    """For several rows of each table: withdrawn, removed, republished and ordinary ones."""
    lively_city()
    for row in list(model.objects.order_by("pk"))[:8]:
        before = getattr(row, name)
        value = altered(before)
        if name in ("update_days", "late_days") and before is None:
            value = 3
        model.objects.filter(pk=row.pk).update(**{name: value})
        assert verify() is not None, f"{row} {name}"
        model.objects.filter(pk=row.pk).update(**{name: before})
    assert verify() is None


def test_a_fault_names_the_publication_and_its_entry():
    row = lively_city()[0]
    catalogue.Version.objects.filter(publication=row).update(text="改过的正文")
    fault = verify()
    assert row.identifier in fault.what and "第 1 版" in fault.what
    assert fault.kind == "version" and fault.index is not None


def test_deleted_and_inserted_rows_are_found():
    rows = lively_city()
    serial = catalogue.Serial.objects.get()
    catalogue.Serial.objects.filter(pk=serial.pk).delete()
    assert verify().kind == "serial"
    serial.save(force_insert=True)
    assert verify() is None
    inserted = catalogue.Publication.objects.get(pk=rows[0].pk)
    inserted.pk = None
    inserted.identifier, inserted.path = f"{code(1)}/2024-00099", "/publications/x"
    inserted.save(force_insert=True)
    assert "插入" in verify().what
    inserted.delete()
    channel = catalogue.Channel(code="odd", name="多", type="news", owner_id=rows[0].publisher_id)
    channel.save(force_insert=True)
    assert verify().kind == "channel"
    channel.delete()
    for model in (catalogue.Alias, catalogue.Placement, catalogue.Relation, catalogue.Version):
        row = model.objects.order_by("pk").first()
        row.delete()
        assert verify() is not None, model
        row.save(force_insert=True)
        assert verify() is None


def test_a_publication_that_disappears_with_all_its_rows_is_named():
    row = lively_city()[2]
    for model in (catalogue.Alias, catalogue.Placement, catalogue.Version):
        model.objects.filter(publication=row).delete()
    catalogue.Relation.objects.filter(target=row).update(target=None)
    catalogue.Relation.objects.filter(source=row).delete()
    catalogue.Publication.objects.filter(pk=row.pk).delete()
    assert row.identifier in verify().what


def test_a_relation_that_points_elsewhere_is_found():
    rows = lively_city()
    relation = catalogue.Relation.objects.filter(target=rows[2]).first()
    catalogue.Relation.objects.filter(pk=relation.pk).update(target=rows[3])
    assert verify().kind == "relation"


def test_metadata_that_is_no_json_is_a_fault_and_not_a_crash():
    row = lively_city()[0]
    catalogue.Version.objects.filter(publication=row).update(metadata="{")
    assert row.identifier in verify().what
