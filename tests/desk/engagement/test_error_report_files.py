"""Every form of file gives the same rows; what is no table is told in words."""

import io
import json

import pytest
from openpyxl import Workbook

from gongkai.desk.engagement.rules.kinds import RuleBroken
from gongkai.desk.engagement.services.error_report_files import rows

from .test_rules_error_reports import ROW


def book(*lines):
    made, content = Workbook(), io.BytesIO()
    for line in lines:
        made.active.append(line)
    made.save(content)
    return content.getvalue()


def test_every_form_gives_the_same():
    names, values = list(ROW), list(ROW.values())
    table = [["全国找错平台转办工单"], names, values]
    csv = "\n".join(",".join(line) for line in (names, values)).encode("gb18030")
    assert rows("a.xlsx", book(*table)) == [("第 3 行", ROW)]
    assert rows("a.csv", csv) == [("第 2 行", ROW)]
    assert rows("a.json", json.dumps({"orders": [ROW]}).encode()) == [("第 1 项", ROW)]
    assert rows("a.jsonl", json.dumps(ROW).encode() + b"\n\n{") == [("第 1 行", ROW), ("第 3 行", None)]


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0", b"a,b\n1,2", b"[" * 99_999]
)
def test_what_is_no_table_is_told(content):
    with pytest.raises(RuleBroken, match="[\u4e00-\u9fff]{2}"):
        rows("a", content)
