"""The form of a manuscript: what a drafter types, and the content it makes."""

from typing import Any

from django import forms

from gongkai.desk.documents.rules.manuscripts import LABELS, Content
from gongkai.record.catalogue.queries import items
from gongkai.record.catalogue.queries.channels import channels
from gongkai.record.catalogue.rules import Disclosure, Kind
from gongkai.record.catalogue.rules.withholding import Ground, article

SEPARATOR = "、"
DAYS = ("made_on", "approved_on", "effective_on", "expires_on")
LISTS = ("issuing_bodies", "keywords")
HELP = {
    "document_number": "例如 江财〔2026〕6号；没有文号的留空",
    "issuing_bodies": "联合发文用顿号分开，主办机关在前",
    "keywords": "用顿号分开",
    "summary": "一两句话说清这份材料是什么、和谁有关",
    "made_on": "领导签发或会议通过的日期",
    "approved_on": "预算、规划等经批准的日期，公开时限从这天算起",
    "expires_on": "规范性文件请写明；暂行、试行的不超过两年",
    "plan": "由谁解读、用什么形式、何时发布；确不需要解读的请说明理由",
    "interprets": "解读材料请填所解读文件的文号或索引号",
    "ground_words": "为什么属于这一情形；审核人员会核对",
    "legality": "已在办公系统中审核的，写明审核机构、日期和文号",
    "signed_off": "已在办公系统中签发的，写明签发人和日期",
    "change_note": "公众会看到：改了什么、为什么改",
}
# The order in which the screen shows the fields; the body has its own place.
GROUPS = (
    ("基本信息", ("kind", "document_number", "issuing_bodies", "made_on", "approved_on", "effective_on",
                  "expires_on", "normative")),
    ("公开", ("disclosure", "ground", "ground_words", "mandatory_item", "channels", "change_note")),
    ("分类与检索", ("subject_category", "genre", "keywords", "summary", "source")),
    ("解读与审签", ("plan", "interprets", "legality", "signed_off")),
)  # fmt: skip
LONG = ("summary", "plan", "ground_words", "legality", "signed_off", "change_note")
LIMITS = {"title": 500, "document_number": 120, "subject_category": 120, "genre": 40, "source": 120,
          "interprets": 120, "keywords": 300, "issuing_bodies": 500}  # fmt: skip
MAX_LONG = 1_000


class ManuscriptForm(forms.Form):
    """Every field may stay empty while drafting: what is missing is a finding, not a refusal to save."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(max_length=LIMITS["title"], required=False)
    html = forms.CharField(required=False, strip=False)

    def __init__(self, *args: Any, organisation: str, change: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        for _, names in GROUPS:
            for name in names:
                self.fields[name] = self._field(name)
        if not change:
            del self.fields["change_note"]
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.help_text = HELP.get(name, "")
            if field.help_text:
                field.widget.attrs["aria-describedby"] = f"id_{name}_help"

    def _field(self, name: str) -> forms.Field:
        if name in DAYS:
            wrong = {"invalid": f"{LABELS[name]}不是日期，请写成 2026-03-05 的样子"}
            widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            return forms.DateField(required=False, widget=widget, error_messages=wrong)
        if name == "normative":
            return forms.BooleanField(required=False)
        if name == "channels":
            own = [(channel.code, channel.name) for channel in channels()]
            return forms.MultipleChoiceField(required=False, choices=own, widget=forms.CheckboxSelectMultiple)
        choices: dict[str, list[tuple[str, str]]] = {
            "kind": Kind.choices(),
            "disclosure": [("", "请选择"), *Disclosure.choices()],
            "ground": [("", "—"), *((g.value, f"{article(g.value)}：{g.label}") for g in Ground)],
        }
        if name == "mandatory_item":
            choices[name] = [("", "请选择"), *items.choices(self.organisation)]
        if name in choices:
            return forms.ChoiceField(required=name == "kind", choices=choices[name])
        if name in LONG:
            rows = forms.Textarea(attrs={"rows": 3})
            return forms.CharField(required=False, max_length=MAX_LONG, widget=rows)
        return forms.CharField(required=False, max_length=LIMITS[name])

    def groups(self) -> list[tuple[str, list[Any]]]:
        """Headings with their bound fields, in the order of the screen."""
        return [(heading, [self[name] for name in names if name in self.fields]) for heading, names in GROUPS]

    def content(self) -> Content:
        """What was typed; only after ``is_valid``."""
        values = dict(self.cleaned_data)
        del values["revision"]
        for name in LISTS:
            values[name] = tuple(part.strip() for part in values[name].split(SEPARATOR) if part.strip())
        values["channels"] = tuple(values["channels"])
        values["kind"] = Kind(values["kind"])
        return Content(**values)


def initial(content: Content, revision: int) -> dict[str, Any]:
    """What the form shows of a content."""
    names = [name for _, group in GROUPS for name in group]
    values: dict[str, Any] = {name: getattr(content, name) for name in (*names, "title", "html")}
    for name in LISTS:
        values[name] = SEPARATOR.join(values[name])
    return values | {"channels": list(content.channels), "kind": content.kind.value, "revision": revision}
