"""The registers below organisations and beside them: administrative divisions, internal units."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

from django.db import transaction

from gongkai.ground.ledger.services import record

from ..models import Division, Organisation, Unit
from ..rules import Actor, Duty, RuleBroken
from . import BATCH

# File of the reference folder, level, and the column that names the parent.
DIVISION_FILES = (
    ("admin_division_provinces.csv", 1, ""),
    ("admin_division_cities.csv", 2, "provinceCode"),
    ("admin_division_areas.csv", 3, "cityCode"),
    ("admin_division_streets.csv", 4, "areaCode"),
)


@transaction.atomic
def open_unit(organisation: str, code: str, name: str, *, by: Actor) -> Unit:
    """Open an internal unit of an organisation (system duty). Raises RuleBroken for a code in use."""
    owner = Organisation.objects.select_for_update(of=("self",)).get(code=organisation)
    by.must(Duty.SYSTEM, owner.lineage)
    if owner.units.filter(code=code).exists():
        raise RuleBroken(f"{owner.short_name}已有代码为 {code} 的内设机构，请换一个代码")
    unit = Unit(organisation=owner, code=code, name=name)
    unit.full_clean()
    unit.save(force_insert=True)
    record("unit.opened", f"{organisation}/unit/{code}", by=by, name=name)
    return unit


@transaction.atomic
def rename_unit(organisation: str, code: str, name: str, *, by: Actor) -> Unit:
    """Give an internal unit another name (system duty)."""
    unit = (
        Unit.objects.select_for_update(of=("self",))
        .select_related("organisation")
        .get(organisation__code=organisation, code=code)
    )
    by.must(Duty.SYSTEM, unit.organisation.lineage)
    unit.name = name
    unit.full_clean()
    unit.save(update_fields=["name"])
    record("unit.renamed", f"{organisation}/unit/{code}", by=by, name=name)
    return unit


def import_divisions(folder: Path, *, by: Actor, progress: Callable[[int, int], None] | None = None) -> int:
    """Read province, city, county and street divisions from CSV files; returns how many rows were read.

    A second run changes names that changed and adds what is new. Raises RuleBroken when a file is missing.
    """
    by.must(Duty.SYSTEM, "")
    rows = [row for file, level, parent in DIVISION_FILES for row in _divisions(folder / file, level, parent)]
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        with transaction.atomic():
            _write(batch, by)
        if progress:
            progress(start + len(batch), len(rows))
    return len(rows)


def _write(batch: list[Division], by: Actor) -> None:
    """Write what is new or different, with one entry for the part of the register; nothing otherwise."""
    known = {
        row.code: (row.name, row.level, row.parent_id)
        for row in Division.objects.filter(code__in=[row.code for row in batch])
    }
    changed = [row for row in batch if known.get(row.code) != (row.name, row.level, row.parent_id)]
    if not changed:
        return
    Division.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["code"], update_fields=["name", "level", "parent"]
    )
    record("divisions.imported", f"divisions/{changed[0].code}", by=by, count=len(changed))


def _divisions(path: Path, level: int, parent: str) -> Iterator[Division]:
    if not path.is_file():
        raise RuleBroken(f"缺少区划文件 {path.name}，请检查目录 {path.parent}")
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            yield Division(code=row["code"], name=row["name"], level=level, parent_id=row.get(parent) or None)
