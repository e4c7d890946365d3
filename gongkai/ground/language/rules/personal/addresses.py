"""Home addresses down to the door. An office’s address and a street without a door are public.

What makes a door a home’s: the words of housing before it (单元, 栋, 小区, 村组), or words that say that
somebody lives there (家住, 户籍地址). Office buildings, halls and rooms of organs are passed over.
"""

import re
from collections.abc import Iterator

from .kinds import Finding, Kind

_N = r"[0-9０-９]{1,4}"
_HAN = "[一二三四五六七八九十百]{1,4}"
_BLOCK = rf"(?:[A-Za-zＡ-Ｚ]?[0-9０-９]{{1,3}}[A-Za-z]?|[A-Za-z]|{_HAN}|[东西南北])"
_BUILDING = rf"(?:{_BLOCK}这?\s?[#＃]?\s?(?:号?栋|幢|号楼|[#＃]楼?|号院)(?:楼?的)?|(?:[A-Z]|[0-9]{{1,2}})座)"
_UNIT = (
    rf"(?:[0-9０-９]{{1,2}}|{_HAN}|[A-Za-z甲乙丙丁东西中])\s?(?:单元|门洞|梯|门(?=[0-9一二三四五六七八九十]))"
)
_FLOOR = rf"(?:{_N}|{_HAN})\s?[层楼](?:[左右东西南北中]?[（(]?)"
_FLAT = r"(?!00)[A-Za-z]?[0-9０-９]{3,4}[A-Za-z]?|[0-9０-９]{1,2}[A-Za-z]"
_NOT_A_FLAT = (  # 3栋101.5平方米, 12栋460余户
    r"(?![0-9０-９%]|[.．][0-9]{1,2}(?![0-9栋幢])"
    r"|\s?(?:平|㎡|m|米|元|万|年|多?[户个人套]|余|次|层|吨|亩|天|分|度|[-－~～至到][0-9]))"
)
_ROOM = rf"(?:{_FLAT}|[0-9０-９]{{1,4}}(?=\s?[室房]))(?:\s?[室房户号])?{_NOT_A_FLAT}"
_SEP = r"[ \u00a0\u3000\-－—·]{0,2}"
_NTH = rf"(?:[0-9０-９]{{1,3}}|{_HAN})"
_RESIDENT = "的?(?:业主|住户|租户|租客|房主)"
_HOUSE = r"[0-9０-９]{1,5}(?:之[一二三四五六七八九十]|-[0-9]{1,3})?\s?号"
_DOOR = re.compile(
    rf"{_BUILDING}{_SEP}(?:{_UNIT}{_SEP})?(?:{_FLOOR}{_SEP})?(?:{_ROOM})"
    rf"|{_BUILDING}{_SEP}{_UNIT}{_SEP}{_FLOOR}{_SEP}(?:东|西|南|北|中|左|右)?(?:户|门)"
    rf"|{_UNIT}{_SEP}(?:{_FLOOR}{_SEP})?(?:{_ROOM})"
    rf"|(?<![0-9A-Za-z\-－—.])(?:[A-Z]|[0-9]{{1,4}})[-－—一][0-9]{{3,4}}(?=\s?{_RESIDENT})"
    rf"|{_HOUSE}[东西南北前后]?[头边侧]?{_SEP}[0-9０-９]{{3,4}}(?=\s?{_RESIDENT})"
    rf"|宿舍楼?{_SEP}(?:{_FLOOR}{_SEP})?(?:门牌号?)?(?:{_ROOM})"
    rf"|(?<=小区|花园|公寓|家园)(?:[A-Za-z][0-9]{{3,4}}{_NOT_A_FLAT}|[0-9]{{3,4}}\s?(?:室|房(?![产地价企贷源])))"
    rf"|(?<=[路街巷弄里]){_HOUSE}(?=的?(?:居民|住户))"
    r"|(?<![0-9\-－—])[0-9]{1,3}[-－—][0-9]{3,4}\s?[室房户](?![0-9])"
    r"|(?<![0-9\-])[0-9]{1,3}[-－—](?:[0-9]{1,2}[-－—]){1,2}[0-9]{3,4}(?:\s?[室房户号])?(?![0-9\-－—*])"
    rf"|[0-9０-９]{{1,4}}\s?弄{_SEP}[0-9０-９]{{1,4}}\s?(?:支弄)?[0-9]{{0,3}}号(?:楼)?{_SEP}(?:{_ROOM})?"
    rf"|{_HOUSE}{_SEP}(?:{_FLOOR}{_SEP})?[0-9０-９]{{2,4}}\s?[室房](?![0-9])"
    rf"|{_NTH}\s?(?:组|社|队|村民小组)[东西南北]?{_SEP}附?(?:[0-9０-９]{{1,4}}|{_HAN})\s?[号户](?![楼线井桥路])"
)
_HINTS = (  # where a door can stand; each pass over a text is cheap
    re.compile("[栋幢弄]"),
    re.compile("单元"),
    re.compile("号楼"),
    re.compile("号院"),
    re.compile("宿舍"),
    re.compile("[区园寓][A-Z][0-9]{3}"),
    re.compile(
        r"[0-9０-９A-Z](?=[\s室房#＃座的业住租号\-－—])(?:\s?[室房#＃座]|的?[业住租房][主户客]|号的?[居住][民户]"
        r"|[-－—](?:[0-9]{1,2}[-－—][0-9]{3}|[0-9]{3,4}\s?[室房户]))"
    ),
    re.compile(rf"[组社队][东西南北]?\s?附?(?:[0-9０-９]{{1,4}}|{_HAN})\s?[号户]"),
)
BACK, ON = 14, 26  # characters of a door before and behind its hint
_HYPHENS = re.compile(r"[0-9]{1,3}[-－—](?:[0-9]{1,2}[-－—]){0,2}[0-9]{3,4}")
_DWELLING = re.compile(
    "小区|花园|花苑|[家佳雅嘉丽锦翠景馨]园|苑|家园|公寓|新村|[一二三四五六]村|宿舍|住宅|里弄|胡同|公馆|名邸|华府|名城"
    "|豪庭|家属[院楼]|安置房|公租房|廉租房|庭|城|府|郡|湾|墅|邸|轩|园|居|里|坊|期|区"
)
_LIVES = re.compile(  # few first letters: a pass over a text skips to those
    "(?:家庭(?:详细)?(?:住址|地址)|家住(?!户)|家在|老家在|现住址|现居住地址?|现住(?!户)|居住地址?|居住[于在]"
    "|户籍(?:所在地|地址|地|(?=[:：]|[^，。]{1,8}[省市区县]))"
    "|户口(?:所在地|都?在|[^，。；]{0,12}迁[入回]?[入回至到])|户主地址|身份证(?:住|地)址|送达地址"
    "|住\\s?址|住(?:[在于]|(?![房宅户建院所处校宿改])(?=[^，。]{1,8}[市区县镇乡]))|暂住地?址?|租住[于在]?"
    ")[ :：为是]{0,3}"
)
_STOP = r"\s,，。;；:：、（()）\n“”\"'《》<>"
_GOES_ON = "(?:小区|花园|苑|公寓|家园|大院|宿舍|厂|公司|单位|学校|工地)"  # the house is a compound’s
_NAMED = (  # 609号天麓尚层，: the name of an estate ends the clause
    f"(?![有已的是就正三二一四五六七八九两住旁附边对后前门])[\u4e00-\u9fff]{{2,6}}(?:[{_STOP}]|$)"
)
_LIVED = re.compile(  # what stands behind such a label, to the door
    rf"([^{_STOP}]{{2,40}}?(?:[0-9０-９]{{1,5}}(?:[-－][0-9]{{1,4}})*\s?(?:号|室|户|房)(?![线路楼栋院]|{_NAMED})"
    rf"(?:[^{_STOP}]{{0,12}}?[0-9０-９]{{1,4}}\s?[室房户]|(?![^{_STOP}]{{0,16}}{_GOES_ON}))"
    rf"|(?:村|社区|屯|庄|嘎查)(?:[^{_STOP}]{{0,6}}?{_NTH}\s?(?:组|社|队|村民小组)|[^{_STOP}]{{1,6}}?组)(?!织)))"
)
_OFFICE = re.compile(
    "办公|大厦|大楼|写字楼|商务|行政中心|政务|服务中心|服务大厅|机关|政府|管委会|委员会|广场|商城|商场|市场|门面|商铺|店铺"
    "|铺面|酒店|宾馆|科技园|产业园|工业园|创业园|孵化|会展|医院|门诊|病房|学校|大学|学院|教学|实验|综合楼|会议|法院|法庭"
    "|检察院|派出所|公安局|厅|局|公司|银行|仲裁|报名地点|受理地点|邮寄地址|通讯地址|联系地址|单位地址|办公地址|窗口|仓库"
    "|厂房|车间|展厅|培训|幼儿园|写字间|接待|信访(?!人)|开标|评标|注册地|经营地|经营场所"
)
_BUILT = re.compile("栋|幢|单元|号楼|座|宿舍|#|＃")
_OFFICES = re.compile(  # right before the number of a building: it is no dwelling
    "办公[楼区]?|大厦|大楼|写字楼|商务[楼区]?|行政中心|政务中心|服务中心|服务大厅|政府|管委会|委员会|商城|商场|市场|宾馆|酒店"
    "|科技园|产业园|工业园|创业园|软件园|孵化[器园]|医院|门诊|教学|实验|综合楼|法院|检察院|派出所|公安局"
)
_BUSINESS = re.compile(
    "(?:公司|商会|企业|单位|本院|我局|本局|该店|店铺|售楼部)[^，,。；;]{0,12}(?:办公|地址|地点|居住|住所|租用|位于|设在)|办公地|注册地|经营地"
    "|经营场所|注册地址|营业场所|报名地点|受理地点|开标|评标|办理入住|通讯地址|邮寄地址|单位地址|店铺地址"
)
_COMPANY = re.compile(
    "(?:(?:公司|合作社|商行|经营部)[，,（(]?(?:地址|住所)"
    "|(?:企业法人|被(?:举报|投诉)(?:单位|公司|企业))[^。；;]{0,30}地址[:：])[^，,。；;]*$"
)
_SHOP = re.compile(
    r"(?:[^，,。；;\n]|[，,](?=[0-9])){0,6}?"
    r"(?:门面|商铺|店铺|宾馆|酒店|旅馆|超市|餐饮|餐馆|写字间|办公室|服务中心|窗口|会议室)"
)
_COUNT = re.compile("(?:共|有|计|建|约|套|含|为|设|到|至|和|及)$")
_LIVED_IN = re.compile(rf"\s?{_RESIDENT}")
_ESTATE = re.compile("小区|家园|业主|住户|单元")
_HEAD = re.compile(rf"[^{_STOP}]{{1,30}}$")
_LABELS = re.compile(  # what stands before the name of a street or an estate and is none of it
    "^.*(?:地址|住址|家住|住在|住于|位于|居住|现住|户籍|是|在|的|到|至|将|把|了|购买|买|反映|反应|关于|业主|租|叫|让|被|从)(?=.)"
)
_STREET = re.compile(r"^(.*?(?:路|街|道|巷|镇|乡|村|区|小区|花园|苑|园))")


