"""首页: what each role gets, numbers that agree with plain SQL, links, and the price of a panel."""

import re
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.models import Target
from tests import factories as make
from tests.reports.demo_sql import CONTRACTS, PAYMENTS, TOWN, joined, one, rows, standing
from unions.models import Assignment, User
from unions.permissions import Role

pytest_plugins = ["tests.reports.demo_fixture"]

TODAY = "2009-11-20"
BARE = {"X-Panel": "1"}


def home(client, **query):
    response = client.get("/", query)
    assert response.status_code == 200
    return response, unescape(response.content.decode())


def panel(client, code, union="D01"):
    response = client.get(f"/reports/desk/{code}/", {"union": union}, headers=BARE)
    assert response.status_code == 200
    return unescape(response.content.decode())


def panels(page):
    return re.findall(r'data-panel="/reports/desk/(\w+)/', page)


ALL = ["figures", "targets", "checks", "changes", "members", "aid", "contracts"]


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("staff", ALL),
        ("chair", ALL),
        ("county_viewer", [code for code in ALL if code not in {"changes", "aid"}]),
        ("administrator", []),
    ],
)
def test_each_role_gets_its_own_panels(as_, world, who, expected):
    _, page = home(as_(who))
    assert panels(page) == expected
    assert ("在用账号" in page) == (who == "administrator")


def test_accounts_are_counted_of_the_own_town_only(client, world):
    """One administrator here; the county's, the neighbour's and everybody of no role elsewhere."""
    keeper = make.UserFactory(role=Role.ADMINISTRATOR, role__union=world.town)
    client.force_login(keeper)
    _, page = home(client)
    assert "在用账号 4 个" in re.sub(r"<[^>]*>", "", page)  # 王干事、李干事、张主席 and the keeper
    assert "县总工会 0 个" in page


def test_an_account_without_a_role_is_told_whom_to_ask(client, db):
    client.force_login(User.objects.create_user("xinren", "新人"))
    _, page = home(client)
    assert "这个账号还没有角色" in page
    assert panels(page) == []


def test_the_county_starts_from_the_county_and_reads_no_names(as_, world):
    make.AidStepFactory(case=world.aid_case, state="filed", happened_on=date(2008, 12, 1))
    make.CommitteeTermFactory(union=world.enterprise, ends_on=date(2009, 12, 1))
    county = as_("county_viewer")
    response, page = home(county)
    assert response.context["root"] == world.county
    assert "委员会届满 1 件" in page
    texts = [page, *(panel(county, code, "G01") for code in panels(page))]
    for name in ("钱示例", "单秀英", "王干事"):
        assert not [text for text in texts if name in text]
    assert home(county, union="D02")[0].context["root"] == world.neighbour
    for code in ("changes", "aid"):  # months of aid would tell of single workers
        assert county.get(f"/reports/desk/{code}/", {"union": "G01"}).status_code == 404
    assert "救助款" in panel(county, "figures", "D01")
    assert "救助款" not in panel(county, "figures", world.enterprise.code)


def test_a_role_beside_the_administrators_opens_its_own_union(as_, world):
    Assignment.objects.create(user=world.administrator, role=Role.COUNTY, union=world.town)
    response, page = home(as_("administrator"))
    assert response.context["root"] == world.town
    assert "在用账号" in page


def test_staff_read_the_nearest_things_first_and_only_of_their_town(as_, world):
    make.CommitteeTermFactory(union=world.enterprise, ends_on=date(2009, 12, 1))
    make.CommitteeTermFactory(union=world.village_joint, ends_on=date(2009, 11, 25))
    make.CommitteeTermFactory(union=world.foreign_enterprise, ends_on=date(2009, 11, 21))
    response, page = home(as_("staff"))
    told = [line.sentence[:9] for line in response.context["lines"] if "届满" in line.sentence]
    assert told == ["东村小型民营企业联", "示范机械有限公司工"]
    assert "when=month" in page
    assert as_("staff").get("/", {"union": "D02"}).status_code == 404
    assert as_("staff").get("/reports/desk/figures/", {"union": "D02"}).status_code == 404
    for code in ("nothing", "\x00", "checks/.."):
        assert as_("staff").get(f"/reports/desk/{code}/", {"union": "D01"}).status_code == 404


def test_an_empty_town_is_told_what_to_do_next(client, db, settings):
    settings.LEDGER_TODAY = date(2009, 11, 20)
    town = make.UnionFactory(name="新镇总工会", code="N01", kind="town")
    client.force_login(make.UserFactory(role=Role.STAFF, role__union=town))
    _, page = home(client)
    assert "从这里开始" in page
    assert "近期没有要办的事" in page
    assert "还没有登记2009年的目标" in panel(client, "targets", "N01")
    assert "近一个月没有人改过台账" in panel(client, "changes", "N01")
    assert "还没有数" in panel(client, "aid", "N01")


