"""Five words for how the handling was, as 政务服务“好差评” has them. Pure."""

from enum import IntEnum


class Satisfaction(IntEnum):
    """From five, the best, to one."""

    VERY_GOOD = 5
    GOOD = 4
    FAIR = 3
    BAD = 2
    VERY_BAD = 1

    @property
    def label(self) -> str:
        return WORDS[self]


WORDS = {
    Satisfaction.VERY_GOOD: "非常满意",
    Satisfaction.GOOD: "满意",
    Satisfaction.FAIR: "基本满意",
    Satisfaction.BAD: "不满意",
    Satisfaction.VERY_BAD: "非常不满意",
}
