"""Headings are found under the names that exports use."""

import pytest

from gongkai.desk.guides.rules import columns
from gongkai.desk.guides.rules.shape import LABELS, ROWS


@pytest.mark.parametrize(
    ("heading", "field"),
    [("事项 名称", "title"), ("实施编码 ", "code"), ("受理条件", "conditions"), ("＊咨询电话", "telephones"),
     ("承诺办结时限\n（工作日）", "promised_working"), ("title", "title"), ("颜色", "")],
)  # fmt: skip
def test_headings(heading, field):
    assert columns.field_of(heading) == field


def test_every_field_has_a_column_and_every_label_is_one():
    assert set(LABELS) <= set(columns.FIELDS.values())
    assert [name for name, label in LABELS.items() if columns.field_of(label) != name] == []
    assert set(columns.ROW_FIELDS) == set(ROWS)
    assert columns.beside("材料名称") == ("materials", "name") and columns.beside("事项名称") is None


def test_a_line_of_headings_names_the_item():
    assert columns.is_heading(["序号", "事项名称", "实施编码"])
    assert not columns.is_heading(["江城市事项清单", ""])
    assert not columns.is_heading(["办理地点", "办理时间"])


def test_choices_are_known_by_many_names():
    assert columns.chosen("serves", ["自然人", "企业法人", "法人", "外星人"]) == (
        ["person", "enterprise"],
        ["外星人"],
    )
    assert columns.chosen("events", ["退休养老", "离职退休", "retirement"]) == (["retirement"], [])
