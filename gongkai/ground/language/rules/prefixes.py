"""Where the name before a document number begins, in text that has no spaces.

A code (发文机关代字: 国办发, 武政规) or the full name of an issuing body (国务院令) stands directly behind
verbs, conjunctions, titles and other names. What may be cut off is listed here by kind of word; no list of
codes is kept, because the next town's code is in no list.
"""

import re

LONGEST_CODE = 18  # characters; from practice, the longest name two offices and a campaign
LONGEST_NAME = 36
WINDOW = 60

_VERBS = (
    "特别是|尤其是|也就是|按照|根据|依据|依照|遵照|参照|比照|对照|关于|有关|贯彻|落实"
    "|执行|转发|印发|下发|发布|颁布|公布|颁发|出台|制定|制订|修订|修改|修正|废止|替代"
    "|取代|代替|停止|失效|结合|严格|属于|符合|违反|违背|援引|引用|收到|接到|查阅|详见"
    "|参见|见于|载于|通过|经过|批准|同意|批转|传达|提出|发出|签发|作出|以及|或者|并且"
    "|同时|其中|包括|例如|分别|相关|上述|前述|文号|字号|文件|号文|附件|来源|下达|上报"
    "|报送|文为|名为|编为|即为|撤销|撤消|篡改|请求|要求|实践|实施|提供|那样|这个|那个|我省|我市|我区|我县|我局|本院|你省|你市"
    "|你局|贵局|全省|全市|全区|全县|各地|所说|所称|如下|审图号"
    "|现将|解读|现行|不受|延续|沿用|吃透|严守|学习|最新|上级|重申|承接|衔接|引自|来自|依旧|调整|对接|今年|去年|其后|此前|包含|全国人大"
    "|原有|收录于|查到|找到|查询|公开|获取|复制|索取|阅读|不服|确认|变更|补充|增补|更正|更新|删除|删去|印制|打印"
    "|分送|发放|收悉|来文|来函|回复|答复|涵盖|另有|还有|以上|以下|下列|比如|诸如|并非|而非|认定|列入|纳入|归入|归档|存档"
    "|编入|收入|汇编|清理|梳理|核查|核对|审查|审核|备案|登记|报备|呈报|抄送|主送|该局|本局|请问|咨询|想问|了解|是否有效|有效"
    "|需要|申请|想要|希望|看到|见到|知道|认为|涉及|适用|引发|出自|源自|源于|基于|鉴于|由于|对于|借助|凭借"
    "|第[一二三四五六七八九十百]{1,4}[条款项章]"
)
_GENRES = (
    "通知|意见|复函|决定|批复|请示|办法|规定|方案|条例|细则|纲要"
    "|措施|目录|清单|规则|规程|准则|指南|精神|解释|议案|纪要|要点|标题|名称|编号|的函|报告|公告|通告|公示|预案|通报|总结|章程"
)
_PARTICLES = "的了及与以由等为是把给被至起其按"
_NAME_PARTICLES = "的了以由是把给被至起其按为"
_LEADING_CODE = "或按据见在到另又再因凭拟已均可需须曾请该此附兼且但若各等向对之要指称"
# Also the first character of a town or its code: 和政发, 并政发.
_LEADING_PLACE = "共含和经将从并依即原本应如同现与就除自比据"
_OFFICES = (
    "人力资源和社会保障部|人力资源社会保障部|住房和城乡建设部|人民政府办公厅|人民政府办公室"
    "|国家发展改革委|工业和信息化部|住房城乡建设部|国家卫生健康委|退役军人事务部|国务院办公厅"
    "|文化和旅游部|中国人民银行|中央办公厅|发展改革委|科学技术部|自然资源部|生态环境部"
    "|环境保护部|交通运输部|农业农村部|应急管理部|国家统计局|国家医保局|国家能源局|国土资源部"
    "|人民政府|中共中央|国家民委|人民银行|海关总署|国务院|党中央|办公厅|办公室|委员会"
    "|管理局|市政府|省政府|区政府|县政府|州政府|镇政府|外交部|教育部|科技部|公安部|民政部"
    "|司法部|财政部|建设部|水利部|农业部|商务部|卫生部|审计署|总局|部门|单位"
)
_CODE_MIDDLE = "办发函字文令公通规批明电党联厅纪政外"  # what may follow an office inside one code: 工信部联规

