"""The union tree and former names (D9-01…10, D1-11/12)."""

import secrets
from datetime import date
from functools import partial
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from unions.dates import partial_date_of, precision_field, since
from unions.fields import CleanCharField, CleanTextField
from unions.models.codes import Industry, Ownership
from unions.models.employers import Employer
from unions.pinyin import search_keys
from unions.records import Part, RecordQuerySet, Tracked
from unions.rules import normalise, refuse_future, require_order
from unions.validators import UNION_CODE_PREFIX, clean_phone, clean_unified_code

__all__ = ["FormerName", "Union", "paths_above"]

SEPARATOR = "/"


def new_node() -> str:
    """A fresh step of the tree path; independent of names and codes, which may change."""
    return secrets.token_hex(4)


def paths_above(path: str) -> list[str]:
    """The path itself and those of every union above it, the topmost first."""
    return [path[: end + 1] for end, char in enumerate(path) if char == SEPARATOR]


class UnionQuerySet(RecordQuerySet["Union"]):
    """Questions asked of the tree, each as of a day."""

    def grassroots(self) -> Self:
        """基层工会: neither federations nor branches (184 of D9-06)."""
        return self.exclude(kind__in=[*Union.FEDERATIONS, Union.Kind.BRANCH])

    def active_on(self, day: date) -> Self:
        """Founded by the day and not yet dissolved on it."""
        standing = Q(dissolved_on__isnull=True) | Q(dissolved_on__gt=day)
        return self.filter(since("founded_on", day) & standing)

    def founded_between(self, start: date, end: date) -> Self:
        return self.filter(founded_on__range=(start, end))

    def dissolved_between(self, start: date, end: date) -> Self:
        return self.filter(dissolved_on__range=(start, end))

    def founding_unknown(self) -> Self:
        return self.filter(founded_on__isnull=True)

    def silent_between(self, start: date, end: date) -> Self:
        """No return of staff and members as of any of these days."""
        return self.exclude(headcounts__as_of__range=(start, end))

    def without_employer(self) -> Self:
        return self.filter(employers__isnull=True)

    def with_fewer_employers_than(self, least: int) -> Self:
        of_union = Employer.objects.filter(union=OuterRef("pk")).order_by().values("union")
        counted = Subquery(of_union.annotate(count=Count("pk")).values("count"))
        return self.annotate(employer_count=Coalesce(counted, 0)).filter(employer_count__lt=least)

    def without_term_by(self, day: date) -> Self:
        """Never elected a committee, as far as the records know."""
        return self.exclude(committeeterms__elected_on__lte=day)

    def roll_complete_on(self, day: date) -> Self:
        """Unions whose member roll, not their returns, is counted from this day on."""
        return self.filter(roll_complete_from__lte=day)


UnionManager = models.Manager.from_queryset(UnionQuerySet)


