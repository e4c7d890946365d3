"""Catalogues of items and negative lists as subjects of the matrix."""

from datetime import date
from functools import cached_property
from typing import Any

from gongkai.record.catalogue.queries import items as queries
from gongkai.record.catalogue.rules.item_lists import NewItem
from gongkai.record.catalogue.rules.withholding import NewMatter
from gongkai.record.catalogue.services import items, withholding
from gongkai.record.editorial.rules.checks.vocabulary import Category, Word
from gongkai.record.editorial.rules.findings import Severity
from gongkai.record.editorial.services import words

from .. import city

WORD = {"word": "江成县", "instead": "江城县", "category": "own", "severity": "warning"}
ITEMS = [NewItem("20.2", "机构职能", limit_text="适时公开"), NewItem("20.7", "部门预算", "财政")]


class Items:
    """What one organisation must make public, and what it keeps back; ``code`` is the organisation's."""

    code: str

    @cached_property
    def proposed(self) -> int:
        """A version that waits for a second person, behind one in force."""
        first = items.propose(self.code, ITEMS, by=city.OPERATOR)
        items.adopt(self.code, first.number, by=city.OPERATOR)
        return items.propose(self.code, ITEMS[:1], by=city.OPERATOR).number

    @cached_property
    def matter(self) -> int:
        new = NewMatter("询价底稿", "ND-15", "条例第十五条", date(2024, 3, 1))
        return withholding.withhold(self.code, new, by=city.OPERATOR).number

    @cached_property
    def word(self) -> int:
        """An entry of the word list, which is the whole city's."""
        return words.add(
            Word(f"江成{self.code}", "江城", Category.OWN, Severity.WARNING), by=city.OPERATOR
        ).pk


def catalogue(place: Any) -> list[str]:
    return [place.code] if place.proposed else []


def item(place: Any) -> list[str]:
    return [*catalogue(place), queries.present(place.code)[0].code]


def version(place: Any) -> list[str]:
    return [place.code, str(place.proposed)]


ARGUMENTS = {
    "console:item_catalogue": catalogue,
    "console:items_csv": catalogue,
    "console:items_xlsx": catalogue,
    "console:new_item": catalogue,
    "console:start_items": lambda place: [place.code],
    "console:upload_items": catalogue,
    "console:item": item,
    "console:edit_item": item,
    "console:item_version": version,
    "console:decide_items": version,
    "console:column": lambda place: [place.code],
    "console:draft_column": lambda place: [place.code] if place.matter else [],
    "console:word": lambda place: [str(place.word)],
    "console:retire_word": lambda place: [str(place.word)],
    "console:withheld_list": lambda place: [place.code],
    "console:withhold": lambda place: [place.code],
    "console:withheld_matter": lambda place: [place.code, str(place.matter)],
}
SENT = {
    "console:draft_column": lambda place: {"kind": "negative_list"},
    "console:decide_items": lambda place: {"answer": "adopt"},
    "console:new_item": lambda place: {"code": "20.1", "name": "规章", "limit_text": "及时"},
    "console:edit_item": lambda place: {"code": "20.2", "name": "机构职能", "remove": "1"},
    "console:withhold": lambda place: {
        "title": "过程稿", "ground": "ND-16-2", "basis": "条例第十六条", "decided_on": "2026-03-02",
    },
    "console:add_word": lambda place: WORD,
    "console:word": lambda place: WORD,
    "console:retire_word": lambda place: {"reason": "不再误用"},
    "console:withheld_matter": lambda place: {"answer": "keep", "reason": "情形未变"},
}  # fmt: skip
