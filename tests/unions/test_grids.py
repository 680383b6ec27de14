"""表格录入: one line a union, saved all at once or not at all; the database is asked directly."""

import json
from datetime import date

import pytest
from django.db import connection
from django.urls import reverse
from lxml.html import document_fromstring

from tests import factories as make
from tests.pages import messages_of, text_of
from unions.models import FormerName, Headcount, ProposalReturn, Training, Union

HEADCOUNTS = "/grids/headcounts/?union=D01&as_of=2009-09-30"
PROPOSALS = "/grids/proposals/?union=D01&period_from=2009-01-01&period_to=2009-09-30"
TRAININGS = "/grids/trainings/?union=D01&held_on=2009-11-01&kind=safety&title=安全生产"


@pytest.fixture(autouse=True)
def _today(settings):
    settings.LEDGER_TODAY = date(2009, 11, 20)


@pytest.fixture
def staff(world, client):
    client.force_login(world.staff)
    return client


def post(client, url, lines):
    """``lines``: union → (version the page showed, {column: text})."""
    cells = {str(union.pk): [version, texts] for union, (version, texts) in lines.items()}
    return client.post(url, {"cells": json.dumps(cells)})


def page_of(response):
    return document_fromstring(response.content.decode())


def row_of(response, union):
    [row] = page_of(response).xpath(f"//tr[@data-k='{union.pk}']")
    return row


def line_of(response, union):
    row = row_of(response, union)
    cells = row.xpath("td")
    return {
        "version": row.get("data-v"),
        "texts": [cell.xpath("string(input/@value)") for cell in cells],
        "last": [cell.xpath("string(s)") for cell in cells],
        "faults": [" ".join(cell.xpath("em/text()")) for cell in cells],
        "words": row.text_content(),
    }


def sql(query, *values):
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def test_a_grid_shows_what_is_stored_and_the_last_value_beside_it(world, staff):
    make.HeadcountFactory(union=world.enterprise, as_of=date(2008, 9, 30), staff=90, members=None)
    make.HeadcountFactory(union=world.village_joint, as_of=date(2009, 9, 30), staff=40, members=3)
    answer = staff.get(HEADCOUNTS)
    line = line_of(answer, world.enterprise)
    assert line["texts"] == [""] * 6
    assert line["last"] == ["90", "", "", "", "", ""]
    assert "2008-09-30" in line["words"]
    assert line_of(answer, world.village_joint)["texts"] == ["40", "", "", "3", "", ""]
    keys = set(page_of(answer).xpath("//tbody/tr/@data-k"))
    assert keys == {str(world.enterprise.pk), str(world.village_joint.pk)}  # no federation


def test_one_save_makes_changes_and_leaves_the_untouched_alone(world, staff):
    kept = make.HeadcountFactory(union=world.village_joint, staff=40, members=30)
    third = make.UnionFactory(parent=world.town)
    same = make.HeadcountFactory(union=third, staff=7, members=7)
    answer = post(
        staff,
        HEADCOUNTS,
        {
            world.enterprise: (0, {"staff": "1,234", "women": "１２人", "members": ""}),
            world.village_joint: (1, {"members": "31"}),
            third: (1, {"staff": "７", "members": "7人"}),  # another spelling of the same
        },
    )
    assert answer.status_code == 302
    stored = sql(
        "SELECT union_id, staff, women, members, version, created_by_id, updated_by_id"
        " FROM unions_headcount WHERE as_of = '2009-09-30' ORDER BY union_id"
    )
    me = world.staff.pk
    assert stored == [
        (world.enterprise.pk, 1234, 12, None, 1, me, me),
        (world.village_joint.pk, 40, None, 31, 2, None, me),
        (third.pk, 7, None, 7, 1, None, None),
    ]
    told = sql(
        "SELECT id, history_type, history_user_id, members FROM unions_historicalheadcount"
        " WHERE history_user_id IS NOT NULL ORDER BY union_id"
    )
    new = Headcount.objects.get(union=world.enterprise).pk
    assert told == [(new, "+", me, None), (kept.pk, "~", me, 31)]
    assert not same.history.filter(history_type="~").exists()


