"""The channels that a fresh database opens (《政府网站发展指引》 4.3) and how long each may stand still.

Days without an update: 动态、要闻 two weeks, 通知公告、政策文件 six months (《政府网站与政务新媒体检查指标》,
国办秘函〔2019〕19号); 人事、规划计划、财政 one year (the practice of provincial inspections).
Pure: no Django, no clock, no I/O.
"""

from dataclasses import dataclass
from datetime import date

from . import ChannelType

NEWS_DAYS, NOTICE_DAYS, YEAR_DAYS = 14, 180, 365


@dataclass(frozen=True, slots=True)
class NewChannel:
    """A channel to open. ``owner`` and ``parent`` are codes; ``update_days`` None without an update duty."""

    code: str
    name: str
    type: ChannelType
    english_name: str = ""
    description: str = ""
    site: str = "portal"
    owner: str = ""
    parent: str = ""
    update_days: int | None = None
    position: int = 0


def overdue(update_days: int | None, last_published_on: date | None, today: date) -> int:
    """Days since the last item where the update duty is missed, else 0."""
    if not stale(update_days, last_published_on, today) or last_published_on is None:
        return 0
    return (today - last_published_on).days


def stale(update_days: int | None, last_published_on: date | None, today: date) -> bool:
    """Whether a channel missed its update duty; one that never had anything is blank, not stale."""
    return bool(update_days and last_published_on and (today - last_published_on).days > update_days)


_ROWS = (
    ("news", "要闻", ChannelType.NEWS, "News", NEWS_DAYS, "市委市政府重要活动和各地各部门工作动态"),
    ("notices", "通知公告", ChannelType.NOTICE, "Notices", NOTICE_DAYS, "面向社会发布的通知、公告、通告"),
    ("policies", "政策文件", ChannelType.POLICY, "Policies", NOTICE_DAYS, "规章、规范性文件和其他政策文件"),
    ("interpretations", "政策解读", ChannelType.POLICY, "Interpretations", NOTICE_DAYS, "对政策文件的解读"),
    ("topics", "专题", ChannelType.TOPIC, "Special topics", None, "围绕中心工作开设的专题专栏"),
    ("state-council", "国务院信息", ChannelType.NEWS, "State Council", NEWS_DAYS, "转载国务院重要政策信息"),
    ("personnel", "人事信息", ChannelType.COLUMN, "Personnel", YEAR_DAYS, "人事任免和公务员招考录用"),
    (
        "plans",
        "规划计划",
        ChannelType.COLUMN,
        "Plans",
        YEAR_DAYS,
        "国民经济和社会发展规划、专项规划、区域规划",
    ),
    ("budgets", "财政预决算", ChannelType.COLUMN, "Budgets and accounts", YEAR_DAYS, "财政预算、决算信息"),
    (
        "procurement",
        "政府采购",
        ChannelType.RESULT,
        "Procurement",
        None,
        "政府集中采购项目的目录、标准及实施情况",
    ),
    ("projects", "重大项目", ChannelType.RESULT, "Major projects", None, "重大建设项目的批准和实施情况"),
    (
        "emergency",
        "应急管理",
        ChannelType.COLUMN,
        "Emergencies",
        None,
        "突发公共事件的应急预案、预警信息及应对情况",
    ),
    ("licences", "行政许可", ChannelType.RESULT, "Licences", None, "行政许可的依据、条件、程序以及办理结果"),
    ("penalties", "行政处罚", ChannelType.RESULT, "Penalties", None, "行政处罚的依据、条件、程序和处罚决定"),
    ("statistics", "统计信息", ChannelType.COLUMN, "Statistics", None, "国民经济和社会发展统计信息"),
    ("guides", "公开指南", ChannelType.COLUMN, "Disclosure guides", None, "政府信息公开指南"),
    ("rules", "公开制度", ChannelType.COLUMN, "Disclosure rules", None, "政府信息公开制度"),
    (
        "annual-reports",
        "公开年报",
        ChannelType.COLUMN,
        "Annual reports",
        YEAR_DAYS,
        "政府信息公开工作年度报告",
    ),
    ("meetings", "会议", ChannelType.NEWS, "Meetings", None, "政府常务会议、全体会议等"),
    ("questions", "问答", ChannelType.COLUMN, "Questions and answers", None, "常见问题解答"),
    ("leaders", "领导信息", ChannelType.COLUMN, "Leaders", YEAR_DAYS, "领导姓名、职务、工作分工和简历"),
    (
        "catalogues",
        "主动公开目录",
        ChannelType.COLUMN,
        "Disclosure catalogues",
        None,
        "各单位主动公开基本目录",
    ),
    ("negative-lists", "负面清单", ChannelType.COLUMN, "Negative lists", None, "不予公开的事项及其依据"),
    ("gazettes", "政府公报", ChannelType.POLICY, "Gazette", None, "政府公报各期"),
    (
        "livelihood",
        "民生",
        ChannelType.RESULT,
        "Livelihood",
        None,
        "教育、医疗、社会保障、就业等民生领域信息",
    ),
    (
        "public-welfare",
        "社会公益",
        ChannelType.RESULT,
        "Public welfare",
        None,
        "社会公益事业建设领域信息",
    ),
)
# 重点领域 (国务院办公厅关于推进重点领域政府信息公开的意见): what an organisation's page shows side by side.
KEY_AREAS = ("budgets", "livelihood", "projects", "public-welfare")
DEFAULTS = tuple(
    NewChannel(code, name, type_, english, description, update_days=days, position=10 * place)
    for place, (code, name, type_, english, days, description) in enumerate(_ROWS, 1)
)
