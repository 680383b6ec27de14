"""The choice of union, year and days that every report page starts from."""

import re
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q

from reports.book import FigureBook
from reports.periods import SPANS
from reports.scopes import book_at, book_of, own_period, scope_of_period
from unions.clock import today
from unions.date_forms import ChineseDateFormField
from unions.dates import display_date
from unions.models import Union, User
from unions.permissions import paths_granting
from unions.text import clean_line

__all__ = ["RootForm", "ScopeForm", "roots_granted"]

YEARS_BACK = 10


def roots_granted(user: User, paper: str) -> "Any":
    """Unions whose paper ("reports.summary", "reports.statistics") the user may see."""
    return Union.objects.under(paths_granting(user, paper))


def _usual_day(year: str) -> str:
    """The day figures are counted to when none is asked for: the year's end, or today."""
    if not re.fullmatch("[0-9]{4}", year):
        return ""
    return display_date(min(date(int(year) or 1, 12, 31), today()))


class RootForm(forms.Form):
    """工会: the root of what a page shows, within the user's rights; their first town at first."""

    union = forms.ModelChoiceField(
        Union.objects.none(),
        to_field_name="code",
        label="工会",
        empty_label=None,
        error_messages={"invalid_choice": "没有这家工会，或者它不在您的管理范围内，请重新选择。"},
    )

    def __init__(self, user: User, paper: str, data: dict[str, str], **defaults: str) -> None:
        roots = roots_granted(user, paper)
        given = {key: text for key, value in data.items() if (text := clean_line(value))}
        super().__init__({"union": _first(roots), **defaults, **given})
        self.fields["union"].queryset = roots  # type: ignore[attr-defined]
        self.fields["union"].widget.choices = self._roots_offered(roots)

    def _roots_offered(self, roots: Any) -> list[tuple[str, str]]:
        """Federations and the union asked for; any other is reached by its link."""
        shown = roots.filter(Q(kind__in=Union.FEDERATIONS) | Q(code=self.data["union"]))
        return [(union.code, union.name) for union in shown.order_by("path")]


def _first(roots: Any) -> str:
    towns = roots.filter(kind=Union.Kind.TOWN)
    first = towns.order_by("code").first() or roots.order_by("path").first()
    return first.code if first else ""


class ScopeForm(RootForm):
    """工会、年度、期间、自、至、截至、大事截止; ``book`` is there once the form is valid.

    自 and 至 stand instead of 年度 and 期间. ``own``, the year shown beside them when the page was
    made, tells whether somebody has turned back to a year or a part of it since.
    """

    year = forms.TypedChoiceField(label="年度", coerce=int)
    span = forms.ChoiceField(
        label="期间", required=False, choices=[(code, label) for code, (label, _) in SPANS.items()]
    )
    start = ChineseDateFormField(label="自", required=False)
    end = ChineseDateFormField(label="至", required=False)
    as_of = ChineseDateFormField(label="截至", required=False)
    until = ChineseDateFormField(label="大事截止", required=False)

    book: FigureBook

    def __init__(self, user: User, paper: str, data: dict[str, str]) -> None:
        year = clean_line(data.get("year", "")) or str(today().year)
        data = _of_one_kind(data, year)
        is_part = any(data.get(name) for name in ("span", "start", "end"))
        super().__init__(user, paper, data, year=year, as_of="" if is_part else _usual_day(year))
        self.fields["year"].choices = [(n, f"{n}年") for n in _years()]  # type: ignore[attr-defined]
        self.own = ""

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        if not self.errors:
            self._open_book(chosen)
        return chosen

    def _open_book(self, chosen: dict[str, Any]) -> None:
        union, days = chosen["union"], (chosen["as_of"], chosen["until"])
        start, end = chosen["start"], chosen["end"]
        try:
            if start or end:
                self.book = book_at(scope_of_period(union, own_period(start, end), *days))
            else:
                self.book = book_of(union, chosen["year"], *days, chosen["span"])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
        if start or end:
            self._show_own_period()
        if start or end or chosen["span"]:  # the day may have been that of another period
            self.data = {**self.data, "as_of": display_date(self.book.scope.as_of)}

    def _show_own_period(self) -> None:
        period = self.book.scope.period
        self.own = str(min(max(period.year, _years()[-1]), _years()[0]))
        days = {"start": display_date(period.start), "end": display_date(period.end)}
        self.data = {**self.data, **days, "year": self.own}


def _years() -> range:
    return range(today().year, today().year - YEARS_BACK, -1)


def _of_one_kind(data: dict[str, str], year: str) -> dict[str, str]:
    """Days of one's own or a part of the year, whichever was chosen last."""
    own, span = data.get("own"), data.get("span")
    if own and (span or year != own):
        return {**data, "start": "", "end": ""}
    if clean_line(data.get("start", "")) or clean_line(data.get("end", "")):
        return {**data, "span": "", "year": str(today().year)}  # the year follows from the days
    return data
