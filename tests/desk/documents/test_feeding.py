"""A table of approved data: what can be published is, the rest says why not."""

import csv
from datetime import date

import pytest

from gongkai.desk.documents.rules.batches import RuleBroken
from gongkai.desk.documents.services import batches, feeding
from gongkai.record.catalogue.models import Publication
from gongkai.record.catalogue.rules.withholding import Ground, NewMatter
from gongkai.record.catalogue.services import withholding

from ...record.catalogue.making import BY, city, code
from .making import IDENTITY
from .test_feeds import ROW

pytestmark = pytest.mark.django_db


def table(folder, *rows):
    path = folder / "table.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(ROW))
        writer.writeheader()
        writer.writerows(rows)
    return path


def row(n: int, **changes):
    return ROW | {"行政许可决定文书号": f"江城许字〔2026〕{n}号"} | changes


def test_rows_are_published_and_refused_ones_say_why(tmp_path):
    city()
    path = table(tmp_path, row(1), row(1), row(2, 许可内容=""), row(3, 许可内容=IDENTITY), row(4))
    batch, read = feeding.submit("licence", path, publisher=code(1), by=BY)
    assert [line for line, _ in read.refused] == [3, 4, 5]
    assert "第 2 行相同" in read.refused[0][1] and IDENTITY not in str(read.refused)
    batch = batches.run(batch.pk)
    assert (batch.done, batch.total, batch.sample_rate) == (2, 2, 5)
    assert set(Publication.objects.values_list("kind", flat=True)) == {"licence"}
    with pytest.raises(RuleBroken, match="已经公开"):
        feeding.submit("licence", table(tmp_path, row(1)), publisher=code(1), by=BY)


def test_a_table_that_is_none_is_told(tmp_path):
    city()
    path = tmp_path / "table.xlsx"
    path.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(RuleBroken, match="没有可以发布的行"):
        feeding.submit("licence", path, publisher=code(1), by=BY)


def test_a_row_on_the_publishers_negative_list_is_refused(tmp_path):
    city()
    matter = NewMatter("爆炸物品储存点位", Ground.SAFETY, "法", date(2026, 3, 2))
    withholding.withhold(code(1), matter, by=BY)
    read = feeding.read(
        "licence", table(tmp_path, row(1, 许可内容="爆炸物品储存点位表"), row(2)), publisher=code(1)
    )
    assert len(read.drafts) == 1 and "负面清单" in read.refused[0][1]
