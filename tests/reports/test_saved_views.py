"""视图: what is kept of a list's address, who sees it, and when a list opens with it.

Addresses are compared as parsed by urllib; rows are read by plain SQL.
"""

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml.html import document_fromstring

from tests import factories as make
from tests.pages import text_of
from unions.permissions import Role

LIST = "/unions/collectivecontract/"
RECORDS = "unions.collectivecontract"
FILTERED = "year=2009&expiry=90&q=示范&o=-2"


def rows(columns: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM reports_savedview ORDER BY id")
        return list(cursor.fetchall())


def all_links(response) -> dict[str, str]:
    page = document_fromstring(response.content.decode())
    return {link.text_content().strip(): link.get("href") for link in page.iter("a")}


def post(client, address, **fields):
    response = client.post(address, fields, follow=True)
    return response, text_of(response)


def keep(client, name="今年的合同", query=FILTERED, record_type=RECORDS, **fields):
    return post(client, "/reports/saved-views/", list=record_type, query=query, name=name, **fields)


def own(pk: int) -> str:
    return f"/reports/saved-views/{pk}/"


def links(response) -> dict[str, str]:
    """Words → address of the chips above the list."""
    page = document_fromstring(response.content.decode())
    return {
        "".join(link.itertext()).strip(): link.get("href")
        for link in page.xpath("//a[@class='views__item']")
    }


@pytest.fixture
def stage(world):
    make.ContractFactory(union=world.enterprise)
    make.ContractFactory(union=world.foreign_enterprise)
    return world


@pytest.fixture
def staff(stage, client):
    client.force_login(stage.staff)
    return client


def test_the_filters_of_a_list_come_back_under_their_name(staff):
    page, shown = keep(staff, query=FILTERED + "&p=3&all=&_facets=1")
    assert "已保存视图“今年的合同”。" in shown
    kept = parse_qs(urlsplit(links(page)["今年的合同"]).query)
    assert kept == {"year": ["2009"], "expiry": ["90"], "q": ["示范"], "o": ["-2"]}
    current = document_fromstring(page.content.decode()).xpath(
        "//nav[@aria-label='视图']/a[@aria-current]"
    )
    assert [link.text_content().strip() for link in current] == ["今年的合同"]


def test_a_plain_list_without_views_has_no_bar(staff):
    assert 'class="views"' not in staff.get(LIST).content.decode()
    assert "保存当前筛选为视图" in text_of(staff.get(LIST, {"expiry": "90"}))


@pytest.mark.parametrize(
    "words",
    [
        "110101199003071234",
        "110101900307123",
        "11010119900307123X",
        "110101 19900307 1234",
        "１１０１０１１９９００３０７１２３４",
        "110101-19900307-1234",
    ],
)
def test_nothing_like_an_id_number_is_stored(staff, words):
    for name, query in (("查人", f"q={words}"), (words, FILTERED), ("查人", f"expiry={words}")):
        _, shown = keep(staff, name=name, query=query)
        assert "视图里不能存这样的号码" in shown, (name, query)
    assert rows("id") == []


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": " \u200b "}, "请给视图起个名称"),
        ({"name": "长" * 21}, "视图的名称最多20个字"),
        ({"query": ""}, "现在没有筛选、搜索和排序"),
        ({"query": "p=2&all=1"}, "现在没有筛选、搜索和排序"),
        ({"query": "q=" + "长" * 200}, "内容太长"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_a_sentence(staff, fields, sentence):
    assert sentence in keep(staff, **fields)[1]
    assert rows("id") == []


def test_a_parameter_that_is_no_filter_of_the_list_is_left_out_or_refused(staff):
    keep(staff, query="expiry=30&version=1")
    assert rows("query") == [("expiry=30",)]
    sent = {"list": RECORDS, "query": "union__created_by__password__contains=a", "name": "试"}
    assert staff.post("/reports/saved-views/", sent).status_code == 400
    assert len(rows("id")) == 1


def test_the_same_name_twice_and_a_thirteenth_view_are_refused(staff):
    for number in range(12):
        keep(staff, name=f"第{number}个")
    assert "已有叫“第3个”的视图" in keep(staff, name="第3个")[1]
    assert "一个列表最多存12个视图" in keep(staff, name="又一个")[1]
    assert (
        "已保存视图" in keep(staff, name="第3个", record_type="unions.training", query="q=安全")[1]
    )
    assert len(rows("id")) == 13


def test_personal_views_are_private_and_shared_ones_stay_in_the_town(stage, staff, client):
    keep(staff, name="自己用")
    keep(staff, name="大家用", is_shared="on")
    village = make.UserFactory(role="staff", role__union=stage.village_joint)
    seen = {}
    for user in (stage.colleague, stage.chair, village, stage.county_viewer, stage.foreign_staff):
        client.force_login(user)
        shown = text_of(client.get(LIST))
        seen[user.pk] = ("自己用" in shown, "大家用" in shown)
    assert seen == {
        stage.colleague.pk: (False, True),
        stage.chair.pk: (False, True),
        village.pk: (False, True),
        stage.county_viewer.pk: (False, False),
        stage.foreign_staff.pk: (False, False),
    }


def test_the_county_shares_with_the_county_alone(stage, client):
    client.force_login(stage.county_viewer)
    keep(client, name="县里用", is_shared="on")
    other = make.UserFactory(role=Role.COUNTY, role__union=stage.county)
    for user, sees in ((other, True), (stage.staff, False), (stage.chair, False)):
        client.force_login(user)
        assert ("县里用" in text_of(client.get(LIST))) is sees, user


def test_a_default_view_opens_the_list_for_its_owner_alone(stage, staff, client):
    keep(staff, is_default="on", is_shared="on")
    opened = staff.get(LIST)
    assert opened.status_code == 302
    assert parse_qs(urlsplit(opened.url).query)["expiry"] == ["90"]
    # From the menu, whatever was open before; 清除筛选 and 全部 say what they want.
    assert staff.get(LIST, headers={"referer": f"http://testserver{LIST}?q=1"}).status_code == 302
    assert all_links(staff.get(LIST, {"expiry": "90"}))["清除筛选"] == "?q="
    assert staff.get(LIST + links(staff.get(opened.url))["全部"]).status_code == 200
    assert staff.get(LIST, headers={"referer": "http://testserver/"}).status_code == 302
    assert staff.get("/unions/training/").status_code == 200
    client.force_login(stage.colleague)
    assert client.get(LIST).status_code == 200


def test_a_search_that_finds_nothing_in_a_view_offers_the_whole_list(staff):
    page = staff.get(LIST, {"expiry": "90", "q": "没有这个词"})
    assert all_links(page)["在全部中查找“没有这个词”"] == f"?{urlencode({'q': '没有这个词'})}"


def test_paper_holds_all_rows_or_says_which(staff, world, settings):
    make.ContractFactory.create_batch(51, union=world.enterprise)
    page = staff.get(LIST, {"q": ""})
    whole = next(link for words, link in all_links(page).items() if "打印全部" in words)
    assert "这里只印第1页，共2页" in text_of(page)
    paper = text_of(staff.get(LIST + whole.removesuffix("#print")))
    assert "这里只印" not in paper


def test_a_second_default_takes_the_place_of_the_first(staff):
    keep(staff, name="先", is_default="on")
    keep(staff, name="后", is_default="on", query="expiry=30")
    assert [(name, bool(on)) for name, on in rows("name, is_default")] == [
        ("先", False),
        ("后", True),
    ]
    assert staff.get(LIST).url == f"{LIST}?expiry=30"


def test_the_owner_renames_shares_and_deletes_and_nobody_else(stage, staff, client):
    keep(staff)
    ((pk,),) = rows("id")
    client.force_login(stage.colleague)
    for fields in ({"name": "改"}, {"delete": "1"}):
        assert client.post(own(pk), fields).status_code == 404
    client.force_login(stage.staff)
    keep(client, name="占了")
    assert "已有叫“占了”的视图" in post(client, own(pk), name="占了")[1]
    assert "已修改视图“新名称”。" in post(client, own(pk), name="新名称", is_shared="on")[1]
    assert rows("name, shared_with_id")[0] == ("新名称", stage.town.pk)
    post(client, own(pk), name="新名称")
    assert rows("name, shared_with_id")[0] == ("新名称", None)
    assert "台账没有变" in post(client, own(pk), delete="1")[1]
    assert rows("name") == [("占了",)]


def test_a_list_the_user_may_not_see_takes_no_view(stage, client):
    client.force_login(stage.county_viewer)
    for record_type in ("members.member", "auth.group", "x", "unions.nothing", ""):
        sent = {"list": record_type, "query": "q=王", "name": "试"}
        assert client.post("/reports/saved-views/", sent).status_code == 404, record_type
    sent = {"list": RECORDS, "query": "union=999999", "name": "试"}
    assert client.post("/reports/saved-views/", sent).status_code == 404
    assert rows("id") == []


def test_views_cost_a_list_one_query(staff):
    staff.get(LIST)
    with CaptureQueriesContext(connection) as without:
        staff.get(LIST, {"expiry": "90"})
    for number in range(8):
        keep(staff, name=f"第{number}个", is_shared="on")
    with CaptureQueriesContext(connection) as queries:
        staff.get(LIST, {"expiry": "90"})
    about = [query for query in queries if "reports_savedview" in query["sql"]]
    assert len(about) == 1
    assert len(queries) == len(without)
