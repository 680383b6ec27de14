"""Every address × every role × own and other town, against the table in access_table.py.

The addresses come from the URL resolver: a new one without a row fails.
"""

from typing import Any

import pytest
from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.urls import URLResolver, get_resolver, reverse

from config import urls
from members.models import Disclosure
from tests import factories as make
from tests.access_table import GRIDS, PEOPLE, ROLES, TABLE, WORK
from tests.world import World, make_world

GONE = 987_654  # above every key of a record


def named_addresses(resolver: URLResolver | None = None, prefix: str = "") -> set[str]:
    names = set()
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            names |= named_addresses(pattern, inner)
        elif pattern.name:
            names.add(prefix + pattern.name)
    return names


@pytest.fixture
def stage(db) -> World:
    return make_world()


@pytest.fixture
def bare_refusals(monkeypatch) -> None:
    """403 and 404 without the shell around them, whose page is tested in test_shell.py."""
    for status in (403, 404):
        monkeypatch.setattr(urls, f"handler{status}", _answering(status), raising=False)


def _answering(status: int):
    def answer(request: HttpRequest, exception: Exception) -> HttpResponse:
        return HttpResponse(status=status)

    return answer


def subjects(world: World) -> dict[str, tuple[int, int]]:
    """(key in our town, key in 邻镇) of one record of each type."""
    ours, theirs = world.enterprise, world.foreign_enterprise
    factories = {
        "unions_headcount": make.HeadcountFactory,
        "unions_collectivecontract": make.ContractFactory,
        "unions_competition": make.CompetitionFactory,
        "unions_proposalreturn": make.ProposalFactory,
        "unions_training": make.TrainingFactory,
        "unions_committeeterm": make.CommitteeTermFactory,
        "unions_body": make.BodyFactory,
        "unions_congress": make.CongressFactory,
        "unions_legalpersoncertificate": make.CertificateFactory,
        "unions_fundaudit": make.FundAuditFactory,
        "unions_activity": make.ActivityFactory,
        "unions_recognition": make.RecognitionFactory,
        "unions_dispute": make.DisputeFactory,
        "unions_worklog": make.WorkLogFactory,
        "members_visit": make.VisitFactory,
        "reports_planitem": make.PlanItemFactory,
        "reports_passage": make.PassageFactory,
        "reports_reporthead": make.ReportHeadFactory,
        "reports_reportedfigure": make.ReportedFigureFactory,
        "reports_ownfigure": make.OwnFigureFactory,
        "reports_target": make.TargetFactory,
    }
    return {
        "unions_union": (ours.pk, theirs.pk),
        "unions_scheme": (make.SchemeFactory(code="own-1").pk, make.SchemeFactory().pk),
        "unions_user": (world.staff.pk, world.foreign_staff.pk),
        "unions_employer": (world.employer.pk, world.foreign_employer.pk),
        "members_member": (world.member.pk, world.foreign_member.pk),
        "members_aidcase": (world.aid_case.pk, world.foreign_aid_case.pk),
        "members_aidpayment": (
            world.aid_case.payments.get().pk,
            world.foreign_aid_case.payments.get().pk,
        ),
        "members_disclosure": (
            Disclosure.objects.create(user=world.staff, reason="核对").pk,
            Disclosure.objects.create(user=world.foreign_staff, reason="核对").pk,
        ),
        **{
            label: (factory(union=ours).pk, factory(union=theirs).pk)
            for label, factory in factories.items()
        },
    }


def addresses(world: World) -> dict[str, tuple[str, str | None]]:
    """Name → (address about our town, address about 邻镇 or None)."""
    keys = subjects(world)
    found = {name: _record_addresses(name, keys) for name in TABLE if name not in SPECIAL}
    return {**found, **{name: build(world) for name, build in SPECIAL.items()}}


def _record_addresses(name: str, keys: dict[str, tuple[int, int]]) -> tuple[str, str | None]:
    label, _, action = name.removeprefix("admin:").rpartition("_")
    if action in {"restore", "undelete"} and label in keys:
        ours, theirs = (_former(label, key, action) for key in keys[label])
        return reverse(name, args=ours), reverse(name, args=theirs)
    if action in {"change", "history", "delete"} and label in keys:
        own, other = keys[label]
        return reverse(name, args=[own]), reverse(name, args=[other])
    return reverse(name), None


def _former(label: str, key: int, action: str) -> list[int]:
    """Arguments that name the record's first state, or a state as if it had been deleted."""
    model: Any = apps.get_model(label.replace("_", ".", 1))
    state = model.history.filter(id=key).last()
    if action == "restore":
        return [key, state.pk]
    state.pk, state.id, state.history_type = None, GONE + key, "-"
    state.save(force_insert=True)
    return [state.pk]


def _of_town(name: str, *args: str):
    def build(world: World) -> tuple[str, str]:
        address = f"{reverse(name, args=args)}?year=2009&union="
        return address + world.town.code, address + world.neighbour.code

    return build


def _autocomplete(world: World) -> tuple[str, None]:
    query = "app_label=members&model_name=aidcase&field_name=member"
    return f"{reverse('admin:autocomplete')}?{query}", None


