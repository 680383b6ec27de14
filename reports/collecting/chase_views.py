"""已报/应报 and 催报: per heading who has sent something, who has not, and how to ask them."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from reports.collecting.chasing import contacts, reminder, round_words
from reports.collecting.headings import HEADINGS, Heading, Returns
from reports.forms import ScopeForm
from reports.papers import scope_query
from reports.views import scoped
from unions.clock import today
from unions.date_forms import ChineseDateFormField
from unions.dates import display_date
from unions.models import Union
from unions.pages import shell_page

__all__ = ["chase"]

DAYS_TO_ANSWER = 5
TITLES = {"silent": "未报的工会", "reported": "已报的工会", "due": "应报的工会"}


class DayForm(forms.Form):
    """From which day on returns count, and by which day the reminder asks for them."""

    since = ChineseDateFormField(label="从哪天起算", required=False)
    by = ChineseDateFormField(label="催报到哪一天", required=False)

    def __init__(self, data: dict[str, str], as_of: date) -> None:
        super().__init__(data)
        self.as_of = as_of
        self.fields["since"].widget.attrs["placeholder"] = "照平常"

    def clean_since(self) -> Any:
        since = self.cleaned_data["since"]
        if since and since > self.as_of:
            raise ValidationError(
                f"“从哪天起算”{display_date(since)}晚于截至日{display_date(self.as_of)}，"
                "这里先按平常的规则列出。请改填截至日或更早的日期，或者改“截至”。"
            )
        return since

    def clean_by(self) -> Any:
        by = self.cleaned_data["by"]
        if by and by < today():
            raise ValidationError(f"{display_date(by)}已经过去，请改填今天或以后的日期。")
        return by


@require_safe
@scoped("reports.statistics")
def chase(request: HttpRequest, form: ScopeForm) -> HttpResponse:
    """The list behind every number of 已报/应报; of those who sent nothing with the reminder."""
    context: dict[str, Any] = {"title": "催报", "form": form}
    if not form.errors:
        context |= _listed(request, form)
    return shell_page(request, "collecting/chase.html", context)


def _listed(request: HttpRequest, form: ScopeForm) -> dict[str, Any]:
    scope, user = form.book.scope, request.user
    days = DayForm(_days_asked(request), scope.as_of)
    days.is_valid()
    since, by = days.cleaned_data.get("since"), days.cleaned_data.get("by") or _usual_day()
    returns, show = Returns(scope, since), request.GET.get("show", "")
    heading = _heading(request.GET.get("what", ""), returns)
    show = show if show in TITLES else "silent"
    chosen = {
        "silent": returns.silent(heading),
        "reported": returns.reported(heading),
        "due": returns.due,
    }[show]
    rows = contacts(Union.objects.filter(pk__in=chosen), user, scope.as_of)  # type: ignore[arg-type]
    line = returns.line(heading)
    return {
        "lines": returns.lines,
        "line": line,
        "heading": heading,
        "show": show,
        "list_title": f"{round_words(returns, heading)}{heading.label}{TITLES[show]}",
        "rows": rows,
        "days": days,
        "meaning": returns.meaning(heading),
        "query": scope_query(scope) + (f"&since={since.isoformat()}" if since else ""),
        "text": reminder(returns, line, [row.union for row in rows], by, user)  # type: ignore[arg-type]
        if show == "silent"
        else "",
    }


def _heading(code: str, returns: Returns) -> Heading:
    """The one asked for, else the first that somebody has not sent yet."""
    named = [heading for heading in HEADINGS if heading.code == code]
    return next(iter([*named, *filter(returns.silent, HEADINGS), HEADINGS[0]]))


def _days_asked(request: HttpRequest) -> dict[str, str]:
    asked = {"since": request.GET.get("since", ""), "by": request.GET.get("by", "")}
    return asked | ({} if asked["by"] else {"by": display_date(_usual_day())})


def _usual_day() -> Any:
    return today() + timedelta(days=DAYS_TO_ANSWER)
