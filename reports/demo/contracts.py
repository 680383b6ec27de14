"""Collective contracts and wage agreements as chains of first signing and renewals (D9-17/18)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from reports.demo.chance import day_between, stream
from reports.demo.organisation import Town
from unions.models import CollectiveContract, ContractCoverage, Union

__all__ = ["sign_contracts"]

Kind, Scope, Action = CollectiveContract.Kind, CollectiveContract.Scope, CollectiveContract.Action
Signer = Union.Kind


@dataclass(frozen=True)
class Chain:
    """One contract of each of several unions: signed in ``year``, then renewed or let go."""

    kind: str
    signer: str
    unions: range  # ordinals among the unions of that kind
    year: int
    term: int  # years
    renewed: int = 0  # how many times
    day: str = ""  # first signing, month-day; by chance between March and September when blank

    @property
    def scope(self) -> str:
        single = self.signer in {Signer.ENTERPRISE, Signer.INSTITUTION}
        return Scope.SINGLE if single else Scope.REGIONAL


CHAINS: Mapping[str, tuple[Chain, ...]] = {
    "D01": (
        Chain(Kind.COMPREHENSIVE, Signer.ENTERPRISE, range(3), 2007, 2, renewed=1),
        Chain(Kind.COMPREHENSIVE, Signer.ENTERPRISE, range(3, 6), 2008, 1, renewed=1),
        Chain(Kind.COMPREHENSIVE, Signer.ENTERPRISE, range(6, 10), 2009, 1),
        Chain(Kind.COMPREHENSIVE, Signer.ENTERPRISE, range(10, 18), 2007, 3),
        Chain(Kind.COMPREHENSIVE, Signer.ENTERPRISE, range(18, 23), 2008, 2),
        Chain(Kind.WAGE, Signer.ENTERPRISE, range(5), 2008, 1, renewed=1),
        Chain(Kind.WAGE, Signer.ENTERPRISE, range(5, 9), 2009, 1),
        Chain(Kind.WAGE, Signer.ENTERPRISE, range(20, 24), 2007, 1, renewed=1),
        Chain(Kind.WAGE, Signer.ENTERPRISE, range(30, 31), 2009, 1, day="11-10"),
        Chain(Kind.WOMEN, Signer.ENTERPRISE, range(2), 2009, 3),
        Chain(Kind.WOMEN, Signer.ENTERPRISE, range(12, 14), 2008, 3),
        Chain(Kind.SAFETY, Signer.ENTERPRISE, range(2, 3), 2009, 1, day="10-31"),
        Chain(Kind.COMPREHENSIVE, Signer.VILLAGE_JOINT, range(6), 2009, 2, day="09-25"),
        Chain(Kind.WAGE, Signer.VILLAGE, range(13, 16), 2008, 1, renewed=1),
        Chain(Kind.WAGE, Signer.VILLAGE, range(16, 18), 2009, 1),
        Chain(Kind.COMPREHENSIVE, Signer.VILLAGE, range(18, 23), 2008, 3),
        Chain(Kind.COMPREHENSIVE, Signer.VILLAGE, range(23, 25), 2007, 3),
    ),
    "D02": (
        Chain(Kind.COMPREHENSIVE, Signer.ENTERPRISE, range(3), 2008, 1, renewed=1),
        Chain(Kind.WAGE, Signer.ENTERPRISE, range(2, 6), 2009, 1),
        Chain(Kind.COMPREHENSIVE, Signer.VILLAGE_JOINT, range(2), 2009, 2),
        Chain(Kind.WAGE, Signer.VILLAGE, range(8, 10), 2007, 3),
    ),
    "D03": (
        Chain(Kind.WAGE, Signer.ENTERPRISE, range(1), 2008, 1, renewed=1),
        Chain(Kind.COMPREHENSIVE, Signer.VILLAGE, range(2, 3), 2008, 2),
    ),
}


@dataclass
class Draft:
    """A contract to be signed and the one it renews."""

    contract: CollectiveContract
    renews: CollectiveContract | None


def sign_contracts(town: Town) -> None:
    """Year after year, because a renewal points at a contract that is saved."""
    rng = stream(town.plan.code, "contracts")
    drafts = [draft for chain in CHAINS[town.plan.code] for draft in _drafts(town, chain, rng)]
    drafts.sort(key=lambda draft: (draft.contract.signed_on, draft.contract.union_id))
    for year in sorted({draft.contract.signed_on.year for draft in drafts}):
        _sign_year(town, year, [one for one in drafts if one.contract.signed_on.year == year])


def _sign_year(town: Town, year: int, drafts: list[Draft]) -> None:
    for number, draft in enumerate(drafts, start=1):
        draft.contract.number = f"{town.plan.short}合〔{year}〕{number}号"
        draft.contract.renewal_of = draft.renews
    contracts = CollectiveContract.objects.bulk_create([draft.contract for draft in drafts])
    ContractCoverage.objects.bulk_create(
        [
            ContractCoverage(contract=contract, employer=employer)
            for contract in contracts
            for employer in town.firms(contract.union)
        ]
    )


def _drafts(town: Town, chain: Chain, rng: Random) -> Iterator[Draft]:
    for ordinal in chain.unions:
        previous: CollectiveContract | None = None
        signed = _first_day(chain, rng)
        for _ in range(chain.renewed + 1):
            contract = _contract(town, chain, ordinal, signed, rng)
            contract.action = Action.RENEWAL if previous else Action.NEW
            yield Draft(contract, previous)
            previous, signed = contract, contract.expires_on - timedelta(days=6)


def _first_day(chain: Chain, rng: Random) -> date:
    if chain.day:
        return date.fromisoformat(f"{chain.year}-{chain.day}")
    return day_between(rng, date(chain.year, 3, 1), date(chain.year, 9, 20))


def _contract(
    town: Town, chain: Chain, ordinal: int, signed: date, rng: Random
) -> CollectiveContract:
    union = town.union(chain.signer, ordinal)
    effective = signed + timedelta(days=7)
    present = rng.randint(25, 60)
    filed = rng.random() < 0.9  # the rest is still to be sent in
    return CollectiveContract(
        union=union,
        covered_staff=sum(employer.staff or 0 for employer in town.firms(union)),
        kind=chain.kind,
        scope=chain.scope,
        passed_on=signed - timedelta(days=rng.randint(2, 12)),
        voters_present=present,
        votes_for=present - rng.randint(0, 4),
        signed_on=signed,
        effective_on=effective,
        expires_on=effective.replace(year=effective.year + chain.term) - timedelta(days=1),
        filed_on=signed + timedelta(days=rng.randint(1, 9)) if filed else None,
        receipt_no=f"劳字{signed:%Y%m%d}{union.code[-3:]}" if filed else "",
    )