class Union(Tracked):
    """A trade union or federation: a node of the tree with a materialised path."""

    SCOPE = ""

    class Kind(models.TextChoices):
        COUNTY = "county", "县总工会"
        TOWN = "town", "镇（街道）总工会"
        VILLAGE = "village", "村（社区）工会"
        TOWN_JOINT = "town_joint", "镇小型民营企业联合工会"
        VILLAGE_JOINT = "village_joint", "村小型民营企业联合工会"
        ORGAN = "organ", "机关工会"
        INSTITUTION = "institution", "事业单位工会"
        ENTERPRISE = "enterprise", "企业工会"
        BRANCH = "branch", "分会"

    FEDERATIONS: ClassVar[tuple[str, ...]] = (Kind.COUNTY, Kind.TOWN)
    JOINT: ClassVar[tuple[str, ...]] = (Kind.TOWN_JOINT, Kind.VILLAGE_JOINT)

    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="上级工会",
    )
    node = models.CharField(max_length=12, unique=True, default=new_node, editable=False)
    path = models.CharField("路径", max_length=120, unique=True, editable=False)
    kind = models.CharField("工会类型", max_length=20, choices=Kind.choices)
    code = CleanCharField(
        "工会编号", max_length=20, unique=True, blank=True, help_text="本台账的编号，留空自动生成。"
    )
    name = CleanCharField("工会名称", max_length=100, help_text="填写批复中的全称。")
    short_name = CleanCharField("简称", max_length=50, blank=True)
    search_text = models.CharField(max_length=400, editable=False, default="")
    own_place = CleanCharField(
        "自称",
        max_length=10,
        blank=True,
        help_text="总结里怎么称呼本地，如：我镇、我街道、我县；留空按工会类型。",
    )
    statistical_code = CleanCharField("统计代码", max_length=30, blank=True)
    unified_code = CleanCharField(
        "统一社会信用代码",
        max_length=30,
        blank=True,
        help_text="18位，以81开头。",
    )
    region_code = CleanCharField("行政区划代码", max_length=12, blank=True)
    ownership = models.CharField("单位性质", max_length=3, choices=Ownership.choices, blank=True)
    industry = models.CharField("行业", max_length=2, choices=Industry.choices, blank=True)
    founded_on = models.DateField("成立日期", null=True, blank=True)
    founded_on_precision = precision_field("成立日期")
    request_no = CleanCharField("请示文号", max_length=50, blank=True)
    requested_on = models.DateField("请示日期", null=True, blank=True)
    approval_no = CleanCharField("批复文号", max_length=50, blank=True)
    approved_on = models.DateField("批复日期", null=True, blank=True)
    dissolved_on = models.DateField("撤销日期", null=True, blank=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged_from",
        verbose_name="并入工会",
    )
    roll_complete_from = models.DateField(
        "会员名册齐全自",
        null=True,
        blank=True,
        help_text="从这一天起会员数按名册计算；之前按最近一次填报的人数计算。",
    )
    contact_name = CleanCharField("联系人", max_length=50, blank=True)
    contact_phone = CleanCharField("办公电话", max_length=30, blank=True)
    address = CleanCharField("地址", max_length=200, blank=True)
    remark = CleanTextField("备注", blank=True)

    objects: ClassVar["UnionManager[Union]"] = UnionManager()

    class Meta:
        verbose_name = "工会"
        verbose_name_plural = "工会"
        ordering = ("code",)
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["kind", "founded_on"])]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["parent", "name"],
                name="unique_union_name",
                violation_error_message="这个上级工会下已有同名工会，请核对名称。",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def founded(self) -> str:
        return str(partial_date_of(self, "founded_on"))

    def is_within(self, other: "Union") -> bool:
        """Whether this union is ``other`` or stands below it."""
        return bool(self.path) and self.path.startswith(other.path)

    def clean(self) -> None:
        normalise(self, "contact_phone", clean_phone)
        normalise(self, "unified_code", partial(clean_unified_code, prefix=UNION_CODE_PREFIX))
        require_order(self, "founded_on", "dissolved_on")
        self._refuse_merging_into_itself()
        require_order(self, "requested_on", "approved_on")
        refuse_future(self, "founded_on", "approved_on", "dissolved_on")
        if self.parent and self.path and self.parent.is_within(self):
            raise ValidationError({"parent": "上级工会不能是本工会或它的下属工会，请另选。"})

    def _refuse_merging_into_itself(self) -> None:
        if self.merged_into and self.pk and self.merged_into.pk == self.pk:
            raise ValidationError({"merged_into": "不能并入本工会自己，请选择另一家工会。"})

    def save(self, *args: object, **options: object) -> None:
        self.code = self.code or self._next_code()
        self.path = f"{self.parent.path if self.parent else ''}{self.node}{SEPARATOR}"
        self.search_text = search_keys(self.name, self.short_name)
        super().save(*args, **options)

    def _next_code(self) -> str:
        """The parent's code and the next free number: D01-185."""
        stem = f"{self.parent.code}-" if self.parent else "G"
        codes = Union.objects.filter(code__startswith=stem).values_list("code", flat=True)
        numbers = [int(code[len(stem) :]) for code in codes if code[len(stem) :].isdigit()]
        return f"{stem}{max(numbers, default=0) + 1:03d}"


class FormerName(Part):
    """曾用名, so that old papers and sheets still find the union."""

    SCOPE = "union"

    union = models.ForeignKey(
        Union, models.CASCADE, related_name="former_names", verbose_name="工会"
    )
    name = CleanCharField("曾用名", max_length=100)
    search_text = models.CharField(max_length=400, editable=False, default="")
    until_on = models.DateField("用到", null=True, blank=True)

    class Meta:
        verbose_name = "曾用名"
        verbose_name_plural = "曾用名"

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **options: Any) -> None:
        self.search_text = search_keys(self.name)
        super().save(*args, **options)
