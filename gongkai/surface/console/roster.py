"""值班: the roster of an organisation for a month, to read, to print and, for duty officers, to make."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.ground.orgs import queries as orgs
from gongkai.ground.orgs.queries import duties, roster
from gongkai.ground.orgs.rules import Duty, NotAllowed, RuleBroken
from gongkai.ground.orgs.services.roster import clear_shift, set_shift

from .gate import actor, staff
from .pages import word

WRONG = {"invalid": "时间请写成 2026-03-05 08:30 的样子。", "required": "请填写时间。"}
FORMS = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]


class ShiftForm(forms.Form):
    username = forms.CharField(
        label="值班人员", max_length=150, error_messages={"required": "请选择值班人员。"}
    )
    from_at = forms.DateTimeField(label="从", input_formats=FORMS, error_messages=WRONG)
    to_at = forms.DateTimeField(label="到", input_formats=FORMS, error_messages=WRONG)


def within(request: HttpRequest, organisation: str) -> Any:
    """The organisation, when it lies in the acting post's scope; else 404."""
    found = orgs.by_code(organisation)
    if found is None or not actor(request).scope.covers(found.lineage):
        raise Http404("没有找到这个机构")
    return found


@require_safe
@staff
def own(request: HttpRequest) -> HttpResponse:
    """The acting post's organisation, or the one chosen from the list."""
    code = word(request, "organisation") or actor(request).organisation
    return redirect("console:roster", within(request, code).code)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def month(request: HttpRequest, organisation: str) -> HttpResponse:
    """A month day by day; POST adds a shift (officer duty)."""
    place = within(request, organisation)
    form = ShiftForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        sent = form.cleaned_data
        try:
            set_shift(place.code, sent["username"], sent["from_at"], sent["to_at"], by=actor(request))
        except (RuleBroken, NotAllowed) as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, "已排班")
            begun = timezone.localtime(sent["from_at"])
            return redirect(f"{request.path}?month={begun:%Y-%m}")
    first = beginning(word(request, "month"))
    status = 422 if form.is_bound else 200
    return render(
        request, "console/roster.html", table(request, place, first) | {"form": form}, status=status
    )


def table(request: HttpRequest, place: Any, first: date) -> dict[str, Any]:
    """What the month's page shows."""
    days = list(days_of(first))
    found = roster.shifts(place.code, midnight(days[0]), midnight(days[-1] + timedelta(days=1)))
    local = [(timezone.localtime(shift.from_at), timezone.localtime(shift.to_at), shift) for shift in found]
    rows = [
        {"day": day, "shifts": [one for one in local if one[0] < midnight(day, 1) and one[1] > midnight(day)]}
        for day in days
    ]
    may = Duty.OFFICER in actor(request).duties
    return {
        "place": place,
        "rows": rows,
        "shifts": found,
        "today": timezone.localdate(),
        "first": first,
        "earlier": first - timedelta(days=1),
        "later": days[-1] + timedelta(days=1),
        "now_on_duty": roster.on_duty(place.code),
        "now": timezone.now(),
        "may": may,
        "candidates": roster.candidates(place.code) if may else [],
        "places": duties.places(actor(request).scope),
    }


def beginning(month: str) -> date:
    """The first day of a month written 2026-03; the present one for nothing."""
    if not month:
        return timezone.localdate().replace(day=1)
    try:
        first = datetime.strptime(month, "%Y-%m").date()  # noqa: DTZ007  (a month has no zone)
    except ValueError as wrong:
        raise BadRequest("月份请写成 2026-03 的样子") from wrong
    if not 2000 <= first.year < 2200:
        raise BadRequest("月份请写成 2026-03 的样子")
    return first


def days_of(first: date) -> Any:
    day = first
    while day.month == first.month:
        yield day
        day += timedelta(days=1)


def midnight(day: date, later: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=later), time.min))


@require_POST
@staff
def clear(request: HttpRequest, organisation: str, key: int) -> HttpResponse:
    """Take a shift off the roster (officer duty)."""
    place = within(request, organisation)
    if not place.shifts.filter(pk=key).exists():
        raise Http404("没有找到这次排班")
    try:
        clear_shift(key, by=actor(request))
    except (RuleBroken, NotAllowed) as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, "已取消排班")
    return redirect("console:roster", organisation)
