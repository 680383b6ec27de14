"""Bodies and systems inside unions, and congresses (D9-19…21, D9-55, D1-08, D1-13, D4-13)."""

from datetime import date

from django.db.models import Exists, OuterRef, Sum

from reports.indicators.organisation import KIND, OWNERSHIP, standing
from reports.indicators.shapes import through
from reports.indicators.texts import day_of, ordinal
from reports.registry import Flow, Indicator, NamedRows, Ratio, Rows, Stock
from unions.dates import since
from unions.models import Body, Congress, Union
from unions.models.bodies import BodyQuerySet, CongressQuerySet
from unions.models.organisation import UnionQuerySet

MEDIATION_LAW = date(2008, 5, 1)  # 《劳动争议调解仲裁法》施行
UNION_KIND = through("union", KIND)
OF_STAFF = {"kind": (Congress.Kind.STAFF,)}


def with_bodies(root: Union, day: date) -> UnionQuerySet:
    """Standing grassroots unions, each with a mark per kind of body; two of one kind are one."""
    bodies = Body.objects.standing_on(day).filter(union=OuterRef("pk"))
    return standing(root, day).annotate(
        **{f"has_{kind}": Exists(bodies.of_kind(kind)) for kind in Body.Kind.values}
    )


def mediation_before_law(root: Union, day: date) -> BodyQuerySet:
    """Mediation bodies the new law found in place and that still stand."""
    bodies = Body.objects.standing_on(day).of_kind(Body.Kind.MEDIATION)
    return bodies.filter(since("from_on", MEDIATION_LAW), union__in=standing(root, day))


def mediation_adjusted(root: Union, day: date) -> BodyQuerySet:
    bodies = mediation_before_law(root, day)
    return bodies.filter(adjusted_on__range=(MEDIATION_LAW, day))


def congresses(root: Union, start: date, end: date) -> CongressQuerySet:
    return Congress.objects.subtree_of(root).held_between(start, end)


def own_congresses(root: Union, start: date, end: date) -> Rows:
    """Held by the union itself, not by those below it."""
    return Congress.objects.filter(union=root).held_between(start, end).order_by("held_on")


def congress_words(congress: Congress) -> str:
    """第一届会员代表大会第三次会议."""
    term, session = congress.term_no, congress.session_no
    whose = "会员" if congress.kind == Congress.Kind.MEMBERS else "职工"
    which = f"{ordinal(term)}届" if term else ""
    time = f"{ordinal(session)}次会议" if session else ""
    return f"{which}{whose}代表大会{time}"


def _having(code: str, name: str, what: str, *kinds: str, source: str = "") -> Stock:
    return Stock(
        code=f"bodies.{code}",
        name=name,
        unit="家",
        definition=f"截至日已建立{what}的基层工会，一家只计一次。",
        source=source,
        rows=with_bodies,
        only={f"has_{kind}": (True,) for kind in kinds},
        union_path="",
        dimensions=(KIND, OWNERSHIP),
    )


def _share(code: str, name: str, numerator: str, source: str = "") -> Ratio:
    return Ratio(
        code=f"bodies.{code}",
        name=name,
        unit="%",
        decimals=1,
        definition="已建立的基层工会除以全部基层工会，保留一位小数。",
        source=source,
        numerator=f"bodies.{numerator}",
        denominator="unions.standing",
        base="基层工会",
        inputs=(f"bodies.{numerator}", "unions.standing"),
    )


def _congress_flow(code: str, name: str, unit: str, column: str, what: str) -> Flow:
    return Flow(
        code=f"congresses.{code}",
        name=name,
        unit=unit,
        definition=f"期间内召开的职工（代表）大会的{what}之和。",
        rows=congresses,
        only=OF_STAFF,
        measure=Sum(column),
        is_event=True,
    )


