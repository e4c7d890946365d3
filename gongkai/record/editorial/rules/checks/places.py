"""Where in a text something stands: the body’s paragraphs counted from one, or a file’s own places."""

from bisect import bisect_right
from collections.abc import Sequence


class Paragraphs:
    """Places of one text. Empty lines are not counted; ``named`` are the places of its lines, when it was
    read from a file that has pages, sheets or rows."""

    def __init__(self, text: str, named: Sequence[str] = ()) -> None:
        self._starts: list[int] = []
        self._numbers: list[int] = []
        self._named = named
        place = number = 0
        for line in text.split("\n"):
            number += bool(line.strip())
            self._starts.append(place)
            self._numbers.append(number)
            place += len(line) + 1

    def at(self, offset: int) -> str:
        """The place of one character."""
        line = bisect_right(self._starts, offset) - 1
        if self._named:
            return self._named[min(line, len(self._named) - 1)]
        return f"正文第 {self._number(line)} 段"

    def of(self, offsets: list[int], shown: int = 5) -> str:
        """Several places in one phrase: 正文第 2、7 段等 9 处."""
        lines = sorted({bisect_right(self._starts, offset) - 1 for offset in offsets})[:shown]
        if self._named:
            words = "、".join(dict.fromkeys(self._named[min(line, len(self._named) - 1)] for line in lines))
        else:
            words = f"正文第 {'、'.join(str(self._number(line)) for line in lines)} 段"
        return words + (f"等 {len(offsets)} 处" if len(offsets) > 1 else "")

    def _number(self, line: int) -> int:
        return max(1, self._numbers[line])
