"""Changes to a catalogue of items: each becomes a proposal, which another person confirms or gives back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.ground.orgs.rules import NotAllowed
from gongkai.record.catalogue.queries import channels
from gongkai.record.catalogue.queries import items as queries
from gongkai.record.catalogue.rules import (
    RuleBroken,
    Unpublishable,
    item_files,
    item_lists,
    item_tables,
    items,
    limit_texts,
    limits,
)
from gongkai.record.catalogue.rules.item_lists import BadList, CatalogueState, NewItem
from gongkai.record.catalogue.services import items as services

from .gate import actor, staff
from .items import shown, within

AUTOMATIC = "auto"
USUAL = (*limits.RULES, limits.AT_ONCE, limits.STANDING, *(f"every:{every}" for every in limits.Every))
ARTICLES = [(item.code, f"{item.code} {item.title}") for item in items.ITEMS]
REFUSED = (RuleBroken, BadList, NotAllowed, Unpublishable)


def text(name: str, rows: int = 0, *, required: bool = False) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(
        label=item_lists.LABELS[name],
        required=required,
        max_length=item_lists.LENGTHS[name],
        widget=widget,
        error_messages={"required": "请填写事项名称。"},
    )


class ItemForm(forms.Form):
    """An item as a person writes it; the limit is read from its words unless a rule is chosen."""

    code = forms.ChoiceField(label="对应条例条款", choices=ARTICLES)
    group, title = text("group"), text("title", required=True)
    content, basis = text("content", 3), text("basis", 3)
    limit_text = text("limit_text")
    limit_rule = forms.ChoiceField(label="时限怎样计算")
    body, way, media = text("body"), text("way"), text("media")
    channel = forms.ChoiceField(label="本站栏目", required=False)
    audience, level = text("audience"), text("level")

    def __init__(self, *arguments: Any, item: NewItem | None = None, **options: Any) -> None:
        super().__init__(*arguments, **options)
        today = timezone.localdate()
        codes = [*USUAL, *([item.limit_rule] if item and item.limit_rule not in (*USUAL, "") else [])]
        rules = [(code, queries.limit_words(code, today)) for code in codes]
        self.fields["limit_rule"].choices = [(AUTOMATIC, "按上面的文字识别"), *rules]
        streams = [(row.code, row.name) for row in channels.channels()]
        self.fields["channel"].choices = [("", "不指定"), *streams]
        if item:
            self.fields["code"].choices = [(item.code, f"{item.code}（编码不变）")]

    def item(self) -> NewItem:
        values = dict(self.cleaned_data)
        if values["limit_rule"] == AUTOMATIC:
            values["limit_rule"] = limit_texts.parse(
                values["limit_text"], values["title"] + values["content"]
            )
        return NewItem(**values)


def working(request: HttpRequest, code: str) -> list[NewItem]:
    """The list that a change starts from: one's own waiting proposal, else what is in force."""
    for held in queries.versions(code)[:1]:
        if held.state == CatalogueState.PROPOSED and held.proposer == actor(request).person:
            return queries.listed(held)
    return [queries.new_item(row) for row in queries.present(code)]


def proposed(request: HttpRequest, code: str, new: list[NewItem], note: str = "") -> HttpResponse:
    held = services.propose(code, new, note=note, by=actor(request))
    messages.success(request, f"已提出第 {held.number} 版目录，待另一人确认。确认之前可以继续修改。")
    return redirect("console:item_version", code, held.number)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def edit(request: HttpRequest, code: str, item: str = "") -> HttpResponse:
    """Write an item anew, change one, or take one out (POST ``remove``)."""
    body, rows = within(request, code), working(request, code)
    old = next((row for row in rows if row.code == item), None)
    if item and old is None:
        raise Http404("现行目录里没有这个事项")
    first = (
        {name: getattr(old, name) for name in item_lists.NAMES}
        if old
        else {"way": "主动", "audience": "全社会"}
    )
    first["limit_rule"] = first.get("limit_rule") or AUTOMATIC
    form = ItemForm(request.POST or None, item=old, initial=first)
    try:
        if request.method == "POST" and old and "remove" in request.POST:
            return proposed(request, code, [row for row in rows if row.code != item], f"删去 {item}")
        if form.is_valid():
            new = form.item()
            rows = [new if row.code == item else row for row in rows] if old else [*rows, new]
            return proposed(request, code, rows)
    except REFUSED as broken:
        form.add_error(None, str(broken))
    context = {"organisation": body, "form": form, "item": old}
    return render(request, "console/item_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def upload(request: HttpRequest, code: str) -> HttpResponse:
    """Propose the good rows of a file; name the bad ones."""
    body = within(request, code)
    context: dict[str, Any] = {"organisation": body, "articles": ARTICLES}
    if request.method == "POST":
        file, article = request.FILES.get("file"), request.POST.get("article", "")
        try:
            if file is None:
                raise BadList("请选择一个 CSV 或 XLSX 文件")
            if file.size > item_files.MAX_FILE:
                raise BadList(f"文件超过 {item_files.MAX_FILE // 1_000_000} MB，请拆分后再上传")
            usual = article if article in items.BY_CODE else ""
            found = item_tables.read(item_files.sheets(file.read(), file.name), usual)
            context["found"] = found
            if found.items:
                rows = working(request, code)
                new = found.items if "replace" in request.POST else item_lists.merged(rows, found.items)
                note = f"导入 {file.name}"[:200].replace("\0", "")
                context["version"] = services.propose(code, new, note=note, by=actor(request))
        except REFUSED as broken:
            context["wrong"] = str(broken)
    return render(request, "console/item_upload.html", context, status=422 if "wrong" in context else 200)


@require_POST
@staff
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Propose a first catalogue from arts. 20 and 21."""
    within(request, code)
    try:
        held = services.start(code, by=actor(request))
    except REFUSED as broken:
        messages.error(request, str(broken))
        return redirect("console:item_catalogue", code)
    messages.success(request, "已按条例第二十条、第二十一条提出首版目录，请逐项核对后由另一人确认。")
    return redirect("console:item_version", code, held.number)


@require_POST
@staff
def decide(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Adopt the proposed version, or give it back with a reason."""
    body = within(request, code)
    held = queries.version(code, number)
    if held is None:
        raise Http404("没有这一版目录")
    try:
        if request.POST.get("answer") == "adopt":
            services.adopt(code, number, by=actor(request))
            messages.success(request, f"第 {number} 版目录已采用")
        else:
            services.refuse(code, number, reason=request.POST.get("reason", ""), by=actor(request))
            messages.success(request, f"第 {number} 版目录已退回")
    except REFUSED as broken:
        return shown(request, body, held, str(broken), 422)
    return redirect("console:item_catalogue", code)
