"""Whose a telephone, a mailbox or an address is: the words around it say so.

An office publishes its own telephone and mailbox, and must; a home’s are nobody’s business. Words that name a
private person win over words that name an office: 申请人电话 is private wherever it stands.
"""

import re

BEFORE = 48  # characters before a number that can say whose it is
AFTER = 14
WIDE = 60  # a notice names its contact a line above the number
_CONTACT = "联系人"

_STRONG = re.compile(
    "家庭|住宅|宅电|家里|家中|本人|户主|申请人|当事人|投诉人|举报人|来信人|反映人|诉求人|求助人"
    "|被(?:处罚|救助|征收|保障|帮扶|执行|监护)|患者|病人|亲属|家属|配偶|父亲|母亲|妻子|丈夫|儿子|女儿"
    "|私人|姓名|性别|出生|身份证(?!办|业务|窗口)|承租人|房主|住址|户籍(?![室科窗民大中处管股])"
)
_WEAK = re.compile(  # 学生资助中心电话 is an office’s, 学生电话 is not
    "住户|业主|村民|居民|学生|家长|监护人|个人|法定代表人|车主|应聘|考生|参保人|持卡人|失信|证人"
)
_OFFICE = re.compile(
    "咨询|服务|热线|监督|举报|投诉|办公|值班|传真|查询|受理|联系电话|联系方式|联系人|报名|报修|救援|抢修|预约|对外|公开电话"
    "|总机|客服|单位|办事|窗口|反馈|反映|来电|致电|[拨拔]打|直拨|拨通|直接与|与我[们局校街镇区院司单]|联系(?:我们|我局|我们)"
    "|征求|征集|意见|建议|公示|邮编|政务|机关|本局|我局|我委|我办|我校|承办|主管|监管|供电|供水|燃气|物业|门诊|急诊|招聘"
    "|投稿|邮寄|报送|发送|发至|发到|材料|主办|协办|新闻|媒体|订阅|版权|网站|官网|官方|平台|项目|采购|招标|代理|评标|中标"
)
_BODY = re.compile(
    "(?:局|委|办|厅|部门?|处|科|股|队|所|站|院|校|府|会|室|司|行|馆|社|组|中心|学院|大学|中学|小学|政府|街道|社区|公司|银行|医院"
    "|协会|大厅|集团|窗口|门诊|酒店|商场|超市|法庭|园区|基地|村委|电台|电视台|报社|幼儿园)[^一-龥\\d]{0,4}"
    "(?:联系|取得联系|报告|反映)?(?:[的座公室]{0,2}(?:电话|热线|邮箱|固话|电邮|传真)?(?:号码|地址)?)?[^一-龥\\d]{0,6}$"
)
_NAMED = re.compile(  # 咨询电话：
    "(?:咨询|服务|热线|监督|举报|投诉|办公|值班|传真|查询|受理|报名|报修|预约|公开|总机|客服|对外|公务|单位|信访|维权|救援"
    "|报警)(?:服务|专用|受理|室|大厅|与|和|及|、|/|举报|投诉|监督)?(?:固定)?"
    "(?:电话|热线|号码|座机|邮箱|电子邮箱|信箱|专线)?(?:号码|为|是)?[ :：(（]{0,3}$"
    "|(?:[拨拔]打|致电|来电)(?:电话|固话)?[ :：(（]{0,3}$"
)
_BEHIND = re.compile(
    "[ ,，、/]*[(（][^)）]{0,10}(?:局|委|办|厅|部|处|科|股|队|所|站|院|校|中心|公司|街道|社区|供[电水气]"
    "|传真|办公|工作日|转|小时|热线)"
)


def clause(text: str, start: int) -> str:
    """What stands before a place in the same sentence, without the line's own end."""
    before = text[max(0, start - BEFORE) : start]
    ends = [place for place in map(before.rfind, "。！？!?；;\n\r") if place >= 0]
    return before[max(ends) + 1 :] if ends else before


def private(text: str, start: int) -> bool:
    """Whether the words before say that this is a person's own."""
    before = clause(text, start)
    return _STRONG.search(before) is not None or _WEAK.search(before) is not None


def official(text: str, start: int, end: int) -> bool:
    """Whether the words around say that an office publishes this of itself."""
    before = clause(text, start)
    if _NAMED.search(before):
        return True
    if _STRONG.search(before):
        return False
    if _BODY.search(before) or _BEHIND.match(text, end, min(len(text), end + AFTER)):
        return True
    if _WEAK.search(before):
        return False
    return _OFFICE.search(before) is not None or _CONTACT in text[max(0, start - WIDE) : start]