def addresses(text: str) -> Iterator[Finding]:
    """Home addresses in order, from the name of the street or estate to the door."""
    seen = 0
    lived = _labelled(text)
    for door in _doors(text):
        while lived and lived[0].end <= door.start():
            yield lived.pop(0)
        if lived and lived[0].start < door.end():
            merged = lived.pop(0)
            end = max(merged.end, door.end())
            yield Finding(Kind.ADDRESS, merged.start, end, _masked(text[merged.start : end]))
            seen = end
            continue
        if door.start() < seen:
            continue
        head = _HEAD.search(text, max(0, door.start() - 30), door.start())
        before = text[head.start() : door.start()] if head else ""
        if not _home(text, door, before):
            continue
        start = door.start() - len(_LABELS.sub("", before))
        yield Finding(Kind.ADDRESS, start, door.end(), _masked(text[start : door.end()]))
        seen = door.end()
    yield from lived


def _doors(text: str) -> list[re.Match[str]]:
    """What is written like a door, in order."""
    hints = sorted(hint.start() for pattern in _HINTS for hint in pattern.finditer(text))
    doors: list[re.Match[str]] = []
    for hint in hints:
        first = max(0, hint - BACK, doors[-1].end() if doors else 0)
        if first > hint or not (door := _DOOR.search(text, first, hint + ON)):
            continue
        if whole := _DOOR.match(text, door.start()):  # where the search ended, the text may go on
            doors.append(whole)
    return doors


