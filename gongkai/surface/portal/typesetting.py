"""How paper sets an official document: address line flush left, chapters centred, signature to the right.

Only classes are added, and only to paragraphs without other tags inside: what is not plainly one of these
stays an ordinary paragraph (党政机关公文格式, GB/T 9704-2012, 7.3).
"""

import re

PARAGRAPH = re.compile(r"<p>([^<]*)</p>")
BLANK = " \t\r\n\u3000\xa0"
NUMERAL = "一二三四五六七八九十百零〇\\d"
CHAPTER = re.compile(rf"第[{NUMERAL}]{{1,6}}[编章节](?:[{BLANK}]+\S.{{0,24}})?")
DATE = re.compile(
    r"(?:\d{4}|[〇○零一二三四五六七八九]{4})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日"
)
ENDS = re.compile(r"[。；！？：，、.;!?:,]$")
SIGNATURE = 40  # characters of the longest issuing body's line


def typeset(html: str) -> str:
    """The same HTML with ``class`` on the paragraphs that paper would set differently."""
    found = list(PARAGRAPH.finditer(html))
    classes: dict[int, str] = {}
    for place, paragraph in enumerate(found):
        text = paragraph[1].replace("&nbsp;", " ").strip(BLANK)
        if place == 0 and len(text) <= 120 and text.endswith(("：", ":")):
            classes[place] = "noindent"
        elif CHAPTER.fullmatch(text):
            classes[place] = "chapter"
        elif DATE.fullmatch(text):
            classes[place] = "sign"
            before = found[place - 1][1].replace("&nbsp;", " ").strip(BLANK) if place else ""
            if before and len(before) <= SIGNATURE and not ENDS.search(before) and place - 1 not in classes:
                classes[place - 1] = "sign"
    out, at = [], 0
    for place, paragraph in enumerate(found):
        if place in classes:
            out += [html[at : paragraph.start()], f'<p class="{classes[place]}">']
            at = paragraph.start() + len("<p>")
    return "".join([*out, html[at:]])