K = Body.Kind
INDICATORS: tuple[Indicator, ...] = (
    _having("audit", "经审组织工会数", "经费审查委员会", K.AUDIT, source="D1-13"),
    _having("women", "女职工组织工会数", "女职工委员会", K.WOMEN, source="D1-13"),
    _having("mediation", "调解组织工会数", "劳动争议调解组织", K.MEDIATION, source="D9-20"),
    _having(
        "supervision", "劳动法律监督组织工会数", "劳动法律监督组织", K.SUPERVISION, source="D9-20"
    ),
    _having("protection", "劳动保护监督组织工会数", "劳动保护监督检查组织", K.PROTECTION),
    _having("fund", "爱心基金工会数", "职工爱心基金", K.FUND, source="P15"),
    _having("congress", "职代会工会数", "职代会制度", K.CONGRESS, source="D9-19、D4-13"),
    _having(
        "disclosure", "厂务公开工会数", "厂务公开制度", K.DISCLOSURE, source="D9-19、D4-13、D6-02"
    ),
    _having(
        "appraisal", "民主评议工会数", "民主评议工会干部制度", K.APPRAISAL, source="D9-19、D6-02"
    ),
    _having(
        "both",
        "调解和监督组织齐全工会数",
        "劳动争议调解组织和劳动法律监督组织",
        K.MEDIATION,
        K.SUPERVISION,
        source="D9-20",
    ),
    _share("audit_rate", "经审组织建立率", "audit"),
    _share("women_rate", "女职工组织建立率", "women"),
    _share("congress_rate", "职代会建制率", "congress"),
    _share("disclosure_rate", "厂务公开建制率", "disclosure"),
    _share("mediation_rate", "调解组织建立率", "mediation"),
    _share("supervision_rate", "劳动法律监督组织建立率", "supervision"),
    _share("both_rate", "调解和监督组织建立率", "both", source="D9-20"),
    Stock(
        code="bodies.mediation_before_law",
        name="新法施行前调解组织数",
        unit="个",
        definition="2008年5月1日《劳动争议调解仲裁法》施行时已建立、截至日仍在的劳动争议调解组织。",
        source="D9-21",
        rows=mediation_before_law,
    ),
    Stock(
        code="bodies.mediation_adjusted",
        name="按新法调整调解组织数",
        unit="个",
        definition="新法施行前调解组织中，2008年5月1日到截至日之间调整过的。",
        source="D9-21",
        rows=mediation_adjusted,
    ),
    Ratio(
        code="bodies.mediation_adjusted_rate",
        name="调解组织调整率",
        unit="%",
        decimals=1,
        definition="按新法调整的调解组织除以新法施行前的调解组织，保留一位小数。",
        source="D9-21",
        numerator="bodies.mediation_adjusted",
        denominator="bodies.mediation_before_law",
        base="2008年5月1日已建立的劳动争议调解组织",
        inputs=("bodies.mediation_adjusted", "bodies.mediation_before_law"),
    ),
    Flow(
        code="congresses.members",
        name="会员代表大会次数",
        unit="次",
        definition="期间内召开的会员（代表）大会。",
        source="D9-55、D1-08",
        rows=congresses,
        only={"kind": (Congress.Kind.MEMBERS,)},
        dimensions=(UNION_KIND,),
        is_event=True,
    ),
    Flow(
        code="congresses.staff",
        name="职代会召开次数",
        unit="次",
        definition="期间内召开的职工（代表）大会。",
        rows=congresses,
        only=OF_STAFF,
        dimensions=(UNION_KIND,),
        is_event=True,
    ),
    _congress_flow("delegates", "职代会代表人次", "人次", "delegates", "到会代表"),
    _congress_flow("women_delegates", "职代会女代表人次", "人次", "women_delegates", "女代表"),
)
LISTS: tuple[NamedRows, ...] = (
    NamedRows("本会代表大会", "期间内本会召开的代表大会，按先后。", own_congresses, congress_words),
    NamedRows(
        "本会代表大会日期",
        "期间内本会召开代表大会的日期。",
        own_congresses,
        lambda congress: day_of(congress.held_on),
    ),
)
