"""Rows read from the text of one cell: numbered materials, steps with arrows, statutes, questions. Pure.

What cannot be told apart stays together as words: nothing that was written is lost.
"""

import re
from typing import Any

from gongkai.ground.language.rules import numbers

from .shape import Material, Question, Statute, Step

_MARK = r"(?:\d{1,2}\s*[.．、)）](?!\d)|[(（]\d{1,2}[)）]|[①-⑳]|[(（]?[一二三四五六七八九十]{1,3}[)）、])"
_MARKED = re.compile(rf"(?:^|(?<=[\s；;。]))\s*{_MARK}\s*")
_LEADING = re.compile(rf"^\s*{_MARK}\s*")
_BRACKETED = re.compile(r"[(（]\d{1,2}[)）]")  # （1）…（2）… needs nothing between, once a line begins so
_ARROW = re.compile(r"\s*(?:→|⇒|—+>|-+>|＞|=>)\s*")
_COPIES = re.compile(
    r"^(.*?)\s*[（(]([^（）()]*(?:\d\s*份|原件|复印件|电子)[^（）()]*)[)）]\s*[；;。]?$", re.S
)
_LAW = re.compile(r"《([^《》]+)》")
_ARTICLE = re.compile(
    r"第[一二三四五六七八九十百千零〇\d]+条(?:第[一二三四五六七八九十\d]+款)?(?:第[（(]?[一二三四五六七八九十\d]+[)）]?项)?"
)
_ASKED = re.compile(r"^\s*(?:问|Q)\d*\s*[:：、.]\s*", re.I)
_ANSWERED = re.compile(r"\s*(?:答|A)\d*\s*[:：、.]\s*", re.I)
NO_MATERIALS = re.compile(r"(无需|不需要?|免)(提交|提供|携带)?.{0,4}材料|^免提交")
MAX_STEP_NAME = 14  # characters before a colon that name a step rather than begin a sentence


def lines(text: str) -> list[str]:
    """The entries of a text: its lines, or what its numbering sets apart; numbering and full stops off."""
    parts = [
        part
        for line in text.splitlines()
        for part in (_BRACKETED if _BRACKETED.match(line.strip()) else _MARKED).split(line)
        if part.strip()
    ]
    if len(parts) == 1 and len(split := re.split(r"[；;]", parts[0])) > 1:
        parts = split
    return [entry for part in parts if (entry := _LEADING.sub("", part).strip(" \t　；;"))]


def materials(text: str) -> list[Material]:
    """身份证（原件 1 份、复印件 1 份) names the copies in its brackets."""
    found = []
    for line in lines(text):
        match = _COPIES.match(line)
        found.append(Material(match[1].strip(), copies=match[2].strip()) if match else Material(line))
    return found


def steps(text: str) -> list[Step]:
    """受理→审核→办结, or a line a step with its name before a colon."""
    parts = [part for part in _ARROW.split(text) if part.strip()]
    entries = parts if len(parts) > 1 else lines(text)
    found = []
    for entry in entries:
        name, colon, words = entry.strip(" \n。；;").replace(":", "：", 1).partition("：")
        if colon and len(name) <= MAX_STEP_NAME:
            found.append(Step(_LEADING.sub("", name).strip(), words.strip()))
        elif len(entry) <= MAX_STEP_NAME:
            found.append(Step(_LEADING.sub("", entry).strip()))
        else:
            found.append(Step(words=entry.strip()))
    return found


def statutes(text: str) -> list[Statute]:
    """《…》（文号）第…条：…; a line without a name goes on from the one above it."""
    found: list[Statute] = []
    for line in [one for one in text.splitlines() if one.strip()] or []:
        line = _LEADING.sub("", line).strip()
        law = _LAW.search(line)
        if law is None:
            if found:
                last = found.pop()
                line = f"{last.words}\n{line}" if last.words else line
                found.append(Statute(last.law, last.number, last.article, line))
            else:
                found.append(Statute(law=line))
            continue
        rest = line[law.end() :]
        article = _ARTICLE.search(rest)
        number = numbers.find(rest[: article.start()] if article else rest)
        written = number[0].text if number else ""
        words = rest[article.end() :] if article else "" if written else rest
        found.append(
            Statute(law[1].strip(), written, article[0] if article else "", words.strip(" ：:，,。；;\u3000"))
        )
    return found


def questions(text: str) -> list[Question]:
    """问：…答：…; whatever is no question with an answer is left out."""
    found = []
    for block in re.split(r"(?=(?:^|\n)\s*(?:\d{1,2}[.、]\s*)?(?:问|Q)\d*\s*[:：、.])", text):
        asked, answered, reply = _parted(_LEADING.sub("", block))
        if answered and asked and reply:
            found.append(Question(asked, reply))
    return found


def _parted(block: str) -> tuple[str, bool, str]:
    match = _ANSWERED.search(block)
    if match is None:
        return "", False, ""
    return _ASKED.sub("", block[: match.start()]).strip(), True, block[match.end() :].strip()


READERS: dict[str, Any] = {
    "materials": materials,
    "steps": steps,
    "statutes": statutes,
    "questions": questions,
}