def test_recent_changes_tell_who_changed_what_in_the_own_town(as_, world):
    for user, union, name in (
        (world.colleague, world.enterprise, "新厂名"),
        (world.foreign_staff, world.foreign_enterprise, "邻厂名"),
    ):
        union.name = name
        union._history_user = user
        union.save()
    page = panel(as_("staff"), "changes")
    assert "李干事修改了工会“新厂名”" in page
    assert f'href="/unions/union/{world.enterprise.pk}/history/"' in page
    assert "邻厂名" not in page


def test_a_target_behind_the_year_is_marked_and_opens_its_figure(as_, world):
    make.TargetFactory(union=world.town, year=2009, code="unions.founded", value=10)
    make.TargetFactory(union=world.town, year=2009, code="unions.dissolved", operator="le", value=3)
    make.UnionFactory(parent=world.town, founded_on=date(2009, 3, 1))
    page = panel(as_("staff"), "targets")
    assert "完成 10%" in page
    assert "chip--warn" in page
    assert "目标不多于3" in page
    assert 'href="/reports/figures/unions.founded/?union=D01&year=2009&as_of=2009-11-20' in page
    assert Target.objects.count() == 2


# The demo


@pytest.fixture
def desk(demo, client, settings):
    settings.LEDGER_TODAY = date(2009, 11, 20)
    client.force_login(make.UserFactory(role=Role.STAFF, role__union=demo))
    return client


def test_the_demo_numbers_are_those_of_plain_sql(desk):
    figures = panel(desk, "figures")
    told = dict(
        re.findall(r'/figures/([\w.]+)/.*?figure-card__value">([\d.]+)<small>', figures, re.S)
    )
    signed = (
        f"SELECT count(*) FROM {CONTRACTS} WHERE u.path LIKE %s AND c.signed_on BETWEEN %s AND %s"
    )
    paid = (
        f"SELECT sum(p.amount) FROM {PAYMENTS} WHERE u.path LIKE %s AND p.paid_on BETWEEN %s AND %s"
    )
    year = ("2009-01-01", TODAY)
    assert int(told["unions.standing"]) == standing(TODAY)
    assert int(told["members.joined"]) == joined(*year)
    assert int(told["contracts.signed"]) == one(signed, TOWN, *year)
    assert float(told["aid.amount"]) == float(one(paid, TOWN, *year))
    months = panel(desk, "aid")
    march = one(paid, TOWN, "2009-03-01", "2009-03-31")
    assert f"3月 {int(march)}元" in months
    kinds = rows(
        f"SELECT c.kind, count(*) FROM {CONTRACTS} WHERE u.path LIKE %s AND u.dissolved_on IS NULL"
        " AND c.signed_on <= %s AND c.expires_on >= %s GROUP BY c.kind",
        TOWN,
        TODAY,
        TODAY,
    )
    page = panel(desk, "contracts")
    assert f"工资专项协议 {dict(kinds)['wage']}份" in page
    assert "<title>" in page  # of the drawing, for those who do not see it


def test_every_number_of_the_demo_opens_a_page_that_exists(desk):
    _, page = home(desk)
    texts = [page, *(panel(desk, code) for code in ("figures", "targets", "members", "aid"))]
    links = {link for text in texts for link in re.findall(r'href="(/(?!static)[^"]*)"', text)}
    numbers = [
        link for link in links if "figures/" in link or "deadlines" in link or "paid" in link
    ]
    assert len(numbers) > 20
    assert {link: desk.get(link).status_code for link in numbers} == dict.fromkeys(numbers, 200)


def test_every_bar_of_the_demo_opens_the_list_it_counts(desk):
    def bars(code):
        bars = desk.get(f"/reports/desk/{code}/", {"union": "D01"}).context["chart"].bars
        return [bar for bar in bars if bar.value]

    for bar in bars("contracts"):
        page = desk.get(bar.url).context["page"]
        assert page.paginator.count == bar.value, bar.label
    for bar in bars("aid"):
        listed = desk.get(bar.url).context["cl"].queryset
        assert sum(listed.values_list("amount", flat=True)) == bar.value, bar.label
    for bar in bars("members"):
        assert desk.get(bar.url).context["figure"].value == bar.value, bar.label
    assert len(bars("contracts")) > 2


@pytest.mark.parametrize("code", [None, *ALL])
def test_the_page_and_each_panel_stay_within_25_queries_and_100_kb(desk, code):
    with CaptureQueriesContext(connection) as queries:
        response = (
            desk.get(f"/reports/desk/{code}/", {"union": "D01"}, headers=BARE)
            if code
            else desk.get("/")
        )
    assert response.status_code == 200
    assert len(queries) <= 25
    assert len(response.content) < 100_000


def test_a_panel_opens_as_a_page_of_its_own_without_scripts(desk):
    page = desk.get("/reports/desk/figures/", {"union": "D01"}).content.decode()
    assert 'id="menu"' in page
    assert "基层工会数" in page
