"""Contracts, aid, contests, proposals and training of the demo county, counted by SQL."""

from tests.reports.demo_sql import (
    CLASSES,
    CONTESTS,
    CONTRACTS,
    NOVEMBER,
    PAYMENTS,
    THIS_YEAR,
    TOWN,
    joined,
    one,
    rows,
)

pytest_plugins = ["tests.reports.demo_fixture"]


def test_33_contracts_were_signed_of_which_11_regional(demo):
    found = rows(
        f"SELECT c.scope, count(*) FROM {CONTRACTS} WHERE u.path LIKE %s"
        " AND c.signed_on BETWEEN %s AND %s GROUP BY c.scope",
        TOWN,
        *THIS_YEAR,
    )
    assert dict(found) == {"regional": 11, "single": 22}


def test_every_regional_contract_covers_two_employers_or_more_and_no_other_does(demo):
    found = rows(
        "SELECT c.scope, count(*), min(n), max(n) FROM unions_collectivecontract c JOIN"
        " (SELECT contract_id, count(DISTINCT employer_id) AS n FROM unions_contractcoverage"
        " GROUP BY contract_id) k ON k.contract_id = c.id GROUP BY c.scope"
    )
    by_scope = {scope: (fewest, most) for scope, _, fewest, most in found}
    assert by_scope["regional"][0] >= 2
    assert by_scope["single"] == (1, 1)
    assert sum(count for _, count, _, _ in found) == one(
        "SELECT count(*) FROM unions_collectivecontract"
    )


def test_renewals_follow_a_contract_of_the_same_union_and_kind(demo):
    found = rows(
        "SELECT old.union_id = new.union_id AND old.kind = new.kind AND old.signed_on <"
        " new.signed_on FROM unions_collectivecontract new JOIN unions_collectivecontract old"
        " ON old.id = new.renewal_of_id WHERE new.action = 'renewal'"
    )
    renewals = one("SELECT count(*) FROM unions_collectivecontract WHERE action = 'renewal'")
    assert len(found) == renewals > 10
    assert all(matches for (matches,) in found)


def test_some_contracts_end_next_year(demo):
    ending = (
        f"SELECT count(*) FROM {CONTRACTS} WHERE u.path LIKE %s AND c.expires_on BETWEEN %s AND %s"
    )
    assert one(ending, TOWN, "2010-01-01", "2010-12-31") > 10


def test_8_workers_received_41926_yuan_in_more_payments_than_workers(demo):
    ((workers, yuan, payments),) = rows(
        f"SELECT count(DISTINCT c.id), sum(p.amount), count(*) FROM {PAYMENTS}"
        " WHERE u.path LIKE %s AND p.paid_on BETWEEN %s AND %s",
        TOWN,
        *THIS_YEAR,
    )
    assert (workers, yuan) == (8, 41926)
    assert payments > workers


def test_a_payment_of_november_goes_to_one_of_the_eight(demo):
    found = rows(
        f"SELECT count(DISTINCT c.id), sum(p.amount) FROM {PAYMENTS}"
        " WHERE u.path LIKE %s AND p.paid_on BETWEEN '2009-01-01' AND %s",
        TOWN,
        NOVEMBER,
    )
    assert found == [(8, 42726)]


def test_the_town_held_two_skill_contests_and_one_merit_contest(demo):
    found = rows(
        f"SELECT c.kind, c.trade, c.cup, c.co_hosts, c.criteria FROM {CONTESTS}"
        " WHERE u.path LIKE %s AND c.level = 'town' AND c.kind IN ('skill', 'merit')"
        " AND c.held_on BETWEEN %s AND %s ORDER BY c.held_on",
        TOWN,
        *THIS_YEAR,
    )
    merit, crane, electrician = found
    assert merit[0] == "merit"
    assert merit[3] == "镇机关工会、项目办"
    assert len(merit[4].split("、")) == 5
    assert (crane[0], crane[1], bool(crane[2])) == ("skill", "行车工", True)
    assert (electrician[0], electrician[1], electrician[2]) == ("skill", "电工", "")


def test_32_large_enterprises_entered_contests_and_10_are_to_be_named(demo):
    entries = (
        "unions_competitionentry n JOIN unions_competition c ON c.id = n.competition_id"
        " JOIN unions_employer e ON e.union_id = n.union_id"
        " JOIN unions_union u ON u.id = e.union_id"
        " WHERE u.path LIKE %s AND e.is_above_scale AND c.held_on BETWEEN %s AND %s"
    )
    assert one(f"SELECT count(DISTINCT e.id) FROM {entries}", TOWN, *THIS_YEAR) == 32
    named = rows(
        f"SELECT n.name_order FROM {entries} AND n.name_order IS NOT NULL ORDER BY n.name_order",
        TOWN,
        *THIS_YEAR,
    )
    assert named == [(place,) for place in range(1, 11)]


def test_other_large_enterprises_entered_none(demo):
    large = "SELECT count(*) FROM unions_employer e JOIN unions_union u ON u.id = e.union_id"
    assert one(f"{large} WHERE u.path LIKE %s AND e.is_above_scale", TOWN) > 32


def test_21_unions_raised_229_proposals(demo):
    found = rows(
        "SELECT count(DISTINCT p.union_id), sum(p.raised), sum(p.implemented), sum(p.benefit)"
        " FROM unions_proposalreturn p JOIN unions_union u ON u.id = p.union_id"
        " WHERE u.path LIKE %s AND u.kind = 'enterprise' AND p.period_to BETWEEN %s AND %s",
        TOWN,
        *THIS_YEAR,
    )
    assert found == [(21, 229, 91, 943000)]
    assert one("SELECT count(*) FROM unions_proposalreturn WHERE implemented > raised") == 0


def test_4291_were_trained_and_523_heard_of_the_law(demo):
    found = rows(
        "SELECT t.kind = 'law', sum(t.attendance), sum(t.certificates)"
        f" FROM {CLASSES} WHERE u.path LIKE %s AND t.held_on BETWEEN %s AND %s GROUP BY 1",
        TOWN,
        *THIS_YEAR,
    )
    assert {bool(law): numbers for law, *numbers in found} == {False: [4291, 714], True: [523, 0]}


def test_the_year_before_has_other_numbers_of_every_line(demo):
    """Comparisons with last year need rows of 2008 in the same ten months."""
    before = ("2008-01-01", "2008-10-31")
    assert 0 < joined(*before) != 1730
    for table, day in ((CONTRACTS, "c.signed_on"), (CONTESTS, "c.held_on"), (CLASSES, "t.held_on")):
        sql = f"SELECT count(*) FROM {table} WHERE u.path LIKE %s AND {day} BETWEEN %s AND %s"
        assert one(sql, TOWN, *before) > 0
    paid = (
        f"SELECT sum(p.amount) FROM {PAYMENTS} WHERE u.path LIKE %s AND p.paid_on BETWEEN %s AND %s"
    )
    assert one(paid, TOWN, *before) not in {None, 41926}


def test_targets_of_2009_name_the_figures_that_the_plan_compares(demo):
    found = rows(
        "SELECT t.code, t.value FROM reports_target t JOIN unions_union u ON u.id = t.union_id"
        " WHERE u.code = 'D01' AND t.year = 2009"
    )
    assert dict(found) == {
        "members.joined": 1800,
        "unions.founded": 15,
        "contracts.signed": 30,
        "training.attendance": 4000,
        "proposals.raised": 200,
        "recognitions.living_rate": 50,
        "recognitions.aaa": 40,
    }
