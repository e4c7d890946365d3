"""What letters are, how they come in, where they stand, and where else some of them belong. Pure."""

from gongkai.ground.language.rules.labels import Labelled


class RuleBroken(ValueError):
    """The letter does not allow this step; the message says why and what to do."""


class Kind(Labelled):
    """来信类别: what the writer wants. It decides the period (``clock.py``)."""

    MAILBOX = "mailbox", "领导信箱"
    ENQUIRY = "enquiry", "咨询"
    SUGGESTION = "suggestion", "建议"
    COMPLAINT = "complaint", "投诉"
    ERROR_REPORT = "error_report", "网民纠错"


class Channel(Labelled):
    """How a letter came in."""

    WEB = "web", "网上提交"
    TELEPHONE = "telephone", "来电"
    VISIT = "visit", "来访"
    POST = "post", "来函"
    HOTLINE = "hotline", "12345 热线转办"
    NATIONAL = "national", "全国找错平台转办"
    CARRIED = "carried", "历史来信导入"


# What staff enter; the web is the writer's own hand, and what is carried in comes by a command.
ENTERED = frozenset(Channel) - {Channel.WEB, Channel.CARRIED}


class Stage(Labelled):
    """Where a letter stands: a projection of its events."""

    RECEIVED = "received", "待分办"
    REFERRED = "referred", "待受理"
    DECIDING = "deciding", "待指定承办单位"
    HANDLING = "handling", "办理中"
    ANSWERED = "answered", "已答复"
    REDIRECTED = "redirected", "已告知其他渠道"
    ARCHIVED = "archived", "已归档"
    DESTROYED = "destroyed", "已销毁"


OPEN = (Stage.RECEIVED, Stage.REFERRED, Stage.DECIDING, Stage.HANDLING)
TO_REFER = (Stage.RECEIVED, Stage.DECIDING)
ENDED = (Stage.ANSWERED, Stage.REDIRECTED)


class ReplyState(Labelled):
    DRAFTING = "drafting", "拟稿"
    REVIEWING = "reviewing", "审核中"
    APPROVED = "approved", "待发出"
    SENT = "sent", "已发出"


class Part(Labelled):
    """Where one organisation's share in a joint letter stands."""

    WAITING = "waiting", "待提出意见"
    GIVEN = "given", "已提出意见"
    EXCUSED = "excused", "不再等待"


class Score(Labelled):
    """满意度, one to five."""

    VERY_BAD = "1", "很不满意"
    BAD = "2", "不满意"
    FAIR = "3", "基本满意"
    GOOD = "4", "满意"
    VERY_GOOD = "5", "非常满意"


class Elsewhere(Labelled):
    """What has a channel of its own and is not answered as a letter."""

    PETITION = "petition", "信访事项"
    DISCIPLINE = "discipline", "纪检监察举报"
    REMEDY = "remedy", "行政复议和诉讼事项"
    HOTLINE = "hotline", "退回 12345 热线"