_ABBREVIATIONS = "京津沪渝冀豫云辽黑湘皖鲁苏浙赣鄂桂甘晋蒙陕吉闽贵黔粤藏川琼"
_STRONG_CODE = re.compile(
    "国(?:发|函|办|税|土|卫|市监|资|能|知|统|医|科|粮|人|环|质|食|林|铁|海|文|疾|数|开)|中(?:办|发|组|宣|纪)|财税|财预|发改|工信"
    f"|人社|自然资|税总|银保监|证监|[{_ABBREVIATIONS}](?:政|府|委|办|财|教|发|建|人|民|卫|市|自|环|交|农|水|商|文|科|工|应|医|审)"
)
_STRONG_NAME = re.compile(
    "国务院|国家|中华|中国|全国|最高|中央|北京|天津|上海|重庆|河北|河南|云南|辽宁|黑龙江|湖南|安徽|山东|新疆|江苏|浙江|江西|湖北"
    "|广西|甘肃|山西|内蒙古|陕西|吉林|福建|贵州|广东|青海|西藏|四川|宁夏|海南|外交部|教育部|科技部|公安部|民政部|司法部|财政部"
    "|人力资源|自然资源|生态环境|环境保护|住房|建设部|交通|水利部|农业|商务部|文化|卫生|应急管理|人民银行|审计署|海关|省|市"
)
_VERB = re.compile(_VERBS)
_GENRE = re.compile(_GENRES)
_OFFICE = re.compile(f"{_OFFICES}|[省市区县][^省市区县]{{1,8}}?[局厅]")
_PARTICLE = re.compile(f"[{_PARTICLES}]|(?<!数)据|对(?!外)")
_NAME_PARTICLE = re.compile(f"[{_NAME_PARTICLES}]")
_AND = re.compile(
    "(?<=..)(?<!共)(?<!住房)(?<!工业)(?<!资源)(?<!规划)(?<!文化)(?<!卫生)(?<!发展)(?<!林业)(?<!园林)(?<!教育)(?<!经济)(?<!科学)"
    "(?<!城乡)(?<!体育)(?<!旅游)(?<!农业)(?<!民族)和(?!政)(?=..)"
)

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\u3007"
_RUN = re.compile(rf"[{_HAN}A-Za-z]+$")
_SPACED = re.compile(rf"(?<![{_HAN}])[{_HAN}](?: [{_HAN}])+$")
_AFTER_DIGIT = re.compile(r"[年月日号条款项次期届版章节]")
_BODY_END = "部局委会署院行厅府办社军处室团国席组"
_CLOSED = '》”"〕」』>'
_JOINT = re.compile(rf"[{_HAN}](?: *[、,] *| +)$")


def code_before(text: str, end: int) -> tuple[int, str]:
    """Start and letters of the code that ends at `end`; (`end`, "") where none can be told apart."""
    start, run, joined = _run_before(text, end)
    if any(found.end() == len(run) for stop in (_VERB, _PARTICLE) for found in stop.finditer(run)):
        return end, ""  # 国务院下发〔1987〕106号: a verb, not a code
    cut = max(_last(_VERB, run), _last(_PARTICLE, run), _last(_AND, run))
    cut = max(cut, _last(_GENRE, run, _CODE_MIDDLE), _last(_OFFICE, run, _CODE_MIDDLE))
    cut = _leading(run, cut, _STRONG_CODE, joined)
    if len(run) - cut > LONGEST_CODE:
        strong = [found.start() for found in _STRONG_CODE.finditer(run, cut)]
        if not strong or len(run) - strong[-1] > LONGEST_CODE:
            return end, ""
        cut = strong[-1]
    return _offset(text, start, end, cut), run[cut:]


def name_before(text: str, end: int, joint: int = 8) -> tuple[int, str]:
    """Start and full name of the issuing bodies that end at `end`, up to `joint` of them with 、 between."""
    start, run, joined = _run_before(text, end)
    cut = max(_last(_VERB, run), _last(_GENRE, run), _last(_NAME_PARTICLE, run))
    cut = _leading(run, cut, _STRONG_NAME, joined)
    name = run[cut:]
    if not name or name[-1] not in _BODY_END or len(name) > LONGEST_NAME:
        return end, ""
    start = _offset(text, start, end, cut)
    if cut == 0 and joint > 1 and (comma := _JOINT.search(text, max(0, start - 6), start)):
        first, others = name_before(text, comma.start() + 1, joint - 1)
        if others:
            return first, f"{others}、{name}"
    return start, name


def ends_like_code(prefix: str) -> bool:
    """The last character is one that codes end with: enough to trust a number that lost a sign."""
    return len(prefix) > 1 and prefix[-1] in "发函字规办文政通令批复电"


def _run_before(text: str, end: int) -> tuple[int, str, bool]:
    """The unbroken run of characters before `end`, and whether a citation or quotation stands before it.

    Single characters set apart by spaces count as one run.
    """
    while end and text[end - 1] == " ":
        end -= 1
    window = text[max(0, end - WINDOW) : end]
    found = _SPACED.search(window) or _RUN.search(window)
    if not found:
        return end, "", False
    start = end - len(window) + found.start()
    run = found.group().replace(" ", "")
    before = text[start - 1 : start]
    if before.isdigit() and _AFTER_DIGIT.match(run):
        return start + 1, run[1:], run[0] == "号"
    return start, run, before in _CLOSED and before != ""


def _last(pattern: re.Pattern[str], run: str, not_before: str = "") -> int:
    """End of the last match that leaves something, and nothing beginning with `not_before`."""
    cut = 0
    for found in pattern.finditer(run):
        rest = run[found.end() :]
        if not rest or (not_before and len(rest) < 2):
            continue
        if rest[0] not in not_before or _STRONG_CODE.match(rest):
            cut = found.end()
    return cut


def _leading(run: str, cut: int, strong: re.Pattern[str], joined: bool) -> int:
    """Past conjunctions at the front; past those that also begin place names only when sure."""
    while len(run) - cut > 2:
        place = run[cut] in _LEADING_PLACE and (strong.match(run, cut + 1) or (joined and cut == 0))
        if not place and run[cut] not in _LEADING_CODE:
            break
        cut += 1
    return cut


def _offset(text: str, start: int, end: int, cut: int) -> int:
    """Where character `cut` of a run stands in `text`: spaces inside the run are passed over."""
    places = (place for place in range(start, end) if text[place] != " ")
    return next((place for seen, place in enumerate(places) if seen == cut), end)
