"""Hardship workers helped and the money paid (D9-23/24)."""

from datetime import date

from django.db.models import Sum

from members.models import AidCase, AidPayment
from members.models.aid import AidCaseQuerySet
from members.models.aid_parts import AidPaymentQuerySet
from reports.registry import Dimension, Flow, Indicator, Stock
from unions.models import Union

CATEGORY = Dimension("困难类别", "category", {c.label: (c.value,) for c in AidCase.Category})
KIND = Dimension("救助类别", "kind", {k.label: (k.value,) for k in AidPayment.Kind})


def helped(root: Union, start: date, end: date) -> AidCaseQuerySet:
    return AidCase.objects.subtree_of(root).paid_between(start, end).one_per_person()


def payments(root: Union, start: date, end: date) -> AidPaymentQuerySet:
    return AidPayment.objects.subtree_of(root).paid_between(start, end)


def on_file(root: Union, day: date) -> AidCaseQuerySet:
    return AidCase.objects.subtree_of(root).on_file_at(day)


INDICATORS: tuple[Indicator, ...] = (
    Flow(
        code="aid.helped",
        name="受助困难职工数",
        unit="名",
        definition="期间内领到过帮扶款的困难职工，按身份证号一人领几次、有几份档案也只计一次，"
        "因此各月之和可大于全年。",
        source="D9-23",
        rows=helped,
        dimensions=(CATEGORY,),
    ),
    Flow(
        code="aid.amount",
        name="救助款",
        unit="元",
        decimals=2,
        definition="期间内发放的帮扶款之和。",
        source="D9-24",
        rows=payments,
        measure=Sum("amount"),
        union_path="case__union",
        dimensions=(KIND,),
    ),
    Stock(
        code="aid.on_file",
        name="在档困难职工数",
        unit="名",
        definition="截至日已建档、未脱困也未注销的困难职工。",
        rows=on_file,
        dimensions=(CATEGORY,),
    ),
)
