"""What is chosen above a grid: the union and everything below it, the day or period, the event."""

from calendar import monthrange
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q

from unions.clock import today
from unions.date_forms import ChineseDateFormField
from unions.dates import display_date
from unions.fields import CleanLineFormField
from unions.models import Headcount, ProposalReturn, Training, Union

__all__ = [
    "Choice",
    "EndChoice",
    "HeadcountChoice",
    "ProposalChoice",
    "TrainingChoice",
    "YearChoice",
]

YEARS_BACK = 10
NO_UNION = "没有这家工会，或者它不在您的管理范围内，请重新选择。"


class Choice(forms.Form):
    """``unions``: those under which the user may write, the topmost first."""

    union = forms.ChoiceField(label="工会及下属", error_messages={"invalid_choice": NO_UNION})

    def __init__(self, unions: list[Union], data: dict[str, str]) -> None:
        self.unions = unions
        given = {key: value for key, value in data.items() if value.strip()}
        is_opened = not given.keys() - {"union", "page", "rows"}
        usual = {
            "union": unions[0].code if unions else "",
            **(self.defaults() if is_opened else {}),
        }
        super().__init__({**usual, **given})
        self.fields["union"].choices = self._roots()  # type: ignore[attr-defined]

    def _roots(self) -> list[tuple[str, str]]:
        """Those with others below them; any other is reached by a link."""
        parents = {union.parent_id for union in self.unions}
        asked = self.data["union"]
        shown = [one for one in self.unions if one.pk in parents or one.code == asked]
        return [(one.code, one.name) for one in shown]

    def clean_union(self) -> Union:
        return next(one for one in self.unions if one.code == self.cleaned_data["union"])

    def defaults(self) -> dict[str, str]:
        return {}

    @property
    def chosen_unions(self) -> list[Union]:
        root = self.cleaned_data["union"]
        return [union for union in self.unions if union.is_within(root)]


class EntryChoice(Choice):
    """Beside the union: what tells one record of a union from another."""

    model: Any = None
    usual: tuple[str, ...] = ()  # dates that open at those of the newest record of the year

    def defaults(self) -> dict[str, str]:
        """The return that is being collected, if any has come in; else the last quarter's end."""
        newest = (
            self.model.objects.filter(
                union__in=[union.pk for union in self.unions],
                **{f"{self.usual[-1]}__range": (date(today().year, 1, 1), today())},
            )
            .order_by(f"-{self.usual[-1]}", self.usual[0])
            .first()
        )
        days = [getattr(newest, name) for name in self.usual] if newest else self.fresh()
        return {name: display_date(day) for name, day in zip(self.usual, days, strict=True)}

    def fresh(self) -> list[date]:
        return [_quarter_end()]

    def key(self) -> dict[str, Any]:
        """The fields that, with the union, name the record a line stands for."""
        return {name: value for name, value in self.cleaned_data.items() if name != "union"}

    def earlier(self) -> tuple[Q, str]:
        """Which records the values beside the cells come from, and the date that orders them."""
        raise NotImplementedError

    def beside(self) -> Any:
        """Records that tell of some of the same days as that of the key and would count twice.

        None where a record is of one day.
        """
        return None

    @property
    def day(self) -> date:
        """Unions that stand on this day get a line."""
        raise NotImplementedError


class HeadcountChoice(EntryChoice):
    as_of = ChineseDateFormField(label="统计截至")
    model, usual = Headcount, ("as_of",)

    def clean_as_of(self) -> date:
        return _not_ahead(self.cleaned_data["as_of"])

    def earlier(self) -> tuple[Q, str]:
        return Q(as_of__lt=self.day), "as_of"

    @property
    def day(self) -> date:
        day: date = self.cleaned_data["as_of"]
        return day


class ProposalChoice(EntryChoice):
    period_from = ChineseDateFormField(label="期间自")
    period_to = ChineseDateFormField(label="期间至")
    model, usual = ProposalReturn, ("period_from", "period_to")

    def fresh(self) -> list[date]:
        end = _quarter_end()
        return [date(end.year, 1, 1), end]

    def clean(self) -> dict[str, Any]:
        return _in_order(super().clean() or {}, "period_from", "period_to", self)

    def earlier(self) -> tuple[Q, str]:
        return Q(period_to__lt=self.day), "period_to"

    def beside(self) -> Any:
        key = self.key()
        days = key["period_from"], key["period_to"]
        return ProposalReturn.objects.touching(*days).exclude(**key).order_by("period_from")

    @property
    def day(self) -> date:
        day: date = self.cleaned_data["period_to"]
        return day


class TrainingChoice(EntryChoice):
    held_on = ChineseDateFormField(label="举办日期")
    kind = forms.ChoiceField(label="类别", choices=Training.Kind.choices)
    title = CleanLineFormField(label="培训项目", max_length=100)

    def defaults(self) -> dict[str, str]:
        return {"kind": Training.Kind.SKILL.value}

    def earlier(self) -> tuple[Q, str]:
        return Q(held_on__lt=self.day, kind=self.cleaned_data["kind"]), "held_on"

    @property
    def day(self) -> date:
        day: date = self.cleaned_data["held_on"]
        return day


class EndChoice(Choice):
    """Contracts that end between two days."""

    ends_from = ChineseDateFormField(label="到期日期自")
    ends_to = ChineseDateFormField(label="至")

    def defaults(self) -> dict[str, str]:
        year = today().year
        days = {"ends_from": date(year, 1, 1), "ends_to": date(year, 12, 31)}
        return {name: display_date(day) for name, day in days.items()}

    def clean(self) -> dict[str, Any]:
        return _in_order(super().clean() or {}, "ends_from", "ends_to", self)


class YearChoice(Choice):
    """The year whose rows are repeated; they are made for the year after it."""

    year = forms.TypedChoiceField(label="照哪一年", coerce=int)

    def __init__(self, unions: list[Union], data: dict[str, str]) -> None:
        super().__init__(unions, data)
        last = today().year - 1
        years = [(year, f"{year}年") for year in range(last, last - YEARS_BACK, -1)]
        self.fields["year"].choices = years  # type: ignore[attr-defined]

    def defaults(self) -> dict[str, str]:
        return {"year": str(today().year - 1)}


def _quarter_end() -> date:
    """The last day of the last quarter that is over: what returns are usually asked for."""
    now = today()
    month = (now.month - 1) // 3 * 3
    year, month = (now.year, month) if month else (now.year - 1, 12)
    return date(year, month, monthrange(year, month)[1])


def _not_ahead(day: date) -> date:
    if day > today():
        raise forms.ValidationError(f"{display_date(day)}晚于今天，请核对日期。")
    return day


def _in_order(chosen: dict[str, Any], start: str, end: str, form: forms.Form) -> dict[str, Any]:
    if start in chosen and end in chosen and chosen[start] > chosen[end]:
        form.add_error(end, "后一个日期早于前一个日期，请核对。")
    return chosen
