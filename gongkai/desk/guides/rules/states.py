"""The states that a guide passes, and what may be done in each. Pure."""

from gongkai.ground.language.rules.labels import Labelled

MAX_NOTE = 300
MAX_FILES = 40
MAX_NAMED = 5  # problems that one message names


class State(Labelled):
    DRAFTING = "drafting", "编写中"
    REVIEWING = "reviewing", "审核中"
    APPROVED = "approved", "待公布"
    PUBLISHED = "published", "已公布"
    WITHDRAWN = "withdrawn", "已撤下"
    ABANDONED = "abandoned", "已作废"


class Role(Labelled):
    """What a file of a guide is: 空白表格, 样表, or something else."""

    FORM = "form", "空白表格"
    SAMPLE = "sample", "填写样表"
    OTHER = "other", "其他附件"
