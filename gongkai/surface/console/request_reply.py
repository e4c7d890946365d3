"""The reply: an outcome, words to begin with, the letter as it will read, on screen and as a file; saved.

What was saved opens by a button only, because it is recorded; so is every look at how the letter will read.
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.desk.disclosure.rules.letter_templates import begun
from gongkai.desk.disclosure.rules.letters import MAX_NUMBER, MAX_TEXT, Letter, Paragraph, problems
from gongkai.desk.disclosure.rules.outcomes import ENDINGS, Group, Outcome
from gongkai.desk.disclosure.rules.stages import Purpose
from gongkai.desk.disclosure.services import filing, letters, papers, providing, replying, serving
from gongkai.ground.attachments.rules import MEDIA, Format
from gongkai.ground.deadlines.rules.events import Step
from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.rules import EVERYWHERE, NotAllowed

from .gate import actor, staff
from .pages import number
from .request_case import shown
from .requests import within

REPLIED = [one for one in Outcome if ENDINGS[one].step is Step.REPLIED]
OUTCOMES = [
    (group.label, [(one.value, one.label) for one in REPLIED if ENDINGS[one].group is group])
    for group in Group
    if group is not Group.OTHERWISE
]
FORMATS = {"pdf": Format.PDF, "docx": Format.DOCX}
ADDED = (Purpose.PROVIDED, Purpose.SEARCH, Purpose.OPINION, Purpose.THIRD_PARTY)


def long(label: str) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=MAX_TEXT, widget=forms.Textarea(attrs={"rows": 5})
    )


class ReplyForm(forms.Form):
    """What is missing for this outcome says the letter's own rule, when it is previewed or sent to review."""

    outcome = forms.ChoiceField(
        label="办理结果",
        choices=[("", "请选择"), *OUTCOMES],
        error_messages={"required": "请选择办理结果", "invalid_choice": "请选择办理结果"},
    )
    number = forms.CharField(label="答复书文号", required=False, max_length=MAX_NUMBER)
    answer = long("答复的内容：提供什么，或者怎样、何时取得")
    reasons = long("理由")
    organ = forms.ChoiceField(label="应当向哪个机关申请（填入下面一栏）", required=False)
    elsewhere = long("其他途径：有权机关的名称和联系方式，或者有关渠道")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organs = [(one.code, one.name) for one in orgs.organisations(EVERYWHERE) if one.kind in filing.ASKED]
        self.fields["organ"].choices = [("", "不写"), *organs]  # type: ignore[attr-defined]

    def complete(self) -> bool:
        """Whether the letter has all that its outcome needs; what is missing stands at its field."""
        found = problems(self.letter())
        for name, text in found.items():
            self.add_error(name, text)
        return not found

    def letter(self) -> Letter:
        sent = self.cleaned_data
        elsewhere = sent["elsewhere"] or contact(sent["organ"])
        return Letter(Outcome(sent["outcome"]), sent["number"], sent["answer"], sent["reasons"], elsewhere)


def contact(code: str) -> str:
    """The right organ's name and contact, as art. 36(5) asks."""
    organ = orgs.by_code(code) if code else None
    if organ is None:
        return ""
    reach = [("地址：", organ.address), ("联系电话：", organ.telephone)]
    known = "，".join(label + text for label, text in reach if text)
    return f"该信息由{organ.name}负责公开，您可以向其申请。{known}{'。' if known else ''}"


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def reply(request: HttpRequest, key: int) -> HttpResponse:
    """``action``: open what was saved, fill in the template, preview, file, save."""
    case, action, by = within(request, key), request.POST.get("action", ""), actor(request)
    form = ReplyForm(request.POST if action and action != "open" else None, initial=numbered(case))
    context: dict[str, Any] = {"case": case, "version": request.POST.get("version", case.version)}
    try:
        if action == "open":
            letter, context["lines"] = letters.saved(key, by=by)
            form = ReplyForm(initial=initial(letter))
        elif action == "fill" and form.is_valid():
            template = begun(Outcome(form.cleaned_data["outcome"]), form.cleaned_data["number"])
            form = ReplyForm(initial=initial(template) | {"organ": form.cleaned_data["organ"]})
        elif action in ("preview", *FORMATS) and form.is_valid() and form.complete():
            lines = letters.preview(key, form.letter(), by=by)
            if action in FORMATS:
                return file(action, lines)
            context["lines"] = lines
        elif action == "save" and form.is_valid():
            replying.draft(key, form.letter(), version=number(request, "version"), by=by)
            messages.success(request, f"{case.number}：答复书已保存。核对材料后送审")
            return redirect("console:request", key)
    except (NotAllowed, ValueError) as broken:
        form.add_error(None, str(broken)) if form.is_bound else context.update(refused=str(broken))
    context |= {"form": form, "saved": getattr(case, "reply", None) and not action}
    refused = bool(form.errors or context.get("refused"))
    return render(request, "console/request_reply.html", context, status=422 if refused else 200)


def numbered(case: Any) -> dict[str, str]:
    return {"number": case.reply.number} if getattr(case, "reply", None) else {}


def initial(letter: Letter) -> dict[str, str]:
    names = ("number", "answer", "reasons", "elsewhere")
    return {"outcome": letter.outcome.value} | {name: getattr(letter, name) for name in names}


def file(kind: str, lines: list[Paragraph]) -> HttpResponse:
    """The letter as it would be served today."""
    made = {one.format: one for one in serving.documents(lines)}
    paper = made.get(FORMATS[kind])
    if paper is None:
        raise ValueError("服务器上没有中文字体，暂时不能生成 PDF，请先用 Word 文本并通知系统管理员")
    answer = HttpResponse(paper.data, content_type=MEDIA[paper.format])
    answer.headers["Content-Disposition"] = content_disposition_header(True, paper.name) or "attachment"
    return answer


@require_POST
@staff
def attach(request: HttpRequest, key: int) -> HttpResponse:
    """Add what is given, the record of the search, or an opinion; what a file hides is told."""
    case, purpose = within(request, key), request.POST.get("purpose")
    try:
        if purpose not in ADDED:
            raise ValueError("请选择材料的用途")
        uploads = [(one.name or "", one.read()) for one in request.FILES.getlist("files")]
        if not uploads:
            raise ValueError("请先选择文件")
        taken = papers.recognised(uploads)
        given = purpose == Purpose.PROVIDED
        for line in providing.checked(taken) if given else ():
            messages.warning(request, line)
        replying.attach(
            key,
            taken,
            Purpose(purpose),
            for_applicant=given,
            version=number(request, "version"),
            by=actor(request),
        )
    except (NotAllowed, ValueError) as broken:
        return shown(request, within(request, key), status=422, refused=str(broken))
    messages.success(request, f"{case.number}：已加 {len(taken)} 份材料")
    return redirect("console:request", key)
