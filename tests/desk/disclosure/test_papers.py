"""Files of a request are recognised in a child before they are taken."""

import pytest

from gongkai.desk.disclosure.rules.stages import RuleBroken
from gongkai.desk.disclosure.services.papers import LARGEST, MOST, recognised
from gongkai.ground.attachments.rules import Format, Refused


def test_files_are_known_by_content():
    (paper,) = recognised([("../材料.txt", "说明".encode())])
    assert (paper.name, paper.format) == ("材料.txt", Format.TEXT)


def test_too_many_too_large_or_disguised_files_are_refused():
    with pytest.raises(RuleBroken, match=f"最多 {MOST}"):
        recognised([("a.txt", b"a")] * (MOST + 1))
    with pytest.raises(Refused, match="MB"):
        recognised([("a.txt", b"a" * (LARGEST + 1))])
    with pytest.raises(Refused):
        recognised([("a.docx", b"MZ" + b"\0" * 600)])
