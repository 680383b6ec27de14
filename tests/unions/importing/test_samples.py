"""The sheets of tests/samples through the command, every row against its stated outcome."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command

from members.models import AidPayment, AidStep, Member, Membership
from tests.unions.importing.sheets import SAMPLES
from unions.models import CollectiveContract, Headcount, ProposalReturn, Union

EXPECTED = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))
FILES = {
    "unions": "基层工会汇总表.xls",
    "contracts": "集体合同台帐.xlsx",
    "proposals": "合理化建议.csv",
    "members": "会员登记表.xlsx",
    "aid_payments": "困难职工救助.xlsx",
}


@pytest.fixture
def _on_the_day(settings):
    settings.LEDGER_TODAY = date(2009, 11, 20)


@pytest.fixture
def collect(world, capsys, _on_the_day):
    """Imports the good rows of one sample; what the command said, and with which status."""

    def run(model: str, *flags: str) -> tuple[dict, int]:
        status = 0
        try:
            call_command(
                "import_records", model, str(SAMPLES / FILES[model]), union=world.town.code,
                format="json", **dict.fromkeys(flags, True),
            )  # fmt: skip
        except SystemExit as end:
            status = int(end.code or 0)
        return json.loads(capsys.readouterr().out), status

    return run


def refused_rows(result) -> dict[int, str]:
    return {fault["row"]: fault["message"] for fault in result["refused"]}


@pytest.mark.django_db
def test_unions_come_with_their_headcounts_of_the_day_in_the_title(collect):
    result, status = collect("unions", "confirm", "partial")
    rows = EXPECTED["unions"]["rows"]
    good = [row for row in rows if row["verdict"] == "ok"]
    assert (result["new"], status) == (len(good), 1)
    assert list(refused_rows(result)) == [4 + rows.index(r) for r in rows if r not in good]
    for row in good:
        union = Union.objects.get(name=row["name"])
        headcount = Headcount.objects.get(union=union, as_of=date(2009, 10, 31))
        assert (headcount.staff, headcount.members) == (row["staff"], row["members"])
        assert union.founded_on_precision == "month"
        assert f"{union.founded_on:%Y-%m}" == row["founded"][:7]
        label = union.get_kind_display().replace("（", "(").replace("）", ")")
        assert label == row["kind"]


@pytest.mark.django_db
def test_members_are_stored_or_refused_row_by_row_as_stated(collect):
    collect("unions", "confirm", "partial")
    result, status = collect("members", "confirm", "partial")
    rows = EXPECTED["members"]["rows"]
    bad = {int(number) for number, row in rows.items() if row["verdict"].startswith("refused")}
    assert status == 1
    assert set(refused_rows(result)) == bad
    union = Union.objects.get(name=EXPECTED["union"])
    stored = Member.objects.filter(union=union)
    assert sorted(stored.values_list("name", flat=True)) == sorted(
        row["name"] for number, row in rows.items() if int(number) not in bad
    )
    assert Membership.objects.filter(union=union, start_reason="join").count() == len(rows) - len(
        bad
    )
    assert stored.get(name="吴堃军").spells.get().from_on_precision == "month"
    assert stored.get(name="仇军").phone == "13781851369"
    assert stored.get(remark='=HYPERLINK("http://x","y")').name == "黄玥"
    assert all(member.nation == "汉族" for member in stored)


@pytest.mark.django_db
def test_an_id_number_is_never_quoted_in_full(collect):
    collect("unions", "confirm", "partial")
    result, _status = collect("members")
    said = json.dumps(result, ensure_ascii=False)
    assert "990110197509230167" not in said
    assert "990110************" in said


@pytest.mark.django_db
def test_contracts_find_their_union_by_the_name_of_the_firm(collect):
    collect("unions", "confirm", "partial")
    result, _status = collect("contracts", "confirm", "partial")
    rows = EXPECTED["contracts"]["rows"]
    bad = {3 + i for i, row in enumerate(rows) if row["verdict"] != "ok"}
    assert set(refused_rows(result)) == bad
    kinds = {"集体合同": "comprehensive", "工资专项集体合同": "wage"}
    for i, row in enumerate(rows):
        if 3 + i in bad:
            continue
        contract = CollectiveContract.objects.get(
            union__name=row["union"],
            signed_on=row["signed"],
            kind=kinds.get(row["kind"], "women"),
        )
        assert contract.covered_staff == row["staff"]
        assert contract.get_action_display() == row["action"]
        assert contract.effective_on is not None
        assert round((contract.expires_on - contract.effective_on).days / 365.25) == row["years"]


@pytest.mark.django_db
def test_payments_open_files_for_people_without_one(collect):
    collect("unions", "confirm", "partial")
    collect("members", "confirm", "partial")
    result, status = collect("aid_payments", "confirm")
    assert (result["new"], result["refused"], status) == (9, [], 0)
    paid = {
        payment.case.name: payment.amount
        for payment in AidPayment.objects.filter(case__union__name=EXPECTED["union"])
    }
    assert paid == {row["name"]: row["amount"] for row in EXPECTED["aid"]["rows"]}
    assert sum(paid.values()) == EXPECTED["aid"]["total"]
    assert AidStep.objects.filter(state="returned").count() == 9
    case = AidPayment.objects.get(case__name="朱喆敏").case
    assert case.member is not None
    assert (case.member.name, case.category) == ("朱喆敏", "deep")


@pytest.mark.django_db
def test_the_benefit_of_proposals_is_stored_in_yuan(collect):
    collect("unions", "confirm", "partial")
    result, _status = collect("proposals", "confirm", "partial")
    rows = EXPECTED["proposals"]["rows"]
    assert set(refused_rows(result)) == {
        2 + i for i, row in enumerate(rows) if row["verdict"] != "ok"
    }
    for row in rows:
        if row["verdict"] == "ok":
            kept = ProposalReturn.objects.get(union__name=row["union"])
            assert (kept.raised, kept.implemented) == (row["raised"], row["implemented"])
            assert kept.benefit == Decimal(str(row["benefit_wan"])) * 10_000


@pytest.mark.django_db
def test_the_same_files_again_bring_nothing_new(collect):
    for model in FILES:
        collect(model, "confirm", "partial")
    for model in FILES:
        result, _status = collect(model, "confirm", "partial")
        assert (result["new"], result["changed"]) == (0, 0), model
        assert result["unchanged"] > 0, model


@pytest.mark.django_db
def test_one_refused_row_stores_nothing_unless_the_rest_is_wanted(collect):
    before = Union.objects.count()
    result, status = collect("unions", "confirm")
    assert (status, result["stored"]) == (1, False)
    assert Union.objects.count() == before
