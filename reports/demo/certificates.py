"""工会法人资格证书 (D9-60)."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from reports.demo.chance import day_between, stream
from reports.demo.organisation import Town
from unions.models import LegalPersonCertificate, Union

__all__ = ["issue_certificates"]

Kind = Union.Kind
VALID_YEARS = 3


class Batch(NamedTuple):
    """Certificates issued between two days to unions of one kind, by their ordinals."""

    kind: str
    unions: range
    first: str
    last: str


# 119 unions of D01 get their first certificate in 2009; those of 2007 end in 2010.
BATCHES: Mapping[str, tuple[Batch, ...]] = {
    "D01": (
        Batch(Kind.ENTERPRISE, range(30), "2007-03-05", "2007-11-30"),
        Batch(Kind.VILLAGE, range(28), "2009-03-10", "2009-06-30"),
        Batch(Kind.INSTITUTION, range(16), "2009-04-01", "2009-07-31"),
        Batch(Kind.ENTERPRISE, range(30, 105), "2009-05-04", "2009-10-30"),
    ),
    "D02": (
        Batch(Kind.ENTERPRISE, range(6), "2007-05-08", "2007-09-28"),
        Batch(Kind.VILLAGE, range(8), "2009-06-01", "2009-09-30"),
    ),
    "D03": (Batch(Kind.INSTITUTION, range(2), "2009-08-03", "2009-08-28"),),
}


def issue_certificates(town: Town) -> None:
    rng = stream(town.plan.code, "certificates")
    LegalPersonCertificate.objects.bulk_create(
        [
            _certificate(town.union(batch.kind, place), day_between(rng, *_span(batch)))
            for batch in BATCHES[town.plan.code]
            for place in batch.unions
        ]
    )


def _span(batch: Batch) -> tuple[date, date]:
    return date.fromisoformat(batch.first), date.fromisoformat(batch.last)


def _certificate(union: Union, issued: date) -> LegalPersonCertificate:
    return LegalPersonCertificate(
        union=union,
        number=f"工法证字第{union.statistical_code}号",
        issued_on=issued,
        valid_to=issued.replace(year=issued.year + VALID_YEARS),
    )
