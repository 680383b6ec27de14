"""档案完整度: what each archive kind has to hold, and which union lacks what (D4-03).

A kind a town has not switched on asks for nothing. Kinds that hold yearly work want it of the
last twelve months, the span after which a headcount counts as not reported.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from members.models import AidCase, Visit
from reports.dossiers.kind_sections import DEMOCRACY, PROTECTION
from reports.models import ArchiveKind, ArchiveKindSetting
from reports.periods import DAY, year_before
from unions.models import (
    Body,
    CollectiveContract,
    CommitteeTerm,
    ContractCoverage,
    Headcount,
    Training,
    Union,
)
from unions.models.organisation import paths_above

__all__ = ["REQUIREMENTS", "KindState", "Requirement", "Standing", "kinds_on", "states"]

Proof = tuple[str, Any]  # path from a row to its union's path, and the rows


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing a kind has to hold; any of its proofs will do."""

    name: str
    short: str  # in the table of all unions
    proofs: Callable[[Union, date], tuple[Proof, ...]]


@dataclass(frozen=True, slots=True)
class KindState:
    """How one kind of a union's archives stands."""

    kind: ArchiveKind
    is_on: bool
    missing: tuple[Requirement, ...]

    @property
    def lacking(self) -> list[str]:
        return [requirement.name for requirement in self.missing]

    @property
    def is_complete(self) -> bool:
        return self.is_on and not self.missing


def _own(rows: Any) -> tuple[Proof, ...]:
    return (("union__path", rows),)


def _bodies(*kinds: Body.Kind) -> Callable[[Union, date], tuple[Proof, ...]]:
    return lambda root, day: _own(Body.objects.subtree_of(root).of_kind(*kinds).standing_on(day))


def _aid(root: Union, day: date) -> tuple[Proof, ...]:
    """A union without hardship workers shows its visits or its fund."""
    visits = Visit.objects.subtree_of(root).made_between(*_last_year(day))
    cases = AidCase.objects.subtree_of(root).on_file_at(day)
    funds = Body.objects.subtree_of(root).of_kind(Body.Kind.FUND).standing_on(day)
    return (*_own(cases), *_own(visits), *_own(funds))


def _contracts(root: Union, day: date) -> tuple[Proof, ...]:
    """Its own contract, or one from above that covers its employers."""
    in_force = CollectiveContract.objects.in_force_on(day)
    covered = ContractCoverage.objects.filter(
        contract__in=in_force, employer__union__in=Union.objects.subtree_of(root)
    )
    return (*_own(in_force.subtree_of(root)), ("employer__union__path", covered))


def _last_year(day: date) -> tuple[date, date]:
    return year_before(day) + DAY, day


REQUIREMENTS: dict[ArchiveKind, tuple[Requirement, ...]] = {
    ArchiveKind.ORGANISATION: (
        Requirement(
            "任期内的届次",
            "届次",
            lambda root, day: _own(CommitteeTerm.objects.subtree_of(root).running_on(day)),
        ),
        Requirement(
            "近一年报来的人数",
            "人数",
            lambda root, day: _own(
                Headcount.objects.subtree_of(root)
                .filter(as_of__lte=day)
                .reported_since(year_before(day))
            ),
        ),
    ),
    ArchiveKind.PROTECTION: (
        Requirement("劳动保护或劳动法律监督组织", "监督组织", _bodies(*PROTECTION)),
    ),
    ArchiveKind.DEMOCRACY: (
        Requirement("职代会、厂务公开或民主评议制度", "民主制度", _bodies(*DEMOCRACY)),
    ),
    ArchiveKind.AID: (Requirement("在档困难职工、近一年的慰问或爱心基金", "帮扶", _aid),),
    ArchiveKind.CONTRACTS: (Requirement("有效的集体合同", "合同", _contracts),),
    ArchiveKind.MEDIATION: (
        Requirement("劳动争议调解组织", "调解组织", _bodies(Body.Kind.MEDIATION)),
    ),
    ArchiveKind.TRAINING: (
        Requirement(
            "近一年的培训",
            "培训",
            lambda root, day: _own(
                Training.objects.subtree_of(root).held_between(*_last_year(day))
            ),
        ),
    ),
}


def kinds_on(union: Union) -> frozenset[ArchiveKind]:
    """Kinds switched on for the union by its town."""
    rows = ArchiveKindSetting.objects.switched_on_for(union)
    return frozenset(ArchiveKind(kind) for kind in rows.values_list("kind", flat=True))


def holders(
    root: Union, requirement: Requirement, day: date, branches: frozenset[str]
) -> frozenset[str]:
    """Paths of all unions in the subtree that hold it, themselves or through a branch."""
    found: set[str] = set()
    for path, rows in requirement.proofs(root, day):
        for held in rows.order_by().values_list(path, flat=True).distinct():
            found |= _speaking_for(held, branches)
    return frozenset(found)


def _speaking_for(path: str, branches: frozenset[str]) -> set[str]:
    """The union itself and, of a branch, the union it is part of."""
    upwards = reversed(paths_above(path))
    found = {next(upwards)}
    for above in upwards:
        if not found <= branches:
            break
        found.add(above)
    return found


def states(root: Union, kinds: frozenset[ArchiveKind], day: date) -> "Standing":
    """What the unions of the subtree hold of these kinds; a few queries a requirement."""
    asked = [(kind, requirement) for kind in kinds for requirement in REQUIREMENTS[kind]]
    parts = Union.objects.subtree_of(root).filter(kind=Union.Kind.BRANCH)
    branches = frozenset(parts.values_list("path", flat=True)) if asked else frozenset()
    held = {each.name: holders(root, each, day, branches) for _, each in asked}
    return Standing(kinds, held)


@dataclass(frozen=True, slots=True)
class Standing:
    """Answers for any union of the subtree it was asked for."""

    kinds: frozenset[ArchiveKind]
    held: dict[str, frozenset[str]]

    def of(self, union: Union) -> list[KindState]:
        return [self._state(union, kind) for kind in ArchiveKind]

    def _state(self, union: Union, kind: ArchiveKind) -> KindState:
        if kind not in self.kinds:
            return KindState(kind, False, ())
        asked = REQUIREMENTS[kind]
        return KindState(kind, True, tuple(r for r in asked if union.path not in self.held[r.name]))
