"""Texts and files to check."""

from gongkai.ground.attachments.rules import Contents, Format, Hiding, Piece
from gongkai.record.editorial.rules.checks import examine
from gongkai.record.editorial.rules.checks.subject import Metadata, Subject

ID = "11010519491231002X"
MOBILE = "13812345678"


def checks(kind="document", text="", **given):
    """The names of what was found."""
    return [finding.check for finding in examine(Subject(kind, text, **given))]


def stated(**changes):
    """Metadata without a fault."""
    known = {
        "title": "江城市人民政府关于加强节约用水工作的通知",
        "document_number": "江政发〔2026〕3号",
        "disclosure": "proactive",
    }
    return Metadata(**(known | changes))


def contents(*pieces, unread=(), form=Format.XLSX):
    return Contents(form, tuple(Piece(*piece) for piece in pieces), tuple(unread))


HIDDEN = Hiding.SHEET
