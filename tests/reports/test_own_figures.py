"""自定义指标: named by a town, typed like any total, counted and told everywhere."""

import io
import json
from datetime import date

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from reports.models import OwnFigure, ReportedFigure, catalogue_at
from reports.registry import UnknownFigure, registry
from reports.scopes import book_of
from reports.sentences import WritingContext, parse
from tests import factories as make
from tests.pages import save as save_form
from tests.pages import text_of
from tests.reports.pages import get
from tests.reports.test_verification import address, save

OCTOBER = date(2009, 10, 31)


@pytest.fixture
def own(world):
    return make.OwnFigureFactory(union=world.town, name="职工读书会场数", unit="场")


def typed(figure, union, value, start=date(2009, 1, 1), end=OCTOBER):
    return make.ReportedFigureFactory(
        code=figure.code, union=union, value=value, period_from=start, period_to=end
    )


def value_of(root, name):
    return book_of(root, 2009, OCTOBER).figure(name).value


def test_staff_make_a_figure_and_type_it_on_the_grid(as_, world):
    client = as_("staff")
    fields = {"name": "职工读书会场数", "unit": "场", "line": "activities", "definition": "读书会"}
    assert save_form(client, "/reports/ownfigure/add/", **fields).status_code == 302
    figure = OwnFigure.objects.get()
    assert figure.union == world.town
    assert save(client, {figure.code: ("17", "读书会台账")}).status_code == 302
    assert "职工读书会场数" in text_of(client.get(address()))
    assert value_of(world.town, "职工读书会场数") == 17


def test_it_stands_in_sentences_commands_and_the_workbook(as_, world, own, capsys):
    typed(own, world.town, 17)
    words = parse("举办{职工读书会场数}。").write(WritingContext(book_of(world.town, 2009))).text
    assert words == "举办17场。"
    call_command("figures", "--union", "D01", "--year", "2009", "--format", "json")
    told = {row["name"]: row["value"] for row in json.loads(capsys.readouterr().out)["figures"]}
    assert told["职工读书会场数"] == 17
    file = get(as_("staff"), "reports:statistics_file").content
    book = openpyxl.load_workbook(io.BytesIO(file), data_only=True)
    rows = {row[1].value: row[3].value for row in book["汇总"].iter_rows(min_row=4)}
    assert rows["职工读书会场数"] == 17
    assert "职工读书会场数" in [row[1].value for row in book["口径说明"].iter_rows(min_row=4)]
    page = get(as_("chair"), "reports:figure", own.code)
    assert "本会自己编印的刊物。" in text_of(page)


def test_unions_below_may_be_typed_and_other_towns_do_not_know_it(as_, world, own):
    typed(own, world.enterprise, 5)
    assert value_of(world.town, own.name) == 5
    for elsewhere in (world.neighbour, world.county):
        with pytest.raises(UnknownFigure):
            value_of(elsewhere, own.name)
    assert catalogue_at(world.neighbour) is registry
    row = ReportedFigure(
        union=world.neighbour, code=own.code, value=1, source="电话",
        period_from=date(2009, 1, 1), period_to=OCTOBER,
    )  # fmt: skip
    with pytest.raises(ValidationError, match="是别的工会的自定义指标"):
        row.full_clean()
    foreign = address(union="D02")
    assert as_("foreign_staff").post(foreign, {f"value-{own.code}": "1"}).status_code == 404


def test_of_a_number_on_a_day_the_latest_counts_of_a_period_the_sum(world):
    days = [(date(2009, month, 1), date(2009, month, 28)) for month in (1, 2)]
    for nature, total in (("flow", 30), ("stock", 20)):
        figure = make.OwnFigureFactory(union=world.town, nature=nature)
        for value, (start, end) in zip((10, 20), days, strict=True):
            typed(figure, world.town, value, start, end)
        assert value_of(world.town, figure.name) == total


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("会员数", "“会员数”是系统自带的数据项、名单或文中的固定词，请换一个名称。"),
        ("本会", "“本会”是系统自带的数据项、名单或文中的固定词，请换一个名称。"),
        ("members.total", "不能有空格和其他符号。"),
        ("读书{会}", "不能有空格和其他符号。"),
        ("读书会 场数", "不能有空格和其他符号。"),
        ("职工读书会场数", "“示范镇总工会”已有自定义指标“职工读书会场数”，请换一个名称。"),
    ],
)
def test_a_name_has_one_meaning(world, own, name, fault):
    figure = make.OwnFigureFactory.build(union=world.enterprise, name=name)
    with pytest.raises(ValidationError) as refusal:
        figure.full_clean()
    assert fault in "".join(refusal.value.message_dict["name"])


def test_two_towns_may_use_one_name(world, own):
    make.OwnFigureFactory.build(union=world.neighbour, name=own.name).full_clean()


def test_a_name_the_product_took_later_is_told_and_the_products_figure_stands(as_, world, own):
    OwnFigure.objects.filter(pk=own.pk).update(name="会员数")  # as an upgrade would leave it
    typed(own, world.town, 17)
    assert book_of(world.town, 2009).figure("会员数").code == "members.total"
    page = text_of(as_("staff").get(address()))
    assert "自定义指标“会员数”和系统新增的数据项同名，已经停用" in page
    OwnFigure.objects.filter(pk=own.pk).update(name="职工读书会场数")
    assert value_of(world.town, "职工读书会场数") == 17


def test_one_that_has_totals_cannot_be_deleted(as_, world, own):
    typed(own, world.town, 17)
    client = as_("staff")
    assert "手工填报数1条" in text_of(client.get(f"/reports/ownfigure/{own.pk}/delete/"))
    client.post(f"/reports/ownfigure/{own.pk}/delete/", {"post": "yes"})
    assert OwnFigure.objects.filter(pk=own.pk).exists()


def test_the_choice_of_no_decimals_is_shown_by_its_name(as_, world):
    page = as_("staff").get("/reports/ownfigure/add/").content.decode()
    assert '<option value="0" selected>没有小数</option>' in page
