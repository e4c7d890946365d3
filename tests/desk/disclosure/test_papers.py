"""Files of a request are sealed with their names; how they are recognised before is of all forms."""

from gongkai.desk.disclosure.rules.stages import Purpose
from gongkai.desk.disclosure.services import papers
from gongkai.ground.attachments.rules import Format

from . import asking


def test_a_file_comes_back_with_its_name(people, at):
    case = asking.submitted(at)
    row = papers.keep(case, papers.Paper("材料.txt", b"abc", Format.TEXT), Purpose.REQUEST)
    assert (papers.name_of(case, row), papers.content_of(case, row)) == ("材料.txt", b"abc")
    assert "材料" not in bytes(row.sealed_name).decode(errors="ignore")
