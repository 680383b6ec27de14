"""工会法人资格证书 (D9-60)."""

from datetime import date

from django.db.models import Exists, OuterRef

from reports.indicators.organisation import KIND, standing
from reports.indicators.shapes import of_standing, part_of, through, yes_or_no
from reports.periods import Period
from reports.registry import Flow, Indicator, NamedRows, Ratio, Rows, Stock
from unions.models import LegalPersonCertificate, Union
from unions.models.certificates import CertificateQuerySet
from unions.models.organisation import UnionQuerySet

FIRST = yes_or_no("首办换证", "is_renewal", "换证", "首次办理")


def issued(root: Union, start: date, end: date) -> CertificateQuerySet:
    return LegalPersonCertificate.objects.subtree_of(root).issued_between(start, end)


def legal_persons(root: Union, day: date) -> UnionQuerySet:
    valid = LegalPersonCertificate.objects.valid_on(day).filter(union=OuterRef("pk"))
    return standing(root, day).filter(Exists(valid))


def ending_next_year(root: Union, day: date) -> Rows:
    year = Period.for_year(day.year + 1)
    valid = LegalPersonCertificate.objects.subtree_of(root).valid_on(day)
    return of_standing(valid.ending_between(year.start, year.end), day)


def _ending(root: Union, day: date, end: date) -> Rows:
    return ending_next_year(root, day).select_related("union").order_by("valid_to", "union__code")


ISSUED = Flow(
    code="certificates.issued",
    name="新办法人资格证书数",
    unit="份",
    definition="发证日期在期间内的工会法人资格证书，首次办理和换证都计。",
    source="D9-60",
    rows=issued,
    dimensions=(FIRST, through("union", KIND)),
)
INDICATORS: tuple[Indicator, ...] = (
    ISSUED,
    part_of(ISSUED, "certificates.first", "首次办理法人资格证书数", FIRST, "首次办理"),
    part_of(ISSUED, "certificates.renewed", "换发法人资格证书数", FIRST, "换证"),
    Stock(
        code="certificates.legal_persons",
        name="具备法人资格工会数",
        unit="家",
        definition="截至日持有有效法人资格证书的基层工会。",
        rows=legal_persons,
        union_path="",
        dimensions=(KIND,),
    ),
    Ratio(
        code="certificates.rate",
        name="法人资格办理率",
        unit="%",
        decimals=1,
        definition="具备法人资格的基层工会除以全部基层工会，保留一位小数。",
        numerator="certificates.legal_persons",
        denominator="unions.standing",
        base="基层工会",
        inputs=("certificates.legal_persons", "unions.standing"),
    ),
    Stock(
        code="certificates.ending_next_year",
        name="明年到期证书数",
        unit="份",
        definition="截至日有效、下一年内到期的工会法人资格证书。",
        rows=ending_next_year,
    ),
)
LISTS: tuple[NamedRows, ...] = (
    NamedRows(
        "明年证书到期工会",
        "下一年内法人资格证书到期的工会，按到期先后。",
        _ending,
        lambda row: row.union.name,
        of_next_year=True,
    ),
)
