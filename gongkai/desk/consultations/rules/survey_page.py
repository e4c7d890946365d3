"""A survey and its result as the public record keeps them: escaped words and plain tables. Pure."""

from collections.abc import Mapping, Sequence
from html import escape

from .survey_counting import LEAST, NO_SAMPLE, SMALL, Counted, Result
from .surveys import Content, Kind, Level

QUICK = "疑似机器填写 {number} 份（填写快于任何人读题），未计入。"
MANY = "可以多选，各项的比例相加可以超过 100%。"


def asked(content: Content, address: str, *, stopped: str = "") -> str:
    """What is asked, from when to when, and where it is answered."""
    parts = [_paragraphs(content.introduction), f"<p>{escape(period(content))}</p>"]
    if stopped:
        parts.append(f"<p>提前截止：{escape(stopped)}</p>")
    parts.append(f'<p><a href="{escape(address)}">填写问卷</a></p><h2>题目</h2><ol>')
    for one in content.questions:
        options = "".join(f"<li>{escape(option)}</li>" for option in one.options)
        need = "" if one.required else "，选填"
        kind = f"{one.kind.label}{f'，最多选 {one.most} 项' if one.most else ''}{need}"
        listed = f"<ul>{options}</ul>" if options else ""
        parts.append(f"<li><p>{escape(one.words)}（{kind}）</p>{listed}</li>")
    return "".join([*parts, "</ol>"])


def result(
    content: Content, counted: Result, conclusion: str, words: Mapping[int, Sequence[str]], address: str
) -> str:
    """What came of it: how many answered, each question's table, released words, how it is used."""
    parts = ["<h2>结果怎样采用</h2>", _paragraphs(conclusion), "<h2>参加情况</h2>"]
    parts += [f"<p>{escape(line)}</p>" for line in told(content, counted)]
    parts.append(f'<p><a href="{escape(address)}">看图表</a></p>')
    parts.append(_levels(counted))
    by_place = {one.place: one for one in counted.questions}
    for place, question in enumerate(content.questions, 1):
        parts.append(f"<h2>{place}. {escape(question.words)}</h2>")
        if place in by_place:
            parts.append(_table(by_place[place]))
        elif said := words.get(place):
            parts.append("<ul>" + "".join(f"<li>{escape(one)}</li>" for one in said) + "</ul>")
        else:
            parts.append("<p>没有公开的文字。</p>")
    return "".join(parts)


def told(content: Content, counted: Result) -> list[str]:
    """What is said of the whole before any number: period, how many, what is left out, what it proves."""
    lines = [period(content), f"计入 {counted.total:,} 份答卷。" + QUICK.format(number=f"{counted.quick:,}")]
    if counted.small:
        lines.append(SMALL.format(least=LEAST))
    return [*lines, NO_SAMPLE]


def period(content: Content) -> str:
    """From when to when, as dates with time."""
    if content.opens_at is None or content.closes_at is None:
        return "还没有定时间。"
    return f"时间：{content.opens_at:%Y-%m-%d %H:%M} 至 {content.closes_at:%Y-%m-%d %H:%M}。"


def _levels(counted: Result) -> str:
    rows = "".join(
        f'<tr><th scope="row">{level.label}</th><td>{number}</td></tr>' for level, number in counted.levels
    )
    return f"<table><caption>按核验程度</caption><tbody>{rows}</tbody></table>"


def _table(one: Counted) -> str:
    heads = "".join(f'<th scope="col">{level.label}</th>' for level in Level)
    rows = "".join(
        f'<tr><th scope="row">{escape(line.label)}</th><td>{line.number}</td><td>{line.share}</td>'
        + "".join(f"<td>{number}</td>" for number in line.by_level)
        + "</tr>"
        for line in one.lines
    )
    notes = [f"{one.answered} 人回答这一题。", one.mean_said]
    notes += [SMALL.format(least=LEAST)] if one.small else []
    notes += [MANY] if one.question.kind is Kind.MULTIPLE else []
    head = f'<tr><th scope="col">选项</th><th scope="col">人数</th><th scope="col">比例</th>{heads}</tr>'
    return f"<p>{''.join(notes)}</p><table><thead>{head}</thead><tbody>{rows}</tbody></table>"


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in text.split("\n") if line.strip())
