"""A source becomes a draft: dates and numbers read, body made safe, kind and validity told, relations found.

Nothing is guessed silently: what cannot be read stays as written, with a flag.
"""

import re
from datetime import date, datetime, time

from gongkai.ground.language.rules import markup
from gongkai.ground.language.rules.dates import SHANGHAI, read_date, read_instant
from gongkai.record.catalogue.rules import Disclosure, Draft, Found, Kind, Link, RelationKind

from . import markdown
from .adapters import pages
from .identity import read_number
from .kinds import classify
from .relations import read_relations
from .source import TOO_DEEP, Source, Unreadable
from .validity import read_span

NOTHING = {"", "无", "-", "--", "—", "/", "暂无", "none", "null", "nan", "无文号", "无编号"}
NAMES_APART = re.compile(r"\s*[、;；,，]\s*|\s+(?=[\u4e00-\u9fa5])")
BY_TITLE = re.compile(
    r"^([\u4e00-\u9fa5、\s]{2,60}?(?:人民政府办公厅|人民政府办公室|人民政府|政府办公厅|政府办公室|委员会|办公厅|办公室|政府|党组|管委会|[厅局部委署院]))"
    r"(?:等[\d一二三四五六七八九十]+(?:部门|单位|委局))?\s*(?:关于|印发|转发|批转|公告|通告|令)"
)
BY_TITLE_NOT = re.compile(r"^(?:关于|转发|印发)")
DATE_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})[-/]?(0?[1-9]|1[0-2])[-/]([0-3]?\d)/|/t((?:19|20)\d{6})_")
NUMBER_ALONE = re.compile(
    r"^[^\n]{0,4}?([\u4e00-\u9fa5A-Za-z]{1,16}\s*[〔\[（(【]\s*(?:19|20)\d{2}\s*[〕\]）)】]\s*第?\s*\d{1,5}\s*号)\s*$",
    re.M,
)
HEAD = 300
WORDS_APART = re.compile(r"[\s,，;；、|]+")
ENDED = re.compile(r"废止|失效")
ENDED_TITLE = re.compile(r"[（(【\[]\s*(?:已|宣布)?(?:废止|失效)\s*[）)】\]]")
MOST_KEYWORDS = 20
UNDATED = "来源没有日期，发布时间取来源文件的保存时间"


def draft_of(source: Source, *, publisher: str, saved_at: datetime) -> Draft:
    """The draft of one source. ``saved_at`` (aware) dates a record whose source gives no date at all.

    Raises Unreadable when there is no title.
    """
    flags = list(source.flags)
    title = clean_title(source.title)
    if not title:
        raise Unreadable("标题为空")
    html, text = body(source, flags)
    number = document_number(source, text, flags)
    if source.thin:
        flags.append("来源只有目录信息，没有正文")
    classified = classify(title, source.hint, number, source.genre)
    published_at = published(source, saved_at, flags)
    made_on = day("成文日期", source.made, flags)
    undated = UNDATED in flags and not source.published
    issued_on = made_on or (None if undated else published_at.date())
    span = read_span(text, issued_on) if classified.kind is Kind.DOCUMENT else None
    effective_on = (span and span.effective_on) or day("施行日期", source.effective, flags)
    flags += span.flags if span else ()
    if (
        undated and effective_on
    ):  # an old law without a date is not the newest: its first day in force stands in
        flags[flags.index(UNDATED)] = "来源没有日期，发布时间取施行日期"
        published_at = datetime.combine(effective_on, time(), SHANGHAI)
    if ENDED_TITLE.search(title):
        flags.append("标题注明已废止或失效")
    if ENDED.search(source.validity):
        flags.append(f"来源标注效力：{source.validity}")
    return Draft(
        kind=classified.kind,
        title=title,
        publisher=publisher,
        html=html,
        text=text,
        published_at=published_at,
        document_number=number,
        issuing_bodies=issuing_bodies(source, title, flags),
        source_index_number="" if source.index_number.lower() in NOTHING else source.index_number[:120],
        mandatory_item=classified.mandatory_item,
        subject_category=source.subject.replace("\\\\", "\\")[:120],
        genre=classified.genre,
        keywords=tuple(dict.fromkeys(w for w in WORDS_APART.split(source.keywords) if w))[:MOST_KEYWORDS],
        summary=source.summary[:1000],
        made_on=made_on,
        effective_on=effective_on,
        expires_on=day("有效期", source.expires, flags) or (span.expires_on if span else None),
        disclosure=Disclosure.ON_REQUEST if "依申请" in source.disclosure else Disclosure.PROACTIVE,
        source=source.site[:120],
        source_url=source.url[:500] if source.url.startswith(("http://", "https://")) else "",
        attachments=source.attachments or attached(html, source.url),
        relations=relations(source, title, text, number, classified.kind),
        flags=tuple(flags),
        migrated=True,
    )