def test_one_wrong_cell_keeps_everything_out_and_everything_typed(world, staff):
    answer = post(
        staff,
        HEADCOUNTS,
        {
            world.enterprise: (0, {"staff": "20", "women": "30", "members": "12.5"}),
            world.village_joint: (0, {"women": "3"}),
        },
    )
    assert answer.status_code == 200
    assert Headcount.objects.count() == 0
    first, second = (line_of(answer, one) for one in (world.enterprise, world.village_joint))
    assert first["texts"][:4] == ["20", "30", "", "12.5"]
    assert first["faults"][3] == "“12.5”不是整数，请填整数，如 120。"
    assert second["faults"][0] == "请填写职工数。"
    assert second["texts"][1] == "3"
    assert "有2处要改正" in text_of(answer)

    corrected = {"staff": "20", "women": "30", "members": "12"}
    answer = post(staff, HEADCOUNTS, {world.enterprise: (0, corrected)})
    assert "女职工（30）不能大于职工数（20）" in line_of(answer, world.enterprise)["faults"][1]
    assert Headcount.objects.count() == 0


def test_a_row_somebody_else_saved_meanwhile_shows_both_values_and_stores_nothing(world, staff):
    theirs = make.HeadcountFactory(union=world.enterprise, staff=50, members=40)
    theirs.staff, theirs.updated_by = 55, world.colleague
    theirs.save()
    lines = {
        world.enterprise: (1, {"staff": "60"}),
        world.village_joint: (0, {"staff": "9"}),
    }
    answer = post(staff, HEADCOUNTS, lines)
    assert answer.status_code == 409
    line = line_of(answer, world.enterprise)
    assert line["texts"][0] == "60"
    assert "55" in line["faults"][0]
    assert "刚被李干事改过" in line["words"]
    assert sql("SELECT union_id, staff FROM unions_headcount") == [(world.enterprise.pk, 55)]

    insisting = {**lines, world.enterprise: (int(line["version"]), {"staff": "60"})}
    assert post(staff, HEADCOUNTS, insisting).status_code == 302
    assert Headcount.objects.get(union=world.enterprise).staff == 60


def test_a_row_somebody_else_made_meanwhile_is_not_doubled(world, staff):
    make.HeadcountFactory(union=world.enterprise, staff=50, members=None)
    answer = post(staff, HEADCOUNTS, {world.enterprise: (0, {"staff": "60"})})
    assert answer.status_code == 409
    assert Headcount.objects.get().staff == 50
    agreed = post(staff, HEADCOUNTS, {world.enterprise: (0, {"staff": "50"})})
    assert messages_of(staff.get(agreed.url))[0] == "没有改动，没有写入。"


def test_proposals_belong_to_the_period_and_an_overlap_is_saved_only_when_meant(world, staff):
    make.ProposalFactory(
        union=world.enterprise, period_from=date(2009, 6, 1), period_to=date(2009, 12, 31), raised=7
    )
    told = "2009-06-01至2009-12-31已报7条"
    assert told in line_of(staff.get(PROPOSALS), world.enterprise)["words"]
    assert told not in line_of(staff.get(PROPOSALS), world.village_joint)["words"]
    line = {world.enterprise: (0, {"raised": "12条", "benefit": "1.5万元"})}
    answer = post(staff, PROPOSALS, line)
    assert ProposalReturn.objects.count() == 1
    assert "会重复计算" in line_of(answer, world.enterprise)["words"]
    assert line_of(answer, world.enterprise)["texts"][0] == "12条"

    [tick] = row_of(answer, world.enterprise).xpath(".//input[@name='also']/@value")
    cells = json.dumps({str(world.enterprise.pk): line[world.enterprise]})
    answer = staff.post(PROPOSALS, {"cells": cells, "also": tick})
    made = ProposalReturn.objects.get(period_to=date(2009, 9, 30))
    assert (made.period_from, made.raised, made.implemented) == (date(2009, 1, 1), 12, None)
    assert made.benefit == 15000
    assert "重叠" in " ".join(messages_of(staff.get(answer.url)))


