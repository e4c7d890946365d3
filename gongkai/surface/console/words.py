"""The word list (词表): looked at by everybody who may read, kept by the city's catalogue managers."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.ground.orgs.rules import Duty, NotAllowed
from gongkai.record.editorial.queries import words as queries
from gongkai.record.editorial.rules import word_list
from gongkai.record.editorial.rules.checks.vocabulary import Category, Word
from gongkai.record.editorial.rules.findings import Severity
from gongkai.record.editorial.services import words as services

from .gate import actor, staff
from .pages import ROWS, cursor, following, word

MAX_TABLE = 4 * 1024 * 1024  # bytes of a table: twenty thousand lines have two


class WordForm(forms.Form):
    word = forms.CharField(
        label="词语", max_length=word_list.LONGEST, error_messages={"required": "请填写要查找的词语。"}
    )
    instead = forms.CharField(
        label="改为",
        max_length=word_list.LONGEST_INSTEAD,
        help_text="没有替换的写“（删去）”。",
        error_messages={"required": "请填写改为什么。"},
    )
    category = forms.ChoiceField(label="类别", choices=Category.choices(), initial=Category.OWN)
    severity = forms.ChoiceField(label="程度", choices=Severity.choices(), initial=Severity.WARNING)
    unless = forms.CharField(
        label="除外词语",
        required=False,
        help_text="包含这个词、但没有错的词语，一行一个。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    source = forms.CharField(label="依据", required=False, max_length=word_list.LONGEST_SOURCE)

    def entry(self) -> Word:
        said = self.cleaned_data
        return Word(
            said["word"],
            said["instead"],
            Category(said["category"]),
            Severity(said["severity"]),
            tuple(said["unless"].splitlines()),
            said["source"],
        )


class TableForm(forms.Form):
    table = forms.FileField(label="CSV 表格", error_messages={"required": "请选择一个 CSV 文件。"})


@require_safe
@staff
def listing(request: HttpRequest) -> HttpResponse:
    """Entries by category and word, with the latest changes of the list."""
    category = word(request, "category")
    sifted = {
        "words": word(request, "words"),
        "category": category if category in dict(Category.choices()) else "",
        "retired": "1" if word(request, "retired") else "",
    }
    try:
        page = queries.listing(
            category=sifted["category"],
            words=sifted["words"],
            retired=bool(sifted["retired"]),
            after=cursor(request),
            limit=ROWS,
        )
    except ValueError as wrong:
        raise BadRequest(str(wrong)) from wrong
    context = {
        "entries": page.items,
        "following": following(request, page.next),
        "sifted": sifted,
        "filtered": any(sifted.values()),
        "categories": Category.choices(),
        "changes": queries.changes(limit=10),
        "founded": queries.revision() > 0,
        "standing": len(queries.vocabulary()),
        "may_keep": Duty.ITEMS in actor(request).duties,
    }
    return render(request, "console/words.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def add(request: HttpRequest) -> HttpResponse:
    form = WordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = services.add(form.entry(), by=actor(request))
        except (NotAllowed, ValueError) as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, f"已加入“{row.word}”；已公开的信息会在后台重新检查")
            return redirect("console:words")
    return _form(request, form, {"heading": "新增词条"})


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def detail(request: HttpRequest, key: str) -> HttpResponse:
    """One entry with its history; its keepers change it here."""
    row = _one(key)
    known = {"word": row.word, "instead": row.instead, "category": row.category, "severity": row.severity,
             "unless": row.unless, "source": row.source}  # fmt: skip
    form = WordForm(
        {**request.POST.dict(), "word": row.word} if request.method == "POST" else None, initial=known
    )
    form.fields["word"].disabled = True
    if request.method == "POST" and form.is_valid():
        try:
            services.change(row.pk, form.entry(), by=actor(request))
        except (NotAllowed, ValueError) as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, f"已修改“{row.word}”；已公开的信息会在后台重新检查")
            return redirect("console:word", key=key)
    history = [(change, queries.stated(change)) for change in queries.changes(row)]
    return _form(request, form, {"heading": row.word, "entry": row, "history": history})


@require_POST
@staff
def retire(request: HttpRequest, key: str) -> HttpResponse:
    row = _one(key)
    try:
        services.retire(row.pk, reason=request.POST.get("reason", ""), by=actor(request))
    except (NotAllowed, ValueError) as broken:
        messages.error(request, str(broken))
        return redirect("console:word", key=key)
    messages.success(request, f"已停用“{row.word}”")
    return redirect("console:words")


@require_safe
@staff
def export(request: HttpRequest) -> HttpResponse:
    """The list in force as CSV, in the form that the import takes."""
    answer = HttpResponse(word_list.written(queries.in_force()), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="words-{timezone.localdate()}.csv"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def take_in(request: HttpRequest) -> HttpResponse:
    """A table of entries; lines that are none are named, the others are taken."""
    form = TableForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "columns": word_list.COLUMNS}
    if request.method == "POST" and form.is_valid():
        try:
            context |= _taken(form.cleaned_data["table"], request)
        except (NotAllowed, ValueError) as broken:
            form.add_error("table", str(broken))
    return render(request, "console/words_import.html", context, status=422 if form.errors else 200)


def _taken(table: Any, request: HttpRequest) -> dict[str, Any]:
    if table.size > MAX_TABLE:
        raise ValueError(f"文件超过 {MAX_TABLE // (1024 * 1024)} MB，请分开导入")
    try:
        text = table.read().decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise ValueError("文件不是 UTF-8 编码的 CSV；在表格软件中另存为“CSV UTF-8”后再导入") from wrong
    entries, rejected = word_list.read(text)
    tally: dict[str, int] = {}
    for start in range(0, len(entries), services.MAX_BATCH):
        done = services.take_in(entries[start : start + services.MAX_BATCH], by=actor(request))
        tally = {name: tally.get(name, 0) + count for name, count in done.items()}
    return {"tally": tally, "rejected": rejected}


def _one(key: str) -> Any:
    row = queries.one(key)
    if row is None:
        raise Http404("没有找到这个词条")
    return row


def _form(request: HttpRequest, form: WordForm, context: dict[str, Any]) -> HttpResponse:
    may = Duty.ITEMS in actor(request).duties
    status = 422 if form.errors else 200
    return render(request, "console/word.html", context | {"form": form, "may_keep": may}, status=status)
