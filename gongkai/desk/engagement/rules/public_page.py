"""What of an answered letter becomes public: its title, the question and the answer as a person confirmed
them. Pure. Whatever a letter holds is text: tags and addresses in it are shown, not followed."""

from collections.abc import Set
from dataclasses import dataclass
from html import escape

from gongkai.ground.language.rules import personal
from gongkai.ground.language.rules.personal.kinds import IDENTIFIERS
from gongkai.ground.language.rules.personal.telling import told

from .writing import Writing, person

QUESTION, ANSWER = "来信内容", "答复内容"


@dataclass(frozen=True, slots=True)
class Proposal:
    """The three texts that will be public, masked by the program until a person has confirmed them."""

    title: str
    question: str
    answer: str


def problems(proposal: Proposal, writing: Writing, public: Set[str] = frozenset()) -> dict[str, str]:
    """Field to why it cannot be public as it is; {} when it can.

    The question holds no personal data at all. An answer may name offices' telephones and addresses, which
    only a person can tell from private ones: of it only identifiers are refused. Neither tells who wrote.
    """
    found: dict[str, str] = {}
    for name, label in (("title", "标题"), ("question", "来信内容"), ("answer", "答复内容")):
        text = getattr(proposal, name)
        if not text.strip():
            found[name] = f"请填写{label}"
        elif who := told(text, person(writing)):
            found[name] = f"{label}里有写信人的{who}，请遮盖"
        elif kinds := _personal(text, name == "answer", public):
            found[name] = f"{label}里有{'、'.join(kinds)}，请遮盖"
    return found


def _personal(text: str, answer: bool, public: Set[str]) -> list[str]:
    hits = personal.find(text, public)
    kinds = (hit.kind for hit in hits if not answer or hit.kind in IDENTIFIERS)
    return sorted({kind.label for kind in kinds})


def html(proposal: Proposal, office: str) -> str:
    """The page's body."""
    return (
        f"<h2>{QUESTION}</h2>{_paragraphs(proposal.question)}"
        f"<h2>{ANSWER}</h2>{_paragraphs(proposal.answer)}<p>答复单位：{escape(office)}</p>"
    )


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line.strip())}</p>" for line in text.splitlines() if line.strip())