def test_a_training_is_the_unions_own_of_that_day_and_title(world, staff):
    line = {world.enterprise: (0, {"attendance": "30人次"})}
    assert post(staff, TRAININGS, line).status_code == 302
    made = Training.objects.get()
    assert (made.union, made.title, made.kind) == (world.enterprise, "安全生产", "safety")
    assert (made.held_on, made.sessions, made.attendance) == (date(2009, 11, 1), 1, 30)
    again = {world.enterprise: (1, {"certificates": "5"})}
    assert post(staff, TRAININGS, again).status_code == 302
    made.refresh_from_db()
    assert (made.attendance, made.certificates, made.version) == (30, 5, 2)


def test_a_line_carries_every_name_a_sheet_may_use(world, staff):
    FormerName.objects.create(union=world.enterprise, name="示范 农机厂（老厂）工会委员会")
    world.enterprise.short_name = "示范机械"
    world.enterprise.save()
    row = row_of(staff.get(HEADCOUNTS), world.enterprise)
    code = world.enterprise.code.replace("-", "")
    assert row.get("data-n").split("|") == ["示范机械", code, "示范农机厂老厂"]


def test_a_union_of_another_town_is_not_written_and_odd_input_is_refused(world, staff):
    line = {world.foreign_enterprise: (0, {"staff": "5"})}
    assert post(staff, HEADCOUNTS, line).status_code == 404
    for cells in ("[1]", '{"1": 5}', '{"1": [0, {"union": "1"}]}', '{"1": [0, {"staff": 5}]}', "{"):
        assert staff.post(HEADCOUNTS, {"cells": cells}).status_code == 400
    assert Headcount.objects.count() == 0


@pytest.mark.parametrize(
    ("who", "status"), [("chair", 403), ("county_viewer", 403), ("administrator", 404)]
)
def test_who_may_not_write_records_may_not_fill_in_grids(world, client, who, status):
    client.force_login(getattr(world, who))
    line = {world.enterprise: (0, {"staff": "5"})}
    assert post(client, HEADCOUNTS, line).status_code == status
    assert Headcount.objects.count() == 0


def test_a_day_ahead_is_refused_above_the_grid(world, staff):
    answer = staff.get("/grids/headcounts/?union=D01&as_of=2009-12-31")
    assert "2009年12月31日晚于今天" in text_of(answer)


def test_184_unions_cost_few_queries_and_a_small_page(world, staff, django_assert_max_num_queries):
    unions = Union.objects.bulk_create(
        make.UnionFactory.build(
            parent=world.town, code=f"D01-{n:03}", path=f"{world.town.path}{n}/"
        )
        for n in range(200, 384)
    )
    staff.get(HEADCOUNTS)  # the session notes the visit once a minute
    Headcount.objects.bulk_create(
        Headcount(union=union, as_of=date(2008, 9, 30), staff=1234, women=1000, migrants=200,
                  members=1200, women_members=990, migrant_members=100)
        for union in unions
    )  # fmt: skip
    with django_assert_max_num_queries(8):
        answer = staff.get(HEADCOUNTS)
    assert len(answer.content) < 100_000
    lines = {union: (0, {"staff": str(number)}) for number, union in enumerate(unions)}
    with django_assert_max_num_queries(25):
        assert post(staff, HEADCOUNTS, lines).status_code == 302
    assert sql("SELECT count(*), sum(staff) FROM unions_headcount WHERE as_of = '2009-09-30'") == [
        (184, sum(range(184)))
    ]


def test_lists_lead_to_the_grids_only_those_who_may_write(world, client):
    for user, is_offered in ((world.staff, True), (world.chair, False)):
        client.force_login(user)
        page = client.get(reverse("admin:unions_headcount_changelist")).content.decode()
        assert (reverse("grids:headcounts") in page) is is_offered
