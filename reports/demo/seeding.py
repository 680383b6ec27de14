"""Builds the demo county town by town; a town that is there already is left alone."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from time import perf_counter

from django.db import transaction

from reports.demo.activities import hold_activities
from reports.demo.aid import grant_aid
from reports.demo.audits import audit_funds
from reports.demo.bodies import set_up_bodies
from reports.demo.certificates import issue_certificates
from reports.demo.committees import elect_committees
from reports.demo.competitions import hold_competitions
from reports.demo.congresses import hold_congresses
from reports.demo.contracts import sign_contracts
from reports.demo.disputes import settle_disputes
from reports.demo.employers import cover_employers, measure_unions
from reports.demo.headcounts import report_headcounts
from reports.demo.organisation import Town, build_town, new_union
from reports.demo.passages import write_heads, write_passages
from reports.demo.people import enrol
from reports.demo.plans import make_plans
from reports.demo.proposals import return_proposals
from reports.demo.recognitions import recognise
from reports.demo.targets import set_targets
from reports.demo.towns import COUNTY_CODE, COUNTY_NAME, MARKER, TOWNS, TownPlan
from reports.demo.training import hold_training
from reports.demo.typed import type_totals
from reports.demo.visits import pay_visits
from reports.demo.worklogs import keep_log
from unions.models import Union

__all__ = ["CodeTaken", "seed_county"]

Say = Callable[[str], object]
LINES: tuple[tuple[str, Callable[[Town], None]], ...] = (
    ("集体合同", sign_contracts),
    ("困难帮扶", grant_aid),
    ("竞赛", hold_competitions),
    ("合理化建议", return_proposals),
    ("培训", hold_training),
    ("届次", elect_committees),
    ("机构与制度", set_up_bodies),
    ("代表大会", hold_congresses),
    ("法人资格证书", issue_certificates),
    ("活动", hold_activities),
    ("创建与荣誉", recognise),
    ("争议与援助", settle_disputes),
    ("经费审计", audit_funds),
    ("大事记", keep_log),
    ("慰问", pay_visits),
    ("手工填报数", type_totals),
    ("目标", set_targets),
    ("计划事项", make_plans),
    ("成段文字", write_passages),
    ("报告要素", write_heads),
)


class CodeTaken(Exception):
    """A code of the demo belongs to a real union."""


def seed_county(say: Say) -> bool:
    """Adds what is missing, each town whole or not at all; False when nothing was missing.

    CodeTaken when the code of the county or of a town belongs to a union that is no demo.
    """
    county, added = _county()
    for plan in TOWNS:
        if not _is_there(plan):
            with transaction.atomic():
                _seed_town(county, plan, say)
            added = True
    return added


def _county() -> tuple[Union, bool]:
    found = Union.objects.filter(code=COUNTY_CODE).first()
    if found is None:
        founded = date(1990, 5, 1)
        return new_union(
            None, COUNTY_CODE, Union.Kind.COUNTY, COUNTY_NAME, remark=MARKER, founded_on=founded
        ), True
    if found.remark != MARKER:
        raise CodeTaken(found.code)
    return found, False


def _is_there(plan: TownPlan) -> bool:
    found = Union.objects.filter(code=plan.code).select_related("parent").first()
    if found and not (found.parent and found.parent.remark == MARKER):
        raise CodeTaken(found.code)
    return found is not None


def _seed_town(county: Union, plan: TownPlan, say: Say) -> None:
    say(f"{plan.name}（{plan.code}）")
    with _timed("工会", say):
        town = build_town(county, plan)
        measure_unions(town)
        cover_employers(town)
    with _timed("会员和职工人数", say):
        report_headcounts(town, enrol(town))
    for name, build in LINES:
        with _timed(name, say):
            build(town)


@contextmanager
def _timed(name: str, say: Say) -> Iterator[None]:
    start = perf_counter()
    yield
    say(f"  {name} {perf_counter() - start:.1f} 秒")