TAG = re.compile(r"<[^<>]{1,40}>")
BREAK = re.compile(
    r"(?<=[\u4e00-\u9fa5“”《》、，）])\s*(?:<br\s*/?>|\n)\s*(?=[\u4e00-\u9fa5“”《》（])", re.IGNORECASE
)


def clean_title(written: str) -> str:
    """A title without tags and line breaks; spaces between joint bodies stay."""
    text = BREAK.sub("", written.replace("\u200b", ""))
    return " ".join(TAG.sub(" ", text).split())


def body(source: Source, flags: list[str]) -> tuple[str, str]:
    """Sanitised HTML and its plain text; the plain text of the source stands in when its HTML holds no
    words."""
    if markup.too_deep(source.html):
        raise Unreadable(TOO_DEEP)
    html = markup.sanitise(source.html) if source.html else ""
    text = markup.plain(html) if html else ""
    if not text and source.markdown:
        html = markdown.html(source.markdown)
        text = markup.plain(html)
    if not text and source.text:
        pictures = html if "<img" in html else ""
        html = markup.from_text(source.text) + pictures
        text = markup.plain(html)
    if not text and "<img" in html:
        flags.append("正文只有图片，没有文字")
    elif not text and source.summary:
        flags.append("来源只有摘要，没有全文")
    elif not text and not source.thin:
        html = ""
        flags.append("来源没有正文")
    return html, text


def document_number(source: Source, text: str, flags: list[str]) -> str:
    """Canonical where it can be read, otherwise as written with a flag; taken from the head of the text if
    the source gives none and one stands there alone on its line."""
    written = source.number.strip("\u200b \u3000")
    if written.lower() in NOTHING:
        if source.thin or source.attach_only or not (alone := NUMBER_ALONE.search(text[:HEAD])):
            return ""
        read = read_number(alone[1])
        if read.readable:
            flags.append("文号取自正文开头")
            return read.canonical
        return ""
    read = read_number(written)
    if not read.readable:
        flags.append(f"文号“{written[:60]}”无法识别，按原文保存")
        return written[:120]
    if read.canonical != written:
        flags.append(f"文号原写作“{written[:60]}”")
    return read.canonical


def published(source: Source, saved_at: datetime, flags: list[str]) -> datetime:
    """发布时间: as given; else from the address; else the day it was made; else when the file was saved."""
    if instant := read_instant(source.published):
        return instant
    if source.published:
        flags.append(f"发布日期“{source.published[:40]}”不是有效日期")
    if (found := DATE_IN_ADDRESS.search(source.url)) and (
        instant := read_instant(f"{found[1]}-{found[2]}-{found[3]}" if found[1] else found[4])
    ):
        flags.append("发布日期取自网址")
        return instant
    if instant := read_instant(source.made):
        flags.append("来源没有发布日期，取成文日期")
        return instant
    flags.append(UNDATED)
    return saved_at


def day(label: str, written: str, flags: list[str]) -> date | None:
    if not written or written.lower() in NOTHING:
        return None
    if (found := read_date(written)) is None:
        flags.append(f"{label}“{written[:40]}”不是有效日期，未采用")
    return found


def issuing_bodies(source: Source, title: str, flags: list[str]) -> tuple[str, ...]:
    """发文机关 as the source gives it, joint ones apart; else the body a title begins with."""
    written = source.issuer.strip("\u200b \u3000")
    if written.lower() not in NOTHING:
        return apart(written)
    if (found := BY_TITLE.match(title)) and not BY_TITLE_NOT.match(title):
        flags.append("发文机关取自标题")
        return apart(found[1])
    return ()


def apart(written: str) -> tuple[str, ...]:
    """Joint bodies apart; names in brackets stay with theirs: 市府办(市金融办、市外事办) is one."""
    depth, parts, at = 0, [], 0
    for match in re.finditer(r"[(（]|[)）]|" + NAMES_APART.pattern, written):
        if match[0] in "(（":
            depth += 1
        elif match[0] in ")）":
            depth -= 1
        elif depth == 0:
            parts.append(written[at : match.start()])
            at = match.end()
    names = [name.strip().removeprefix("中华人民共和国") for name in (*parts, written[at:])]
    return tuple(dict.fromkeys(name[:120] for name in names if name))


def attached(html: str, url: str) -> tuple[Link, ...]:
    return pages.attachments_in(html, url) if "<a " in html else ()


def relations(source: Source, title: str, text: str, number: str, kind: Kind) -> tuple[Found, ...]:
    """What the source states, then what the text says."""
    explaining = kind is Kind.INTERPRETATION
    stated = [
        Found(
            RelationKind.INTERPRETS,
            f"num:{number}"
            if number and read_number(number).readable
            else f"url:{url}"
            if url.startswith("http")
            else f"title:{name}",
            name or number or url,
            "来源给出的对应关系",
        )
        for number, url, name in source.interprets
        if number or url or name
    ]
    if explaining and not stated and number:
        stated.append(Found(RelationKind.INTERPRETS, f"num:{number}", number, "来源给出的文号"))
    read = read_relations(title, text, own_number=number, explaining=explaining and not stated)
    return (*stated, *read)
