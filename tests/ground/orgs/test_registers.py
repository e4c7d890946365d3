"""Divisions and internal units: rows, entries, refusals."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from gongkai.ground.ledger import queries as ledger
from gongkai.ground.orgs import queries, services
from gongkai.ground.orgs.models import Division
from gongkai.ground.orgs.rules import Actor, Duty, NotAllowed, RuleBroken
from gongkai.ground.orgs.services import registers

from .test_services import BY

pytestmark = pytest.mark.django_db


def entries():
    return [*ledger.of("divisions/42"), *ledger.of("divisions/429901001")]


def divisions(folder: Path) -> None:
    """One province with one city, one county and two streets."""
    for name, lines in {
        "provinces": ["code,name", '42,"某省"'],
        "cities": ["code,name,provinceCode", '4299,"江城市",42'],
        "areas": ["code,name,cityCode,provinceCode", '429901,"东区",4299,42'],
        "streets": [
            "code,name,areaCode,provinceCode,cityCode",
            '429901001,"一街道",429901,42,4299',
            '429901002,"二街道",429901,42,4299',
        ],
    }.items():
        (folder / f"admin_division_{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_divisions_are_read_again_without_doubling(tmp_path):
    divisions(tmp_path)
    assert registers.import_divisions(tmp_path, by=BY) == 5
    path = tmp_path / "admin_division_streets.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("一街道", "新街道"), encoding="utf-8")
    assert registers.import_divisions(tmp_path, by=BY) == 5
    streets = queries.divisions(["429901001", "429901002", "9"])
    assert streets == {"429901001": "新街道", "429901002": "二街道"}
    assert Division.objects.get(code="429901").parent.name == "江城市"
    assert [ledger.facts(entry)["count"] for entry in entries()] == [5, 1]
    registers.import_divisions(tmp_path, by=BY)
    assert len(entries()) == 2, "what did not change leaves no entry"
    path.unlink()
    with pytest.raises(RuleBroken, match="streets"):
        registers.import_divisions(tmp_path, by=BY)


@pytest.mark.real
def test_the_real_divisions_are_read(real_data):
    assert (
        registers.import_divisions(real_data / "reference", by=BY) == 44_722
        or Division.objects.count() > 41_352
    )
    assert Division.objects.filter(level=4).count() == 41_352


def test_a_unit_is_opened_once_renamed_and_given_to_a_post():
    root = services.ensure_root(by=BY)
    registers.open_unit(root.code, "office", "办公室", by=BY)
    with pytest.raises(RuleBroken, match="换一个代码"):
        registers.open_unit(root.code, "office", "综合科", by=BY)
    with pytest.raises(ValidationError):
        registers.open_unit(root.code, "x", "", by=BY)
    assert registers.rename_unit(root.code, "office", "综合处", by=BY).name == "综合处"
    assert services.create_post(root.code, "编辑", [Duty.READ], unit="office", by=BY).unit.name == "综合处"
    subject = f"{root.code}/unit/office"
    assert [entry.kind for entry in ledger.of(subject)] == ["unit.opened", "unit.renamed"]
    stranger = Actor("x", root.code)
    for act in (registers.open_unit, registers.rename_unit):
        with pytest.raises(NotAllowed):
            act(root.code, "office", "别的", by=stranger)
