"""Enumerations that people read: each member carries its Chinese words. Pure."""

from enum import StrEnum


class Labelled(StrEnum):
    """An enumeration whose members carry a Chinese label."""

    def __new__(cls, value: str, label: str = "") -> "Labelled":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    label: str

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(member.value, member.label) for member in cls]