def _dossier(name: str, own: str, other: str):
    def build(world: World) -> tuple[str, str]:
        ours, theirs = getattr(world, own), getattr(world, other)
        return reverse(name, args=[ours.pk]), reverse(name, args=[theirs.pk])

    return build


def _file(action: str):
    def build(world: World) -> tuple[str, str]:
        records = (world.enterprise, world.foreign_enterprise)
        files = (make.attached(record) for record in records)
        first, second = (reverse(f"unions:{action}", args=[file.token]) for file in files)
        return first, second

    return build


def _sheet(name: str):
    def build(world: World) -> tuple[str, str]:
        sheets = (
            make.sheet_of(world.staff, world.town),
            make.sheet_of(world.colleague, world.town),
        )
        first, second = (reverse(name, args=[sheet.pk]) for sheet in sheets)
        return first, second

    return build


def _lot(name: str):
    def build(world: World) -> tuple[str, str]:
        lots = (make.lot_of(world.staff, world.town), make.lot_of(world.colleague, world.town))
        first, second = (reverse(name, args=[lot.pk]) for lot in lots)
        return first, second

    return build


SPECIAL = {
    "unions:attach": lambda world: (
        reverse("unions:attach", args=["unions", "union", world.enterprise.pk]),
        reverse("unions:attach", args=["unions", "union", world.foreign_enterprise.pk]),
    ),
    "unions:attachment": _file("attachment"),
    "unions:detach": _file("detach"),
    "admin:autocomplete": _autocomplete,
    "reports:member_page": _dossier("reports:member_page", "member", "foreign_member"),
    "reports:aid_page": _dossier("reports:aid_page", "aid_case", "foreign_aid_case"),
    "reports:union_page": _dossier("reports:union_page", "enterprise", "foreign_enterprise"),
    "admin:app_list": lambda world: (reverse("admin:app_list", args=["members"]), None),
    "members:move": lambda world: (
        reverse("members:move", args=[world.member.pk]),
        reverse("members:move", args=[world.foreign_member.pk]),
    ),
    "reports:summary_file": _of_town("reports:summary_file", "txt"),
    "reports:data_checks": _of_town("reports:data_checks"),
    "reports:data_check": _of_town("reports:data_check", "members.without_id_number"),
    "reports:blank_template": lambda world: (
        reverse("reports:blank_template", args=["members"]),
        None,
    ),
    "reports:change_view": lambda world: (reverse("reports:change_view", args=[1]), None),
    "reports:panel": _of_town("reports:panel", "figures"),
    "reports:figure": _of_town("reports:figure", "members.total"),
    **{
        name: _of_town(name)
        for name in ("reports:summary", "reports:statistics", "reports:statistics_file")
    },
    **{
        name: _of_town(name)
        for name in (
            "reports:chase",
            "reports:deadlines",
            "reports:figures",
            "reports:archives",
            "reports:archive_kinds",
        )
    },
    **{
        f"reports:collect_{step}": _sheet(f"reports:collect_{step}")
        for step in (
            "apart",
            "outcome",
            "preview",
            "refused",
            "reread",
            "store",
            "transfers",
            "whose",
        )
    },
    **{name: _lot(name) for name in TABLE if name.startswith("reports:collect_lot")},
    **{name: _of_town(name) for name in GRIDS},
    **{
        name: _of_town(name)
        for name in ("reports:verification", "reports:check_sheet", "reports:main_figures")
    },
}


def test_every_address_has_a_row():
    assert named_addresses() - TABLE.keys() == set(), "add rows to tests/access_table.py"


def test_every_row_has_an_address():
    assert TABLE.keys() - named_addresses() == set()


@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_each_role_as_the_table_says(stage, client, bare_refusals, role):
    place = ROLES.index(role)
    wrong = {}
    if role != "anonymous":
        client.force_login(getattr(stage, role))
    for name, (own, other) in addresses(stage).items():
        row = TABLE[name]
        for which, address, expected in (("own", own, row.own), ("other", other, row.other)):
            if address is None:
                continue
            status = client.get(address).status_code
            if expected is None or status != expected[place]:
                wrong[name, which] = (status, expected and expected[place])
    assert wrong == {}, "(address, town): (answer, expected)"


@pytest.mark.parametrize("role", ROLES)
def test_posting_to_a_record_is_refused_wherever_the_role_may_not_change_it(
    stage, client, bare_refusals, role
):
    """Change and delete by POST: 404 and 403 as for reading, and nothing is written."""
    place = ROLES.index(role)
    keys = subjects(stage)
    if role != "anonymous":
        client.force_login(getattr(stage, role))
    wrong = {}
    for label in (*WORK, *PEOPLE, "unions_union"):
        for action, which in (("change", 0), ("change", 1), ("delete", 0), ("delete", 1)):
            row = TABLE[f"admin:{label}_delete"]  # changing needs the same right as deleting
            expected = (row.own, row.other or row.own)[which][place]
            if expected == 200:
                continue
            address = reverse(f"admin:{label}_{action}", args=[keys[label][which]])
            status = client.post(address, {"post": "yes", "name": "改名"}).status_code
            if status != expected:
                wrong[label, action, which] = (status, expected)
    assert wrong == {}
    assert not stage.enterprise.history.filter(history_type__in="~-").exists()
