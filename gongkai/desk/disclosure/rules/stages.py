"""The stages of handling a request (条例 art. 45: 登记, 审核, 办理, 答复, 归档) and what each lets happen.
Pure."""

from gongkai.ground.deadlines.rules.clock import State
from gongkai.ground.language.rules.labels import Labelled


class RuleBroken(ValueError):
    """The case does not allow this step; the message says why and what to do."""


class Stage(Labelled):
    """Where a case stands: before its receipt, by its clock, and after its end."""

    SUBMITTED = "submitted", "待确认"
    RUNNING = "running", "办理中"
    CORRECTING = "correcting", "等待补正"
    CONSULTING = "consulting", "征求意见中"
    PAYING = "paying", "等待缴费"
    ENDED = "ended", "已办结"
    ARCHIVED = "archived", "已归档"
    DESTROYED = "destroyed", "已销毁"


BY_CLOCK = {state: Stage(state.value) for state in State}
OPEN = (Stage.RUNNING, Stage.CORRECTING, Stage.CONSULTING, Stage.PAYING)
ALIVE = (Stage.SUBMITTED, *OPEN)


class ReplyState(Labelled):
    DRAFTING = "drafting", "拟稿"
    REVIEWING = "reviewing", "审核中"
    APPROVED = "approved", "待送达"
    DELIVERED = "delivered", "已送达"


class Delivery(Labelled):
    """How a reply is served. By mail it is served on the day it is handed to the post
    (国办公开办函〔2016〕235号)."""

    IN_PERSON = "in_person", "当面送达"
    POST = "post", "邮政寄送"
    ELECTRONIC = "electronic", "网上送达"


class Purpose(Labelled):
    """What a file of a case is."""

    IDENTITY = "identity", "身份证明"
    REQUEST = "request", "申请附件"
    CORRECTION = "correction", "补正材料"
    OPINION = "opinion", "征求意见回函"
    THIRD_PARTY = "third_party", "告知第三方书"
    SEARCH = "search", "检索记录"
    PROVIDED = "provided", "提供的信息"
    REDACTING = "redacting", "原件（正在遮盖）"
    REDACTED = "redacted", "遮盖件（待核对）"
    LETTER = "letter", "答复书"
