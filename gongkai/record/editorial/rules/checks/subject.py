"""What a check is given to look at: the words, what is stated about them, and what is known elsewhere.

Checks are pure: whatever needs the catalogue or the network is looked up before and handed in here.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date

from gongkai.ground.attachments.rules import Contents, Hiding

from .vocabulary import Vocabulary

IN_SIGHT = frozenset({Hiding.VISIBLE, Hiding.PICTURE})


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a draft states about itself. "" and None where nothing is stated.

    ``disclosure`` is proactive, on_request or withheld; ``withheld_ground`` and ``withheld_article`` say
    why something is not published. ``normative`` marks a 行政规范性文件. ``codes`` are the letters (机关代字)
    that the issuing bodies use, where known.
    """

    title: str
    document_number: str = ""
    issuing_bodies: tuple[str, ...] = ()
    made_on: date | None = None
    published_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    disclosure: str = ""
    withheld_ground: str = ""
    withheld_article: str = ""
    normative: bool = False
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Numbers:
    """Document numbers known to the catalogue, by their comparison key (``numbers.key``).

    ``repealed`` says of a key what became of the document. ``complete`` are the prefixes whose every number
    is known here: only of these can be said that a number does not exist.
    """

    known: Set[str] = frozenset()
    repealed: Mapping[str, str] = field(default_factory=dict)
    complete: Set[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Withheld:
    """An entry of the negative list: its words, and why what they name is not published."""

    words: str
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """Everything that one examination looks at.

    ``kind`` is a publication's kind (document, interpretation, news …); ``against`` the document that an
    interpretation explains; ``files`` what each attachment says; ``links`` whether an address answers;
    ``public`` the organisation's own telephones and mailboxes (``personal.published``); ``places`` the place
    of each line of a text that was read from a file.
    """

    kind: str
    text: str
    metadata: Metadata | None = None
    files: tuple[tuple[str, Contents], ...] = ()
    against: str = ""
    vocabulary: Vocabulary | None = None
    withheld: tuple[Withheld, ...] = ()
    numbers: Numbers | None = None
    links: Mapping[str, bool] = field(default_factory=dict)
    public: frozenset[str] = frozenset()
    places: tuple[str, ...] = ()


def of_file(
    kind: str, name: str, contents: Contents, *, against: str = "", vocabulary: Vocabulary | None = None,
    numbers: Numbers | None = None, withheld: tuple[Withheld, ...] = (), public: frozenset[str] = frozenset(),
) -> Subject:  # fmt: skip
    """A file as a subject: what a reader sees is the text, with its places; the rest stays a file."""
    seen = [piece for piece in contents.pieces if piece.hiding in IN_SIGHT]
    unseen = tuple(piece for piece in contents.pieces if piece.hiding not in IN_SIGHT)
    lines = [(line, piece.place) for piece in seen for line in piece.text.split("\n")]
    return Subject(
        kind=kind,
        text="\n".join(line for line, _ in lines),
        files=((name, Contents(contents.format, unseen, contents.unread)),),
        against=against,
        vocabulary=vocabulary,
        withheld=withheld,
        numbers=numbers or Numbers(),
        public=public,
        places=tuple(place for _, place in lines),
    )
