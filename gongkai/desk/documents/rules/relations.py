"""What a text says it amends, repeals, explains or cites; each with the sentence that says so.

Names in 《》 and document numbers are first replaced by marks, so that words inside a cited title
(《国务院关于修改和废止部分行政法规的决定》) never look like the document's own act.
"""

import re
from collections.abc import Iterator

from gongkai.record.catalogue.rules import Found, RelationKind

from .identity import core
from .naming import MARK, mask, target_key, unmask

M = "\ue000\\d+\ue001"
LIST = rf"{M}(?:[^。；\ue000]{{0,40}}?{M})*"

# Every repetition is bounded and no character can be matched in two ways: a hostile text costs linear time.
REPEALED = re.compile(
    r"(?:同时|一并|即行|相应|自行|届时|均)?\s{0,4}(?:予以|宣布|全部)?\s{0,4}"
    r"(?P<verb>废止|停止执行|停止施行|失效|不再执行|停止使用)"
)
REPEALING = re.compile(
    rf"(?:决定|现|予以|宣布|同意)?废止\s{{0,4}}了?\s{{0,4}}((?:[^。；\ue000]{{0,24}}{M})+)"
)
REACH = 800  # characters before the verb in which its object may stand
CLOSE = 40  # characters that tell whether a verb is the document's own act
NOT_AN_ACT = re.compile(
    r"(?:已经?|被|应当?|可以|需要?|是否|的)(?:予以|自行)?$|(?:修改|修订|制定|立改|改|调整|清理|评估|解释|撤销)(?:、|和|或者|或|及|以及|与|，)$"
)
AFTER_NOT = re.compile(
    r"^(?:的(?!决定|通知)|后|或者|或|和修改|、修改|、失效的|前|程序|情况|情形|意见|期|清理)"
)
AMENDED = re.compile(
    rf"(?:对|将|就)\s{{0,4}}((?:[^。；\ue000]{{0,30}}{M}){{1,80}})[^。；\ue000]{{0,40}}?(?:作出?如下(?:修改|修订|修正|调整)|(?:进行|作出?|予以)(?:部分)?(?:修改|修订|修正)|修改为|修订为|修正为)"
)
AMENDING = re.compile(rf"(?:决定|现)?(?:修改|修订|修正)\s*((?:{M}|[、和及与,，])+)")
EXPLAINED = re.compile(
    rf"(?:现)?(?:将|就|对)\s*({M})[^。\ue000]{{0,30}}?(?:作(?:如下)?解读|解读如下|进行(?:了)?解读|有关(?:内容|情况|问题)(?:解读|说明)如下|答记者问)"
)
ISSUED = re.compile(
    rf"(?:印发|出台|发布|公布|制定|颁布|下发|施行|实施|起草)(?:实施)?(?:了|的)?[^。\ue000]{{0,12}}?({M})"
)
BASIS = re.compile(
    rf"(?:根据|依据|按照|依照|贯彻落实|贯彻|落实|遵照|参照|执行)\s*((?:[^。；\ue000]{{0,24}}?{M})+)"
)
TITLE_ACTS = (
    (re.compile(rf"关于(?:修改和)?废止(?:和修改)?[^\ue000]{{0,10}}?({LIST})"), RelationKind.REPEALS),
    (re.compile(rf"关于(?:修改|修订|修正)(?:和废止)?[^\ue000]{{0,10}}?({LIST})"), RelationKind.AMENDS),
)
LIST_CUE = re.compile(
    r"(?:(废止|失效|停止执行)|(修改|修订|修正))[^。\n]{0,60}?(?:如下|目录|清单|[:：])$|(?:下列|以下|如下)[^。\n]{0,50}?(?:(废止|失效)|(修改|修订))"
)
LIST_LINE = re.compile(
    rf"^\s*(?:(?:[（(]?[\d一二三四五六七八九十]{{1,3}}[）)]?\s{{0,8}}[.．、,，)）\t]?|[·●-])\s{{0,8}}[^。\ue000]{{0,60}}?)?{M}"
)
ISSUING = re.compile(rf"{M}\s*(?:号)?(?:发布|公布|颁布|修正|修订|修改|批准|印发)(?!的通知)")
PROPOSED = re.compile(r"征求.{0,40}意见|征集.{0,20}意见|草案")
EXPLAINED_TITLE = re.compile(
    r"^(?:政策|文字|图文)?解读\s*[:：]\s*(.{8,})$|^(.{8,}?)(?:的)?(?:政策|文字|图文)?解读$"
)
SWEEPING = re.compile(r"关于.{0,6}(?:修改|修订|修正).{0,12}(?:部分|若干|等).{0,20}的(?:决定|通知)$")
CHANGED_LINE = re.compile(
    rf"^\s*[（(]?[\d一二三四五六七八九十]{{1,4}}[）)]?\s*[.．、]?\s*(?:将|对|删去|在)?\s*{M}.{{0,400}}?(?:修改|修订|删去|删除|改为|增加)"
)
MOST_CITATIONS = 12
EVIDENCE = 280
HEAD = 1500


