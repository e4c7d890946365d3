"""Where in a text something stands, as a person counts: the body’s paragraphs, from one."""

from bisect import bisect_right


class Paragraphs:
    """Paragraph numbers of one text; empty lines are not counted."""

    def __init__(self, text: str) -> None:
        self._starts: list[int] = []
        self._numbers: list[int] = []
        place = number = 0
        for line in text.split("\n"):
            number += bool(line.strip())
            self._starts.append(place)
            self._numbers.append(number)
            place += len(line) + 1

    def number(self, offset: int) -> int:
        return max(1, self._numbers[bisect_right(self._starts, offset) - 1])

    def at(self, offset: int) -> str:
        return f"正文第 {self.number(offset)} 段"

    def of(self, offsets: list[int], shown: int = 5) -> str:
        """Several places in one phrase: 正文第 2、7 段等 9 处."""
        numbers = sorted({self.number(offset) for offset in offsets})
        words = "、".join(map(str, numbers[:shown]))
        return f"正文第 {words} 段" + (f"等 {len(offsets)} 处" if len(offsets) > 1 else "")
