"""What a person may ask of the list and send from it."""

from collections.abc import Sequence
from typing import Any

from django import forms

from reports.deadlines import LINES, RULES
from reports.deadlines.listing import Deadlines, Entry
from reports.deadlines.rules import When
from unions.text import clean_line

__all__ = ["FilterForm", "SnoozeForm", "TokenForm"]

FOR_GOOD = "never"
SPANS = {"7": 7, "30": 30, FOR_GOOD: None}
STALE = "这一项已经变了，请刷新页面后再点。"


class FilterForm(forms.Form):
    """事项 (a line of work or one rule), 时间 and 单位, of those that the list holds."""

    what = forms.ChoiceField(label="事项", required=False)
    when = forms.ChoiceField(
        label="时间", required=False, choices=[("", "全部时间"), *When.choices]
    )
    unit = forms.TypedChoiceField(label="单位", required=False, coerce=int, empty_value=None)

    def __init__(self, data: dict[str, str], deadlines: Deadlines, entries: list[Entry]) -> None:
        super().__init__({key: clean_line(data.get(key, "")) for key in ("what", "when", "unit")})
        units = [(union.pk, union.name) for union in deadlines.unions(entries)]
        self.fields["what"].choices = _matters(entries)  # type: ignore[attr-defined]
        self.fields["unit"].choices = [("", "全部单位"), *units]  # type: ignore[attr-defined]
        self.entries = entries

    def chosen(self) -> list[Entry]:
        """What the list shows; a choice that is not offered narrows nothing."""
        self.is_valid()
        what, when, unit = (self.cleaned_data.get(name) for name in ("what", "when", "unit"))
        return [
            entry
            for entry in self.entries
            if (not what or what in (entry.rule.line, entry.rule.code))
            and (not when or when == entry.due.when)
            and (not unit or unit == entry.union)
        ]


def _matters(entries: Sequence[Entry]) -> list[Any]:
    present = {entry.rule.code for entry in entries}
    groups: list[Any] = [("", "全部事项")]
    for line in LINES:
        rules = [r for r in RULES.values() if r.line == line and r.code in present]
        if rules:
            own = [(rule.code, rule.title) for rule in rules]
            groups.append((line, [(line, f"{line}（全部）"), *own]))
    return groups


class TokenForm(forms.Form):
    """Names one deadline: rule:record:last day."""

    token = forms.RegexField(
        r"^[a-z_.]{3,40}:[0-9]{1,18}:([0-9]{4}-[0-9]{2}-[0-9]{2})?$",
        error_messages={"invalid": STALE, "required": STALE},
    )

    def clean_token(self) -> tuple[str, int, str]:
        rule, record, due = self.cleaned_data["token"].split(":")
        if rule not in RULES:
            raise forms.ValidationError(STALE)
        return rule, int(record), due


class SnoozeForm(TokenForm):
    """推迟 7 天、30 天或不再提醒, sent by one button: ``7@rule:record:last day``."""

    span = forms.ChoiceField(
        choices=[(key, key) for key in SPANS],
        error_messages={"invalid_choice": STALE, "required": STALE},
    )

    def __init__(self, button: str) -> None:
        span, _, token = button.partition("@")
        super().__init__({"span": span, "token": token})

    @property
    def days(self) -> int | None:
        """None for good."""
        return SPANS[self.cleaned_data["span"]]