def _labelled(text: str) -> list[Finding]:
    """Addresses that somebody is said to live at."""
    found: list[Finding] = []
    for label in _LIVES.finditer(text):
        if found and found[-1].end > label.start():
            continue
        before = text[max(0, label.start() - 16) : label.start()]
        if before.endswith("入") or _BUSINESS.search(before + label.group()):
            continue
        if (lived := _LIVED.match(text, label.end())) and not _OFFICE.search(lived[1]):
            found.append(Finding(Kind.ADDRESS, *lived.span(1), _masked(lived[1])))
    return found


def _home(text: str, door: re.Match[str], before: str) -> bool:
    """Whether the door is one of a dwelling."""
    written = door.group()
    around = text[max(0, door.start() - 48) : door.start()]
    clause = re.split(r"[，,。；;\n]", around)[-1]
    if _BUSINESS.search(clause) or _COMPANY.search(around) or _SHOP.match(text, door.end()):
        return False
    if _LIVES.search(clause):
        return True
    if _COUNT.search(before) and written.endswith("户"):
        return False
    if _LIVED_IN.match(text, door.end()) and not _BUILT.search(written):
        return True
    if _BUILT.search(written) or _HYPHENS.match(written) and written.endswith(("室", "房", "户")):
        return _OFFICES.search(before[-8:]) is None
    if _OFFICE.search(clause) or _OFFICE.match(text, door.end(), door.end() + 8):
        return False
    if _HYPHENS.match(written):
        three = len(re.split("[-－—]", written)) > 2  # building, staircase and flat
        return bool(
            _DWELLING.search(before[-12:])
            or before.endswith(("路", "街", "巷"))
            or (three and _ESTATE.search(around))
        )
    if "单元" in written or "弄" in written or "户" in written:
        return True
    if "组" in written or "社" in written or "队" in written or "小组" in written:
        return any(
            word in before[-14:] for word in ("村", "社区", "屯", "庄", "寨", "湾", "居委", "镇", "乡")
        )
    return True


def _masked(written: str) -> str:
    street = _STREET.match(written)
    return f"{street[1]}***" if street else "***"
