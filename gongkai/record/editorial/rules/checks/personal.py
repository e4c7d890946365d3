"""Personal data in the body and in every file, seen and unseen, and what in a file no program could read.

Nothing with such a finding is published before each is covered or a named person answers for it
(个人信息保护法 art. 25; 政府信息公开条例 art. 15). The data stand masked in a finding and as a digest, never
as they are.
"""

import hashlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

from gongkai.ground.attachments.rules import Contents, Hiding, Piece
from gongkai.ground.language.rules import personal

from ..findings import Finding, Severity
from .places import Paragraphs
from .subject import IN_SIGHT

COVER = "请遮盖，或说明公开依据（法律规定、本人单独同意）。"
CLEAN = "这处内容读者看不到但文件里有：点“生成清洁副本”去掉，或说明保留的理由。"
READ = "请换成能识别文字的文件重新上传；确认其中没有个人信息和不宜公开内容的，由经办人说明。"
LOOK = "请确认这些看不见的内容可以公开，或点“生成清洁副本”去掉。"
TOLD = frozenset({  # hiding places whose mere existence is worth a look
    Hiding.SHEET, Hiding.ROW, Hiding.COLUMN, Hiding.PIVOT_CACHE, Hiding.COMMENT, Hiding.CHANGE,
    Hiding.HIDDEN_TEXT, Hiding.COVERED, Hiding.EMBEDDED,
})  # fmt: skip


def in_text(text: str, paragraphs: Paragraphs, public: frozenset[str]) -> list[Finding]:
    """Personal data in the body."""
    return [_finding(one, text, paragraphs.at(one.start), COVER) for one in personal.find(text, public)]


def in_file(name: str, contents: Contents, public: frozenset[str]) -> list[Finding]:
    """Personal data in a file wherever it stands, places nobody could read, hidden places by kind."""
    groups: dict[Hiding, list[Piece]] = defaultdict(list)
    for piece in contents.pieces:
        groups[piece.hiding].append(piece)
    found: list[Finding] = []
    for hiding, pieces in groups.items():
        found += _in_pieces(name, hiding, pieces, public)
    found += [_unread(name, place) for place in contents.unread]
    found += [
        _hidden(name, hiding, groups[hiding]) for hiding in Hiding if hiding in TOLD and hiding in groups
    ]
    return found


def digest(kind: str, written: str) -> str:
    """Tells findings apart that look alike once masked."""
    return hashlib.sha256(f"{kind}\0{written}".encode("utf-8", "surrogatepass")).hexdigest()


def _in_pieces(name: str, hiding: Hiding, pieces: list[Piece], public: frozenset[str]) -> Iterable[Finding]:
    """All pieces of one kind read at once: a call for each cell would take longer than the reading."""
    starts, place = [], 0
    for piece in pieces:
        starts.append(place)
        place += len(piece.text) + 1
    text = "\n".join(piece.text for piece in pieces)
    for one in personal.find(text, public):
        piece = pieces[bisect_right(starts, one.start) - 1]
        yield _finding(one, text, _place(name, piece), COVER if hiding in IN_SIGHT else CLEAN)


def _finding(one: personal.Finding, text: str, place: str, advice: str) -> Finding:
    return Finding(
        check=f"personal_data.{one.kind}",
        severity=Severity.BLOCKING,
        place=place,
        text=one.masked,
        advice=f"{one.kind.label}：{advice}",
        exact=digest(one.kind, text[one.start : one.end]),
    )


def _place(name: str, piece: Piece) -> str:
    where = f"附件“{name}”{piece.place}"
    told = piece.hiding is Hiding.VISIBLE or piece.hiding.label in piece.place
    return where if told else f"{where}（{piece.hiding.label}）"


def _unread(name: str, place: str) -> Finding:
    return Finding(
        check="file.unreadable",
        severity=Severity.BLOCKING,
        place=f"附件“{name}”{place}",
        text="没有识别出文字",
        advice=READ,
        exact=f"{name}\0{place}",
    )


def _hidden(name: str, hiding: Hiding, pieces: list[Piece]) -> Finding:
    said = "\n".join(piece.text for piece in pieces)
    return Finding(
        check=f"file.{hiding}",
        severity=Severity.WARNING,
        place=f"附件“{name}”{pieces[0].place}" + (f"等 {len(pieces)} 处" if len(pieces) > 1 else ""),
        text=f"有{hiding.label}",
        advice=LOOK,
        exact=digest(hiding, said),
    )
