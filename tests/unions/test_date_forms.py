"""One text field for a date and its precision, in forms over real records."""

from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.test.utils import isolate_apps

from unions.date_forms import ChineseDateFormField, PartialDateFormField, PartialDatesFormMixin
from unions.dates import UNKNOWN_DATE, PartialDate, Precision, partial_date_of, precision_field

FIRST_OF_MAY = PartialDate(date(2009, 5, 1), Precision.DAY)
MAY = PartialDate(date(2009, 5, 31), Precision.MONTH)
YEAR = PartialDate(date(2009, 12, 31), Precision.YEAR)

with isolate_apps():

    class FoundedThing(models.Model):
        name = models.CharField("名称", max_length=20, blank=True)
        founded_on = models.DateField("成立日期", null=True, blank=True)
        founded_on_precision = precision_field("成立日期")

        class Meta:
            app_label = "unions"
            db_table = "test_form_founding"
            constraints = [
                models.CheckConstraint(
                    condition=~models.Q(founded_on_precision="year", name="甲"),
                    name="test_founding_precision",
                    violation_error_message="甲要写到月",
                )
            ]

        def __str__(self) -> str:
            return self.name

        def clean(self) -> None:
            if self.founded_on_precision == Precision.MONTH and self.name == "乙":
                raise ValidationError({"founded_on_precision": "乙要写到日"})

    class FoundingForm(PartialDatesFormMixin, forms.ModelForm):
        class Meta:
            model = FoundedThing
            fields = ["name", "founded_on"]


@pytest.fixture(scope="module")
def founding_table(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            editor.create_model(FoundedThing)
        yield
        with connection.schema_editor() as editor:
            editor.delete_model(FoundedThing)


def test_the_form_shows_one_text_field_for_both():
    form = FoundingForm(instance=FoundedThing(founded_on=MAY.day, founded_on_precision="month"))
    assert list(form.fields) == ["name", "founded_on"]
    assert 'value="2009年5月"' in str(form["founded_on"])
    assert form["founded_on"].label == "成立日期"
    assert 'placeholder="如 2009年3月12日、2009年3月或 2009"' in str(form["founded_on"])


@pytest.mark.django_db
@pytest.mark.parametrize("partial", [FIRST_OF_MAY, MAY, YEAR, UNKNOWN_DATE])
def test_a_date_comes_back_from_the_form_as_it_was_typed(founding_table, partial):
    form = FoundingForm({"name": "丙", "founded_on": str(partial)})
    saved = form.save()
    saved.refresh_from_db()
    assert partial_date_of(saved, "founded_on") == partial
    assert form.cleaned_data["founded_on"] == partial.day


def test_errors_of_the_precision_stand_at_the_visible_field(db, founding_table):
    form = FoundingForm({"name": "乙", "founded_on": "2009年5月"})
    assert form.errors == {"founded_on": ["乙要写到日"]}


def test_constraints_see_the_precision(db, founding_table):
    form = FoundingForm({"name": "甲", "founded_on": "2009年"})
    assert form.errors == {"__all__": ["甲要写到月"]}
    assert FoundingForm({"name": "甲", "founded_on": "2009年5月"}).is_valid()


def test_a_wrong_date_keeps_what_was_typed(db, founding_table):
    form = FoundingForm({"name": "丙", "founded_on": "2009年2月30日"})
    assert list(form.errors) == ["founded_on"]
    assert 'value="2009年2月30日"' in str(form["founded_on"])


@pytest.mark.parametrize(
    ("typed", "changed"),
    [
        ("2009.5", []),
        ("2009年5月31日", ["founded_on"]),
        ("", ["founded_on"]),
        ("?x", ["founded_on"]),
    ],
)
def test_another_spelling_is_no_change_but_another_precision_is(typed, changed):
    held = FoundedThing(name="丙", founded_on=MAY.day, founded_on_precision="month")
    assert FoundingForm({"name": "丙", "founded_on": typed}, instance=held).changed_data == changed


def test_an_empty_row_of_a_formset_is_unchanged():
    assert FoundingForm({"name": "", "founded_on": ""}).changed_data == []


def test_a_required_partial_date_asks_for_an_answer_and_takes_unknown_for_one():
    field = PartialDateFormField()
    with pytest.raises(ValidationError):
        field.clean(" \u200b")
    assert field.clean("不详") == UNKNOWN_DATE


def test_a_plain_date_field_reads_the_same_spellings():
    field = ChineseDateFormField(required=False)
    for text in ("2009.5.1", "二〇〇九年五月一日", "20090501"):
        assert field.clean(text) == date(2009, 5, 1)
    assert field.clean("") is None
    assert field.prepare_value(date(2009, 5, 1)) == "2009年5月1日"
    assert not field.has_changed(date(2009, 5, 1), "2009年5月1日")


@pytest.mark.parametrize("text", ["2009年5月", "2009"])
def test_a_plain_date_field_wants_the_day(text):
    with pytest.raises(ValidationError, match="要写到日"):
        ChineseDateFormField().clean(text)
