"""Files of a letter are sealed with their names."""

from gongkai.desk.engagement.services import papers
from gongkai.ground.attachments.rules import Format
from gongkai.ground.attachments.services.papers import Paper

from . import corresponding


def test_a_file_comes_back_with_its_name(people, at):
    letter = corresponding.submitted(at)
    papers.keep(letter, [Paper("照片.txt", b"abc", Format.TEXT)])
    row = letter.files.get()
    assert (papers.name_of(letter, row), papers.content_of(letter, row)) == ("照片.txt", b"abc")
    assert "照片" not in bytes(row.sealed_name).decode(errors="ignore")
