"""Whether the public reads a comment: once a person has looked at its masked words (先审后发)."""

from gongkai.ground.language.rules.labels import Labelled


class Showing(Labelled):
    WAITING = "waiting", "待核对"
    SHOWN = "shown", "已公开"
    WITHHELD = "withheld", "不公开"
