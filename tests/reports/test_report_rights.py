"""Who may open which report page, and whose names are on it."""

import pytest

from reports.drilldown import drill_down
from reports.registry import Part, registry
from tests import factories as make
from tests.reports.indicator_cases import COUNTED, book_of
from tests.reports.pages import PAGES, get, text, type_last_year
from unions.models import Assignment
from unions.permissions import Role

NAMES = ("单秀英", "钱示例")  # a member and an aided worker of our town


@pytest.mark.parametrize("who", ["staff", "chair"])
@pytest.mark.parametrize("name", PAGES)
def test_staff_and_chair_open_the_pages_of_their_town(as_, who, name):
    assert get(as_(who), name).status_code == 200


@pytest.mark.parametrize("who", ["staff", "chair", "administrator"])
@pytest.mark.parametrize("name", [*PAGES, "reports:statistics_file"])
def test_another_town_is_404(as_, who, name):
    assert get(as_(who), name, union="D02").status_code == 404
    assert get(as_(who), name, union="G01").status_code == 404


@pytest.mark.parametrize("suffix", ["pdf", "docx", "txt", "html"])
def test_papers_of_another_town_are_404(as_, suffix):
    assert get(as_("staff"), "reports:summary_file", suffix, union="D02").status_code == 404


def test_the_county_reads_statistics_and_no_drafts(as_):
    county = as_("county_viewer")
    assert get(county, "reports:summary").status_code == 404
    assert get(county, "reports:summary_file", "txt").status_code == 404
    assert get(county, "reports:statistics").status_code == 200
    assert get(county, "reports:statistics", union="G01").status_code == 200


def test_the_county_gets_numbers_by_union_and_no_names(as_, world):
    county = as_("county_viewer")
    type_last_year(world.town)
    pages = {code: text(get(county, "reports:figure", code)) for code in [*COUNTED, *derived()]}
    assert not [code for code, page in pages.items() if any(name in page for name in NAMES)]
    assert "示范机械有限公司工会" in pages["members.joined"]


def derived():
    """Parts of every kind of rows, and one of every other kind of figure."""
    kinds = {
        (type(i), COUNTED[i.whole].rows if isinstance(i, Part) else None): code
        for code, i in registry.indicators.items()
        if code not in COUNTED
    }
    return kinds.values()


def test_staff_see_the_names_of_their_own_people(as_, world):
    assert NAMES[0] in text(get(as_("staff"), "reports:figure", "members.joined"))
    assert NAMES[1] in text(get(as_("staff"), "reports:figure", "aid.helped"))


def test_the_county_role_gives_no_names_to_staff_of_another_town(as_, world):
    Assignment.objects.create(user=world.foreign_staff, role=Role.COUNTY, union=world.county)
    page = get(as_("foreign_staff"), "reports:figure", "members.joined")
    assert NAMES[0] not in text(page)
    whole = get(as_("foreign_staff"), "reports:figure", "members.joined", union="G01")
    assert NAMES[0] not in text(whole)
    assert "邻桂花" in text(
        get(as_("foreign_staff"), "reports:figure", "members.joined", union="D02")
    )


def test_without_the_right_to_records_a_part_shows_its_own_numbers_by_union(world):
    make.ContractFactory(union=world.enterprise, scope="single")
    regional = make.ContractFactory(union=world.village_joint, scope="regional")
    nobody = make.UserFactory()
    part = registry.find("contracts.signed_regional")
    shown = drill_down(book_of(world.town), part, nobody, "1")
    assert shown["by_union"] == [(regional.union, 1)]
    assert "records" not in shown


@pytest.mark.parametrize("name", PAGES)
def test_nobody_gets_in_without_signing_in(client, world, name):
    response = get(client, name)
    assert response.status_code == 302
    assert "login" in response["Location"]


@pytest.mark.parametrize(
    "union", ["' OR 1=1 --", "D01' --", "\x00", "D01\x00", "%", "D0_", "d01/", "x" * 5000, "<b>"]
)
def test_an_injected_union_is_harmless(as_, world, union):
    """404, or the own town where nothing but invisible characters was added."""
    for name in PAGES:
        response = get(as_("staff"), name, union=union)
        if response.status_code == 200:
            assert response.context["form"].book.scope.root == world.town
        assert response.status_code == (200 if "\x00" in union else 404)
        assert "<b>" not in text(response)
