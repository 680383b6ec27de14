"""A small readable county: two towns, three grassroots unions, a person for every role."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from members.models import AidCase, Member
from tests import factories as make
from tests.factories import PASSWORD
from tests.kept import Kept
from unions.models import Employer, Union, User
from unions.permissions import Role

__all__ = ["PASSWORD", "World", "kept_world", "make_world", "world"]


@dataclass
class World:
    """示范县 with 示范镇 (ours) and 邻镇 (must not be seen from ours)."""

    county: Union
    town: Union
    neighbour: Union
    enterprise: Union  # in our town, one employer, one member, one aid case
    village_joint: Union  # in our town, three employers
    foreign_enterprise: Union  # in the neighbouring town

    administrator: User
    staff: User
    colleague: User  # staff of our town too
    chair: User
    county_viewer: User
    foreign_staff: User

    employer: Employer
    foreign_employer: Employer
    member: Member
    foreign_member: Member
    aid_case: AidCase
    foreign_aid_case: AidCase


def make_world() -> World:
    unions = _unions()
    town, county = unions["town"], unions["county"]
    staffed: dict[str, Any] = {
        "administrator": _user("guanliyuan", "管理员", Role.ADMINISTRATOR, county),
        "staff": _user("xiaowang", "王干事", Role.STAFF, town),
        "colleague": _user("xiaoli", "李干事", Role.STAFF, town),
        "chair": _user("zhuxi", "张主席", Role.CHAIR, town),
        "county_viewer": _user("xianzong", "县总老陈", Role.COUNTY, county),
        "foreign_staff": _user("linzhen", "邻镇干事", Role.STAFF, unions["neighbour"]),
    }
    return World(**unions, **staffed, **_people(unions))


def _unions() -> dict[str, Any]:
    county = make.UnionFactory(name="示范县总工会", code="G01", kind=Union.Kind.COUNTY)
    town = make.UnionFactory(name="示范镇总工会", code="D01", kind=Union.Kind.TOWN, parent=county)
    neighbour = make.UnionFactory(
        name="邻镇总工会", code="D02", kind=Union.Kind.TOWN, parent=county
    )
    return {
        "county": county,
        "town": town,
        "neighbour": neighbour,
        "enterprise": make.UnionFactory(name="示范机械有限公司工会", parent=town),
        "village_joint": make.UnionFactory(
            name="东村小型民营企业联合工会", kind=Union.Kind.VILLAGE_JOINT, parent=town
        ),
        "foreign_enterprise": make.UnionFactory(name="邻镇纺织有限公司工会", parent=neighbour),
    }


def _people(unions: dict[str, Union]) -> dict[str, Any]:
    ours, theirs = unions["enterprise"], unions["foreign_enterprise"]
    for number in range(1, 4):
        make.EmployerFactory(union=unions["village_joint"], name=f"东村第{number}作坊")
    return {
        "employer": make.EmployerFactory(union=ours, name="示范机械有限公司"),
        "foreign_employer": make.EmployerFactory(union=theirs, name="邻镇纺织有限公司"),
        "member": _member(ours, "单秀英", 2, "13800000001"),
        "foreign_member": _member(theirs, "邻桂花", 4, "13900000002"),
        "aid_case": _aid_case(ours, "钱示例", 6),
        "foreign_aid_case": _aid_case(theirs, "邻有难", 8),
    }


def _member(union: Union, name: str, serial: int, phone: str) -> Member:
    member = make.MemberFactory(
        union=union,
        name=name,
        id_number=make.id_number(serial),
        birth_on=date(1970, 5, 20),
        phone=phone,
    )
    make.MembershipFactory(member=member, from_on=date(2009, 2, 1))
    return member


def _aid_case(union: Union, name: str, serial: int) -> AidCase:
    number, account = make.id_number(serial), "6222020000000000123"
    case = make.AidCaseFactory(
        union=union, name=name, sex="female", id_number=number, bank_account=account
    )
    make.AidStepFactory(case=case)
    make.AidPaymentFactory(case=case)
    return case


def _user(username: str, name: str, role: Role, union: Union) -> User:
    return make.UserFactory(username=username, name=name, role=role, role__union=union)


@pytest.fixture(scope="session")
def kept_world(django_db_setup: None, django_db_blocker: Any) -> Kept[World]:
    with django_db_blocker.unblock():
        return Kept.of(make_world)


@pytest.fixture
def world(kept_world: Kept[World], db: None) -> World:
    """Put back, unless the test has made rows before that it could run into."""
    if Union.objects.exists() or User.objects.exists():
        return make_world()
    return kept_world.put_back()
