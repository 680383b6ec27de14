"""核数: what the grid shows, and how typed totals are stored from it."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from reports.lines import LINES, line_of
from reports.models import ReportedFigure
from reports.registry import registry
from tests import factories as make
from tests.pages import inputs, messages_of, text_of
from tests.reports.pages import SCOPE

URL = "reports:verification"
ATTENDANCE, CLASSES = "training.attendance", "training.classes"
NAMES = {ATTENDANCE: "培训人次", CLASSES: "培训班数"}


def address(line="activities", **changed):
    asked = "&".join(f"{key}={value}" for key, value in {**SCOPE, "line": line, **changed}.items())
    return f"{reverse(URL)}?{asked}"


def save(client, typed, *, form=None, url=None, **others):
    """Types ``typed`` = {code: (value, source)} over the page as it was opened."""
    url = url or address()
    sent = dict(form or inputs(client.get(url)))
    for code, (value, source) in typed.items():
        sent |= {f"value-{code}": value, f"source-{code}": source}
    return client.post(url, {**sent, **others})


def stored():
    rows = ReportedFigure.objects.order_by("code", "period_to")
    return [(row.union.code, row.code, row.value, row.source) for row in rows]


def row_of(response, code):
    return next(row for row, cell in response.context["cells"] if cell.code == code)


def test_every_figure_belongs_to_one_line_of_work():
    assert {line_of(indicator) for indicator in registry} == {line.key for line in LINES}


def test_the_lines_together_show_every_figure_once(as_, world):
    client, shown = as_("staff"), []
    for line in LINES:
        for page in (1, 2):
            response = client.get(address(line.key, page=page))
            assert len(response.content) < 100_000
            if response.context["page"].number == page:
                shown += [cell.code for _, cell in response.context["cells"]]
    assert sorted(shown) == sorted(registry.indicators)


def test_a_block_of_totals_is_stored_with_one_save(as_, world):
    response = save(
        as_("staff"),
        {
            ATTENDANCE: ("4,000", "成校来电"),
            CLASSES: ("１２", ""),
            "training.certificates": ("", ""),
        },
        source="10月底汇总表",
    )
    assert response.status_code == 302
    assert stored() == [
        ("D01", ATTENDANCE, Decimal(4000), "成校来电"),
        ("D01", CLASSES, Decimal(12), "10月底汇总表"),
    ]
    row = ReportedFigure.objects.get(code=ATTENDANCE)
    assert (row.period_from, row.period_to) == (date(2009, 1, 1), date(2009, 10, 31))
    assert row.created_by == row.updated_by == world.staff
    page = as_("staff").get(address())
    assert "已保存2个手工填报数。" in text_of(page)
    assert row_of(page, ATTENDANCE).figure.source == "手工填报"


@pytest.mark.parametrize(
    ("code", "value", "source", "field", "fault"),
    [
        (CLASSES, "十二", "电话", "value", "“十二”不是数，请只填数字，如 1200。"),
        (CLASSES, "-1", "电话", "value", "培训班数要填不小于0的整数。"),
        (CLASSES, "1.5", "电话", "value", "培训班数要填不小于0的整数。"),
        (CLASSES, "12", "", "source", "请写来源：谁报的、根据哪份材料。"),
        (CLASSES, "", "电话", "value", "写了来源，没有填数。请填数，或把来源也清空。"),
        (CLASSES, "9" * 20, "电话", "value", "16"),
        (CLASSES, "12", "长" * 201, "source", "200"),
        ("members.rate", "90", "电话", "value", "“入会率”由其他数据项算出，不能手工填报。"),
    ],
)  # fmt: skip
def test_one_wrong_cell_keeps_the_whole_grid_unstored_and_typed(
    as_, world, code, value, source, field, fault
):
    response = save(as_("staff"), {ATTENDANCE: ("4000", "成校来电"), code: (value, source)})
    assert response.status_code == 200
    assert stored() == []
    faulty = {cell.code: cell.faults for _, cell in response.context["cells"] if cell.faults}
    assert faulty.keys() == {code}
    assert faulty[code].keys() == {field}
    assert fault in faulty[code][field]
    assert "一个数也没有保存" in text_of(response)
    assert inputs(response)[f"value-{ATTENDANCE}"] == "4000"
    assert code == "members.rate" or inputs(response)[f"value-{code}"] == value


def test_a_cell_somebody_else_changed_meanwhile_is_told_and_can_be_saved_again(as_, world):
    client = as_("staff")
    opened = inputs(client.get(address()))
    save(as_("colleague"), {ATTENDANCE: ("4200", "成校短信")}, form=opened)
    client = as_("staff")
    response = save(client, {ATTENDANCE: ("4000", "来电"), CLASSES: ("12", "来电")}, form=opened)
    assert response.status_code == 409
    assert "刚被李干事改过，现在是4200（成校短信）" in text_of(response)
    assert stored() == [("D01", ATTENDANCE, Decimal(4200), "成校短信")]
    assert save(client, {}, form=inputs(response)).status_code == 302
    assert stored() == [
        ("D01", ATTENDANCE, Decimal(4000), "来电"),
        ("D01", CLASSES, Decimal(12), "来电"),
    ]


def test_cells_left_as_they_were_opened_never_undo_a_colleagues_change(as_, world):
    save(as_("staff"), {ATTENDANCE: ("4000", "来电")})
    opened = inputs(as_("staff").get(address()))
    save(as_("colleague"), {ATTENDANCE: ("4200", "成校短信")}, form=opened)
    assert save(as_("staff"), {CLASSES: ("12", "来电")}, form=opened).status_code == 302
    assert (Decimal(4200), Decimal(12)) == tuple(value for _, _, value, _ in stored())


def test_clearing_a_cell_withdraws_the_total_and_keeps_its_history(as_, world):
    save(as_("staff"), {ATTENDANCE: ("4000", "来电")})
    response = save(as_("staff"), {ATTENDANCE: ("", "")})
    assert messages_of(as_("staff").get(response.url)) == [
        "已撤回1个手工填报数，原来填的可在修改记录里查到。"
    ]
    assert stored() == []
    kinds = ReportedFigure.history.filter(code=ATTENDANCE).order_by("history_id")
    assert list(kinds.values_list("history_type", flat=True)) == ["+", "-"]


def test_a_later_day_gets_a_number_of_its_own(as_, world):
    save(as_("staff"), {ATTENDANCE: ("4000", "来电")})
    later = address(as_of="2009-11-15")
    assert row_of(as_("staff").get(later), ATTENDANCE).typed_days == "截至2009-10-31"
    save(as_("staff"), {ATTENDANCE: ("4100", "来电")}, url=later)
    assert [value for _, _, value, _ in stored()] == [4000, 4100]
    assert row_of(as_("staff").get(later), ATTENDANCE).figure.value == 4100
    assert row_of(as_("staff").get(address()), ATTENDANCE).figure.value == 4000


def test_months_typed_apart_are_not_withdrawn_by_clearing_their_sum(as_, world):
    for month in (1, 2):
        days = {"period_from": date(2009, month, 1), "period_to": date(2009, month, 28)}
        make.ReportedFigureFactory(union=world.town, code=ATTENDANCE, value=month * 10, **days)
    response = save(as_("staff"), {ATTENDANCE: ("", "")})
    assert "由2段填报相加" in text_of(response)
    assert len(stored()) == 2


def test_a_total_beside_rows_is_compared_in_words_and_the_rows_are_used(as_, world):
    make.TrainingFactory(union=world.enterprise, attendance=60, certificates=0)
    save(as_("staff"), {ATTENDANCE: ("4000", "来电")})
    page = as_("staff").get(address(only="odd"))
    row = row_of(page, ATTENDANCE)
    assert (row.computed.value, row.figure.value) == (60, 60)
    assert "填报比台账多3940" in text_of(page)
    assert [cell.code for _, cell in page.context["cells"]] == [ATTENDANCE]


def test_the_search_finds_figures_of_every_line(as_, world):
    page = as_("staff").get(address(q="会员数"))
    found = {row.indicator.name for row, _ in page.context["cells"]}
    expected = {indicator.name for indicator in registry if "会员数" in indicator.name}
    assert found == expected >= {"会员数", "新增会员数"}


def test_rules_that_do_not_hold_stand_above_the_grid(as_, world):
    make.HeadcountFactory(union=world.enterprise, staff=50, members=60)
    page = text_of(as_("staff").get(address()))
    assert "会员数不应大于职工数。" in page
    assert "会员数 60 、 职工数 50" in page


@pytest.mark.parametrize(
    ("who", "status"), [("chair", 403), ("county_viewer", 403), ("foreign_staff", 404)]
)
def test_only_staff_of_the_town_type(as_, world, who, status):
    client = as_(who)
    if status == 403:
        assert "value-" not in client.get(address()).content.decode()
    sent = {f"value-{ATTENDANCE}": "4000", f"source-{ATTENDANCE}": "来电"}
    assert client.post(address(), sent).status_code == status
    assert stored() == []


def test_a_figure_that_does_not_exist_cannot_be_typed(as_, world):
    assert as_("staff").post(address(), {"value-no.such": "1"}).status_code == 404


def test_more_rows_cost_no_more_queries(as_, world, django_assert_max_num_queries):
    client = as_("staff")
    make.TrainingFactory(union=world.enterprise)
    with django_assert_max_num_queries(400) as few:
        client.get(address())
    for _ in range(4):
        make.TrainingFactory(union__parent=world.town)
        make.ReportedFigureFactory(union__parent=world.town, code="training.certificates")
    with django_assert_max_num_queries(len(few) + 4):
        client.get(address())


def test_the_check_sheet_lists_every_figure_with_columns_to_sign(as_, world):
    make.ReportedFigureFactory(union=world.town, code=ATTENDANCE, value=4000, source="成校来电")
    response = as_("chair").get(address().replace("verification", "check-sheet"))
    listed = [row.indicator.code for _, rows in response.context["groups"] for row in rows]
    line = {code for code in registry.indicators if code.startswith(("training.", "activities."))}
    assert set(listed) == line  # one line of work: as the sheet is handed round
    whole = as_("chair").get(address("all").replace("verification", "check-sheet"))
    listed = [row.indicator.code for _, rows in whole.context["groups"] for row in rows]
    assert sorted(listed) == sorted(registry.indicators)
    assert len(whole.content) < 100_000
    for words in ("提供人", "签字", "成校来电", "2009年数据核对表"):
        assert words in text_of(whole)


def test_the_main_figures_say_how_they_changed(as_, world):
    for day, members in ((date(2008, 9, 1), 60), (date(2009, 9, 1), 80)):
        make.HeadcountFactory(union=world.enterprise, as_of=day, staff=100, members=members)
    page = text_of(as_("chair").get(address().replace("verification", "main-figures")))
    assert "会员数 80 名 比上年多20名" in page
    assert "入会率 80 % 比上年多20个百分点" in page


def test_the_county_learns_of_aid_no_small_group_here_either(as_, world):
    """The world has one aided worker in our town: fewer than five."""
    make.ReportedFigureFactory(union=world.enterprise, code="aid.amount", value=3000)
    for who, told in (("staff", True), ("county_viewer", False)):
        page = as_(who).get(address("services"))
        row = row_of(page, "aid.helped")
        assert (row.figure.value is not None, row.computed.value is not None) == (told, told)
        assert bool(row_of(page, "aid.amount").below) is told
    main = as_("county_viewer").get(address().replace("verification", "main-figures"))
    shown = {
        each.figure.code: each.figure.value for _, group in main.context["groups"] for each in group
    }
    assert shown["aid.helped"] is shown["aid.amount"] is None


def test_an_impossible_pair_is_told_at_once_and_its_rate_is_not_called_counted(as_, world):
    units, with_union = "branches.units", "branches.units_with_union"
    url = address("organisation")
    typed = {units: ("10", "各村上报"), with_union: ("50", "各村上报")}
    response = save(as_("staff"), typed, url=url)
    assert response.url.endswith(f"#row-{units}")  # the row is in view again
    told = messages_of(as_("staff").get(response.url))
    assert told == [
        "已保存2个手工填报数。",
        "已经保存，但互相矛盾：建立二级工会单位数50个、下属基层单位数10个。"
        "建立二级工会的单位不应多于下属基层单位。",
    ]
    sheet = as_("chair").get(url.replace("verification", "check-sheet"))
    rows = {row.indicator.code: row for _, rows in sheet.context["groups"] for row in rows}
    assert (
        rows["branches.units_rate"].figure.value,
        rows["branches.units_rate"].computed.value,
    ) == (500, None)
    assert rows["branches.units_rate"].figure.source == "手工填报"


def test_faults_of_a_number_and_its_source_are_told_together(as_, world):
    response = save(as_("staff"), {CLASSES: ("-1", ""), ATTENDANCE: ("很多", "")})
    faults = {cell.code: list(cell.faults.values()) for _, cell in response.context["cells"]}
    asked = "请写来源：谁报的、根据哪份材料。"
    assert faults[CLASSES] == ["培训班数要填不小于0的整数。", asked]
    assert faults[ATTENDANCE] == ["“很多”不是数，请只填数字，如 1200。", asked]
