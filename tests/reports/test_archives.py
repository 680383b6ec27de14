"""档案完整度: which union lacks which of the kinds its town asks for (D4-03)."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.models import ArchiveKind, ArchiveKindSetting
from tests import factories as make
from tests.pages import text_of
from unions.models import CommitteeTerm, Union

LIST, SETTINGS = "reports:archives", "reports:archive_kinds"
# What one union has to hold to lack nothing, and what of it makes each kind (口径 of the handbook).
HELD = {
    "organisation": lambda u: (
        make.CommitteeTermFactory(union=u, ends_on=date(2010, 1, 1)),
        make.HeadcountFactory(union=u, as_of=date(2009, 1, 1)),
    ),
    "protection": lambda u: make.BodyFactory(union=u, kind="supervision"),
    "democracy": lambda u: make.BodyFactory(union=u, kind="disclosure"),
    "aid": lambda u: make.VisitFactory(union=u, visited_on=date(2009, 1, 15)),
    "contracts": lambda u: make.ContractFactory(union=u, expires_on=date(2009, 11, 20)),
    "mediation": lambda u: make.BodyFactory(union=u, kind="mediation"),
    "training": lambda u: make.TrainingFactory(union=u, held_on=date(2008, 11, 21)),
}
# The same a day too late or too early: as good as nothing on 20 November 2009.
OUTDATED = {
    "organisation": lambda u: (
        make.CommitteeTermFactory(union=u, ends_on=date(2009, 11, 19)),
        make.HeadcountFactory(union=u, as_of=date(2008, 11, 20)),
    ),
    "protection": lambda u: make.BodyFactory(union=u, kind="protection", to_on=date(2009, 11, 20)),
    "democracy": lambda u: make.BodyFactory(union=u, kind="women"),
    "aid": lambda u: make.VisitFactory(union=u, visited_on=date(2008, 11, 20)),
    "contracts": lambda u: make.ContractFactory(
        union=u, signed_on=date(2007, 1, 1), expires_on=date(2009, 11, 19)
    ),
    "mediation": lambda u: make.BodyFactory(union=u, kind="mediation", from_on=date(2009, 11, 21)),
    "training": lambda u: make.TrainingFactory(union=u, held_on=date(2008, 11, 20)),
}


@pytest.fixture
def bare(world):
    """A union without any record."""
    return make.UnionFactory(parent=world.town, name="空白公司工会")


def switch_on(client, union, *kinds):
    address = f"{reverse(SETTINGS)}?union={union.code}"
    return client.post(address, {"kinds": kinds})


def rows_of(response) -> dict[str, list[str]]:
    """Per union the values of the kinds in which it lacks something."""
    return {
        union.name: [state.kind.value for state in states if not state.is_complete]
        for union, states in response.context["page"]
    }


def test_nothing_is_missing_until_the_town_asks_for_it(as_, world, bare):
    client = as_("staff")
    assert "还没有启用档案类别" in text_of(client.get(reverse(LIST)))
    page = client.get(reverse("reports:union_page", args=[bare.pk]))
    assert "未启用" in text_of(page)
    assert "还缺" not in text_of(page)


@pytest.mark.parametrize("kind", ArchiveKind.values)
def test_a_kind_is_complete_only_with_what_it_asks_for(as_, world, bare, kind):
    client = as_("staff")
    switch_on(client, world.town, kind)
    OUTDATED[kind](bare)
    assert rows_of(client.get(reverse(LIST)))["空白公司工会"] == [kind]
    assert "还缺" in text_of(client.get(reverse("reports:union_page", args=[bare.pk])))
    CommitteeTerm.objects.filter(union=bare).delete()
    HELD[kind](bare)
    assert rows_of(client.get(reverse(LIST)))["空白公司工会"] == []
    assert "齐全" in text_of(client.get(reverse("reports:union_page", args=[bare.pk])))


def test_a_branch_and_a_contract_from_above_speak_for_the_union(as_, world):
    client = as_("staff")
    switch_on(client, world.town, "training", "contracts")
    branch = make.UnionFactory(parent=world.enterprise, kind=Union.Kind.BRANCH, name="一分会")
    make.TrainingFactory(union=branch)
    make.CoverageFactory(contract=make.ContractFactory(union=world.town), employer=world.employer)
    rows = rows_of(client.get(reverse(LIST)))
    assert rows["示范机械有限公司工会"] == []
    assert rows["东村小型民营企业联合工会"] == ["contracts", "training"]
    assert rows.keys() == {"示范机械有限公司工会", "东村小型民营企业联合工会"}
    filtered = client.get(reverse(LIST), {"only": "1"})
    assert rows_of(filtered).keys() == {"东村小型民营企业联合工会"}
    assert "未启用：组织及会员、劳动保护及监督检查、" in text_of(filtered)


def test_a_union_below_speaks_for_itself_only(as_, world):
    """A village union is not complete because an enterprise union below it has a contract."""
    client = as_("staff")
    switch_on(client, world.town, "contracts")
    below = make.UnionFactory(parent=world.village_joint, name="下属公司工会")
    inside = make.UnionFactory(parent=below, kind=Union.Kind.BRANCH, name="车间分会")
    HELD["contracts"](make.UnionFactory(parent=inside, kind=Union.Kind.BRANCH, name="班组分会"))
    rows = rows_of(client.get(reverse(LIST)))
    assert rows["下属公司工会"] == []
    assert rows["东村小型民营企业联合工会"] == ["contracts"]


def test_the_counts_are_those_of_the_rows(as_, world, bare):
    client = as_("staff")
    switch_on(client, world.town, "mediation", "protection")
    make.BodyFactory(union=world.enterprise, kind="mediation")
    response = client.get(reverse(LIST))
    assert response.context["counts"] == {"all": 3, "faulty": 3, "complete": 0}
    assert response.context["lacking"] == [3, 2]  # in the order of the kinds: protection first


def test_switching_is_kept_with_its_history_and_undone_by_unticking(as_, world):
    client = as_("staff")
    answer = switch_on(client, world.town, "aid", "contracts")
    assert answer.status_code == 302
    on = ArchiveKindSetting.objects.filter(is_on=True)
    assert set(on.values_list("kind", flat=True)) == {"aid", "contracts"}
    switch_on(client, world.town, "contracts")
    aid = ArchiveKindSetting.objects.get(kind="aid")
    assert (aid.is_on, aid.updated_by, aid.history.count()) == (False, world.staff, 2)
    assert "没有“外星”这个档案类别" in text_of(switch_on(client, world.town, "外星"))
    assert set(on.values_list("kind", flat=True)) == {"contracts"}


def test_only_staff_of_the_town_switch(as_, world):
    for who, code, expected in (
        ("chair", "D01", 403),
        ("county_viewer", "D01", 403),
        ("administrator", "D01", 404),
        ("foreign_staff", "D01", 404),
        ("staff", "D02", 404),
    ):
        address = f"{reverse(SETTINGS)}?union={code}"
        assert as_(who).post(address, {"kinds": ["aid"]}).status_code == expected, who
    assert not ArchiveKindSetting.objects.exists()


def test_the_county_is_not_told_who_has_aid_cases(as_, world):
    switch_on(as_("staff"), world.town, "aid", "mediation")
    county = as_("county_viewer")
    response = county.get(reverse(LIST), {"union": "D01"})
    assert response.context["kinds_on"] == [ArchiveKind.MEDIATION]
    page = county.get(reverse("reports:union_page", args=[world.enterprise.pk]))
    states = {kind.kind: kind.state for kind in page.context["kinds"]}
    assert states[ArchiveKind.AID] is None
    assert states[ArchiveKind.MEDIATION] is not None


def test_a_town_of_many_unions_costs_no_more_queries_and_a_small_page(as_, world):
    client = as_("staff")
    switch_on(client, world.town, *ArchiveKind.values)

    def measure():
        with CaptureQueriesContext(connection) as queries:
            response = client.get(reverse(LIST))
        return len(queries), len(response.content)

    measure()
    few, _ = measure()
    for number in range(190):
        make.UnionFactory(parent=world.town, name=f"第{number}号精密仪器制造有限公司工会")
    many, size = measure()
    assert many <= few
    assert size <= 100_000