def read_relations(
    title: str, text: str, *, own_number: str = "", explaining: bool = False
) -> tuple[Found, ...]:
    """Relations in the order found, one per kind and target; acts leave no CITES of the same target."""
    masked_title, names = mask(title, [])
    masked, names = mask(text, names)
    found: dict[tuple[RelationKind, str], Found] = {}

    def add(kind: RelationKind, marks: str, evidence: str) -> None:
        for mark in MARK.findall(marks):
            named = names[int(mark)]
            key = target_key(named)
            if key and (not own_number or named.number != own_number) and (kind, key) not in found:
                if named.number:  # the number says more than the same document's title
                    found.pop((kind, f"title:{named.title}"), None)
                sentence = unmask(evidence, names)[:EVIDENCE]
                found[kind, key] = Found(kind, key, named.written[:300], sentence)

    for pattern, kind in TITLE_ACTS:
        for match in pattern.finditer(masked_title):
            add(kind, match[1], masked_title)
    for kind, marks, evidence in (
        () if PROPOSED.search(title) else (*acts(masked), *listed(masked_title, masked))
    ):
        add(kind, marks, evidence)
    if explaining:
        for marks, evidence in explained(masked_title, masked):
            add(RelationKind.INTERPRETS, marks, evidence)
        if not found and (unmarked := EXPLAINED_TITLE.match(title)):
            name = (unmarked[1] or unmarked[2]).strip()
            key = RelationKind.INTERPRETS, f"title:{name}"
            found[key] = Found(*key, name[:300], title[:EVIDENCE])
    acted = {key for _, key in found}
    about = core(title)
    for marks, evidence in cited(masked):
        if len(found) - len(acted) >= MOST_CITATIONS:
            break
        if any(
            target_key(names[int(mark)]) not in acted
            and not (about and core(names[int(mark)].title) == about)
            for mark in MARK.findall(marks)
        ):
            add(RelationKind.CITES, marks, evidence)
    return tuple(
        relation
        for (kind, key), relation in found.items()
        if kind is not RelationKind.CITES or key not in acted
    )


def sentences(masked: str) -> Iterator[str]:
    for part in re.split(r"[。；\n]", masked):
        if "\ue000" in part:
            yield part


def acts(masked: str) -> Iterator[tuple[RelationKind, str, str]]:
    """Sentences in which the document itself repeals or amends."""
    for sentence in sentences(masked):
        if "废止" in sentence or "停止" in sentence or "失效" in sentence or "不再执行" in sentence:
            yield from repeals(sentence)
        if "修" in sentence or "删" in sentence:
            for pattern in (AMENDED, AMENDING):
                for match in pattern.finditer(sentence):
                    close = sentence[max(0, match.start() - CLOSE) : match.start()]
                    if sentence[match.end() : match.end() + 1] not in ("的", "后") and not NOT_AN_ACT.search(
                        close
                    ):
                        yield RelationKind.AMENDS, match[1], sentence


def repeals(sentence: str) -> Iterator[tuple[RelationKind, str, str]]:
    read_to = 0
    for match in REPEALED.finditer(sentence):
        said = sentence[max(read_to, match.start() - REACH) : match.start()]
        read_to = match.end()
        before = re.split(r"施行|实施[，,]|执行[，,]|生效|起，", said)[-1]
        cue = sentence[max(0, match.start("verb") - CLOSE) : match.start("verb")]
        behind = sentence[match.end() : match.end() + CLOSE]
        if NOT_AN_ACT.search(cue) or AFTER_NOT.match(behind) or not MARK.search(before):
            continue
        if re.search(r"(?:根据|依据|按照|依照|违反)[^，]{0,10}$", before.split("\ue000")[0]):
            continue
        if not re.match(r"[^。]{0,12}\ue000", behind) and len(MARK.split(before)[-1]) <= 60:
            yield RelationKind.REPEALS, ISSUING.sub("", before), sentence
    for match in REPEALING.finditer(sentence):
        if not NOT_AN_ACT.search(sentence[max(0, match.start() - CLOSE) : match.start()]):
            yield RelationKind.REPEALS, match[1], sentence


def listed(masked_title: str, masked: str) -> Iterator[tuple[RelationKind, str, str]]:
    """Lists of repealed or amended documents below a sentence that announces them."""
    mode: RelationKind | None = None
    cue = ""
    if (
        not MARK.search(masked_title)
        and re.search(r"废止|失效", masked_title)
        and not re.search(r"修改|修订|清理", masked_title)
    ):
        mode, cue = RelationKind.REPEALS, masked_title
    sweeping = not MARK.search(masked_title) and SWEEPING.search(masked_title)
    for line in map(str.rstrip, masked.split("\n")):
        if sweeping and CHANGED_LINE.match(line) and (first := MARK.search(line)):
            yield RelationKind.AMENDS, first[0], line.strip()
            continue
        cued = "废" in line or "修" in line or "效" in line or "停" in line
        if (
            cued
            and (announced := LIST_CUE.search(line))
            and not re.search(r"(?:制定|修订)、?(?:修改|废止)|或者", line)
        ):
            repealing = announced[1] or announced[3]
            mode = RelationKind.REPEALS if repealing else RelationKind.AMENDS
            cue = line.strip()
        elif mode and re.match(r"\s*附\s*件|\s*[一二三四五六七八九十]+、(?!\s*[^。]{0,40}\ue000)", line):
            mode = None
        if mode and LIST_LINE.match(line) and (first := MARK.search(line)):
            yield mode, first[0], f"{cue} {line.strip()}"


def explained(masked_title: str, masked: str) -> Iterator[tuple[str, str]]:
    """What an interpretation explains: named in its title, else announced in its first paragraphs."""
    if marks := MARK.findall(masked_title):
        yield f"\ue000{marks[0]}\ue001", masked_title
        return
    head = masked[:HEAD]
    for pattern in (EXPLAINED, ISSUED):
        if match := pattern.search(head):
            yield (
                match[1],
                head[: match.end() + 40].split("。")[-1]
                if "。" in head[: match.end()]
                else head[: match.end()],
            )
            return


def cited(masked: str) -> Iterator[tuple[str, str]]:
    """Numbers anywhere and names that the document bases itself on."""
    for sentence in sentences(masked):
        for match in BASIS.finditer(sentence):
            yield match[1], sentence
        for mark in MARK.finditer(sentence):
            yield f"{mark[0]}\ue002", sentence
