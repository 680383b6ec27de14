"""What hangs on unions that end: how much of each kind, what becomes of it, what people must do."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Count, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from members.models import AidCase, Membership
from unions.admin.bulk import Consequence
from unions.models import (
    Assignment,
    Attachment,
    Body,
    CollectiveContract,
    CommitteeTerm,
    Employer,
    FormerName,
    LegalPersonCertificate,
    Union,
)

__all__ = ["Counts", "ending", "of_dissolving", "of_merging"]

TOLD_APART = (Union, Membership, Employer, FormerName, Assignment, Attachment)
NAMED = 20
KEPT = "留在原工会名下，往年的数不变。"


@dataclass(frozen=True)
class Counts:
    """Rows of every kind that hang on the unions, asked in one query."""

    found: dict[str, int]

    @classmethod
    def of(cls, unions: list[Union], day: date) -> "Counts":
        rows = {**_named(unions, day), **{f"all_{m}": q for m, q in _others(unions).items()}}
        wanted = {f"n_{name}": _number(found) for name, found in rows.items()}
        found: dict[str, Any] = dict(Union.objects.values(**wanted).get(pk=unions[0].pk))
        return cls({name.removeprefix("n_"): count for name, count in found.items()})

    def __getitem__(self, name: str) -> int:
        return self.found[name]

    @property
    def others(self) -> int:
        """Records of any kind that simply stay."""
        return sum(count for name, count in self.found.items() if name.startswith("all_"))


def _named(unions: list[Union], day: date) -> dict[str, QuerySet[Any]]:
    running = Membership.objects.filter(union__in=unions, to_on__isnull=True)
    standing = Union.objects.filter(parent__in=unions, dissolved_on__isnull=True)
    return {
        "active": running.filter(kind=Membership.Kind.ACTIVE),
        "retained": running.filter(kind=Membership.Kind.RETAINED),
        "below": standing.exclude(pk__in=[union.pk for union in unions]),
        "employers": Employer.objects.filter(union__in=unions),
        "contracts": CollectiveContract.objects.unexpired_on(day).filter(union__in=unions),
        "terms": CommitteeTerm.objects.running_on(day).filter(union__in=unions),
        "bodies": Body.objects.standing_on(day).filter(union__in=unions),
        "certificates": LegalPersonCertificate.objects.valid_on(day).filter(union__in=unions),
        "cases": AidCase.objects.filter(union__in=unions),
        "accounts": Assignment.objects.filter(union__in=unions),
    }


def _others(unions: list[Union]) -> dict[str, QuerySet[Any]]:
    """Every other kind of row that names one of the unions, also of apps above this one."""
    found: dict[str, QuerySet[Any]] = {}
    for relation in Union._meta.related_objects:
        model: Any = relation.related_model
        if model not in TOLD_APART and relation.field.name == "union":
            found[model._meta.model_name] = model._base_manager.filter(union__in=unions)
    return found


def _number(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n")), 0, output_field=models.IntegerField())


def ending(unions: list[Union], then: str) -> Consequence:
    """Each union that ends by its name, with the number of its members."""
    running = Membership.objects.filter(union__in=unions, to_on__isnull=True)
    people = dict(
        running.order_by().values_list("union").annotate(n=Count("member", distinct=True))
    )
    named = "、".join(f"“{one}”（会员{people.get(one.pk, 0)}人）" for one in unions[:NAMED])
    rest = f"等{len(unions)}家" if len(unions) > NAMED else ""
    return Consequence("撤销的工会", f"{len(unions)}家", f"{named}{rest}{then}")


def of_merging(counts: Counts, survivor: Union, apart: list[str]) -> list[Consequence]:
    """``apart``: names that merged unions get, because the survivor goes on under their own."""
    it = f"“{survivor}”"
    found = [
        _people(counts, f"当天转入{it}，在籍的仍在籍，保留的仍保留。"),
        Consequence(
            "职工与会员人数",
            "",
            "原工会报过的人数不再计入。",
            f"请给{it}登记一次合并后的职工与会员人数，不然按人数统计的会员会少算。",
        ),
        Consequence("下属工会", f"{counts['below']}家", f"改到{it}之下。"),
        Consequence("涵盖单位", f"{counts['employers']}个", f"改到{it}名下。"),
        Consequence("工会名称", "", f"记入{it}的曾用名，用到当天，旧材料上的名称仍查得到。"),
        Consequence(
            "同名的原工会",
            f"{len(apart)}家",
            f"改称{'、'.join(f'“{name}”' for name in apart)}，以免和合并后的工会同名。",
        ),
        *_work(counts, f"请由{it}重新签订或续签后登记。"),
    ]
    return [one for one in found if not one.count.startswith("0")]


def of_dissolving(counts: Counts, fate: str) -> list[Consequence]:
    found = [
        _people(counts, fate),
        Consequence("职工与会员人数", "", "报过的人数从撤销那天起不再计入。"),
        Consequence(
            "涵盖单位",
            f"{counts['employers']}个",
            "留在原工会名下，从撤销那天起不再计入涵盖单位数。",
            "还在经营的单位，请改到接管它的工会名下。",
        ),
        *_work(counts, "单位还在的，请由接管的工会重新签订后登记。"),
    ]
    return [one for one in found if not one.count.startswith("0")]


def _people(counts: Counts, fate: str) -> Consequence:
    active, retained = counts["active"], counts["retained"]
    split = f"（在籍{active}，保留{retained}）" if retained else ""
    return Consequence("会员", f"{active + retained}人{split}", fate)


def _work(counts: Counts, about_contracts: str) -> list[Consequence]:
    """What becomes of records of work; the same for both ways of ending."""
    return [
        Consequence(
            "有效的集体合同",
            f"{counts['contracts']}份",
            "留在原工会名下，从那天起不再计入有效合同。",
            about_contracts,
        ),
        Consequence("没有届满的届次", f"{counts['terms']}届", "留在原工会名下，不再提醒换届。"),
        Consequence("现有的机构与制度", f"{counts['bodies']}个", "留在原工会名下，不再计入现有。"),
        Consequence(
            "有效的法人资格证书",
            f"{counts['certificates']}本",
            "留在原工会名下。",
            "请到发证机关办理注销，再填写有效期止。",
        ),
        Consequence(
            "困难职工档案",
            f"{counts['cases']}份",
            "留在原工会名下，帮扶款照常登记。",
            "还在帮扶的，请逐份改到职工现在的工会。",
        ),
        Consequence(
            "账号的管理范围",
            f"{counts['accounts']}个",
            "不变，仍能看这家工会的往年台账。",
            "请系统管理员核对这些账号。",
        ),
        Consequence("登记在名下的全部台账", f"{counts.others}条", KEPT),
    ]
