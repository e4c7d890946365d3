"""Marks are sentences of their own and survive cleaning."""

from gongkai.ground.attachments.rules import marks
from gongkai.ground.language.rules import markup


def test_marks_survive():
    for mark in (marks.PICTURE, marks.SCANNED.format(number=2)):
        assert markup.plain(f"<p>{mark}</p>") == mark
