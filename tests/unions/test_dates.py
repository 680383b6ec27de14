"""Dates known to the day, the month, the year or not at all."""

from datetime import date
from typing import Any, ClassVar

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.test.utils import isolate_apps

from unions.dates import (
    UNKNOWN_DATE,
    PartialDate,
    Precision,
    display_date,
    display_partial_date,
    parse_partial_date,
    partial_date_of,
    precision_field,
    since,
)

FIRST_OF_MAY = PartialDate(date(2009, 5, 1), Precision.DAY)
MAY = PartialDate(date(2009, 5, 31), Precision.MONTH)
YEAR = PartialDate(date(2009, 12, 31), Precision.YEAR)

with isolate_apps():

    class Founding(models.Model):
        name = models.CharField("名称", max_length=20, blank=True)
        founded_on = models.DateField("成立日期", null=True, blank=True)
        founded_on_precision = precision_field("成立日期")
        objects: ClassVar[models.Manager[Any]] = models.Manager()

        class Meta:
            app_label = "unions"
            db_table = "test_founding"

        def __str__(self) -> str:
            return self.name


@pytest.fixture(scope="module")
def founding_table(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            editor.create_model(Founding)
        yield
        with connection.schema_editor() as editor:
            editor.delete_model(Founding)


@pytest.mark.parametrize(
    "text",
    [
        "2009-05-01",
        "2009-5-1",
        "2009.5.1",
        "2009/5/1",
        "2009。5。1",
        "2009 5 1",
        "2009年5月1日",
        "2009 年 5 月 1 日",
        "2009年5月1号",
        "20090501",
        "2009-05-01 00:00:00",
        "二〇〇九年五月一日",
        "二○○九年五月一日",
        "二零零九年五月一日",
        "二OO九年五月一日",
        "２００９．５．１",
        "２００９年５月１日\u200b",
    ],
)
def test_every_spelling_of_one_day_is_that_day(text):
    assert parse_partial_date(text) == FIRST_OF_MAY


@pytest.mark.parametrize(
    "text",
    ["2009年5月", "2009.5", "2009-05", "2009/05", "200905", "二〇〇九年五月", "２００９年５月"],
)
def test_a_month_is_held_as_its_last_day(text):
    assert parse_partial_date(text) == MAY


@pytest.mark.parametrize("text", ["2009年", "2009", "二〇〇九年", "２００９"])
def test_a_year_is_held_as_its_last_day(text):
    assert parse_partial_date(text) == YEAR


@pytest.mark.parametrize("text", ["", " \u3000", "不详", "不清楚", "空", "——", "/", "未知"])
def test_what_nobody_knows_is_an_unknown_date(text):
    assert parse_partial_date(text) == UNKNOWN_DATE == PartialDate(None, Precision.UNKNOWN)


def test_february_ends_by_the_calendar():
    assert parse_partial_date("2008年2月").day == date(2008, 2, 29)
    assert parse_partial_date("2009年2月").day == date(2009, 2, 28)


@pytest.mark.parametrize("day", range(1, 32))
def test_chinese_numerals_count_to_thirty_one(day):
    numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
    numerals += [f"十{n}" for n in numerals[:9]] + ["二十"]
    numerals += [f"二十{n}" for n in numerals[:9]] + ["三十", "三十一"]
    parsed = parse_partial_date(f"一九九八年十二月{numerals[day - 1]}日")
    assert parsed == PartialDate(date(1998, 12, day))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2009年2月29日", "2009年2月没有29日"),
        ("20090431", "2009年4月没有31日"),
        ("2009-13", "没有13月"),
        ("2009年0月", "没有0月"),
        ("2009.5.0", "没有0日"),
        ("1899年", "年份应在1900至2100之间"),
        ("2101-01-01", "年份应在1900至2100之间"),
        ("09.5.1", "看不懂"),
        ("39934", "看不懂"),  # Excel's serial number: the sheet reader's matter
        ("2009.5-6", "看不懂"),
        ("2009年底", "看不懂"),
        ("去年", "看不懂"),
        ("二〇〇九年五月三十二日", "没有32日"),
        ("٢٠٠٩", "看不懂"),
    ],
)
def test_a_wrong_date_is_refused_with_value_reason_and_example(text, said):
    with pytest.raises(ValidationError) as caught:
        parse_partial_date(text)
    (message,) = caught.value.messages
    assert f"“{text}”" in message
    assert said in message
    assert "请填写如 2009年3月12日" in message


def test_a_very_long_text_is_not_repeated_in_the_message():
    with pytest.raises(ValidationError) as caught:
        parse_partial_date("9" * 1_000_000)
    assert len(caught.value.messages[0]) < 150


def test_dates_are_shown_as_precisely_as_they_are_known():
    assert display_partial_date(date(2006, 8, 3), "day") == "2006年8月3日"
    assert display_partial_date(date(2006, 8, 31), "month") == "2006年8月"
    assert display_partial_date(date(2006, 12, 31), "year") == "2006年"
    assert display_partial_date(None, "day") == "不详"
    assert display_date(date(2009, 12, 20)) == "2009年12月20日"


@pytest.mark.parametrize("partial", [FIRST_OF_MAY, MAY, YEAR, UNKNOWN_DATE])
def test_what_is_shown_can_be_typed_again(partial):
    assert parse_partial_date(str(partial)) == partial


def test_a_month_given_by_any_of_its_days_is_held_as_the_last():
    assert PartialDate(date(2009, 5, 1), Precision.MONTH) == MAY


@pytest.mark.django_db
def test_unknown_dates_count_from_the_beginning_and_months_from_their_end(founding_table):
    for name, partial in {"甲": FIRST_OF_MAY, "乙": MAY, "丙": UNKNOWN_DATE, "丁": YEAR}.items():
        Founding.objects.create(
            name=name, founded_on=partial.day, founded_on_precision=partial.precision
        )

    def counted(day):
        return set(Founding.objects.filter(since("founded_on", day)).values_list("name", flat=True))

    assert counted(date(1900, 1, 1)) == {"丙"}
    assert counted(date(2009, 5, 30)) == {"甲", "丙"}
    assert counted(date(2009, 5, 31)) == {"甲", "乙", "丙"}
    assert counted(date(2009, 12, 31)) == {"甲", "乙", "丙", "丁"}


@pytest.mark.django_db
def test_code_that_sets_only_the_date_stores_a_day_and_none_stores_unknown(founding_table):
    Founding.objects.bulk_create([Founding(founded_on=date(2009, 5, 1)), Founding()])
    dated = Founding.objects.get(founded_on__isnull=False)
    undated = Founding.objects.get(founded_on=None)
    assert partial_date_of(dated, "founded_on") == FIRST_OF_MAY
    assert undated.founded_on_precision == "unknown"
