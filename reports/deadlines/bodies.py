"""What a union must have or do every year: bodies (工会法 art 11, 45) and the audit of funds."""

from datetime import date
from functools import partial

from django.conf import settings

from reports.deadlines.rules import Due, Rows, Rule, fixed_day
from reports.obligations import least_for, without_body, without_committee
from unions.models import Body, FundAudit, Union

LINE = "工会组织"


def lacking(kind: str, root: Union, day: date) -> Rows:
    """``kind``: of the body that is missing; "" for the committee itself."""
    unions = without_body(kind, root, day) if kind else without_committee(root, day)
    return unions.annotate(due_on=fixed_day(None))


def unaudited(years_ago: int, root: Union, day: date) -> Rows:
    """Unions that stood all of that year and whose funds of it nobody has looked at."""
    year = day.year - years_ago
    audits = FundAudit.objects.of_year(year).filter(audited_on__lte=day)
    standing = Union.objects.subtree_of(root).grassroots().active_on(day)
    unaudited = standing.active_on(date(year, 1, 1)).exclude(pk__in=audits.values("union"))
    return unaudited.annotate(due_on=fixed_day(date(year, 12, 31)))


def _lacks(kind: str, what: str, union: Union, due: Due) -> str:
    return f"{union}有{least_for(kind)}以上，还没有{what}，请指导建立并登记。"


def _audit(union: Union, due: Due) -> str:
    year = due.on.year if due.on else ""
    act = "请尽快" if due.is_over else "请"
    return f"{union}{year}年的经费还没有审计，应在{due}前完成，{act}安排自查或审计并登记。"


def _yearly(code: str, title: str, years_ago: int) -> Rule:
    return Rule(
        code=f"audits.{code}",
        title=title,
        line=LINE,
        law="《工会法》第四十五条：工会经费收支情况应当由经费审查委员会审查。",
        model=Union,
        rows=partial(unaudited, years_ago),
        since="due_on",
        sentence=_audit,
        lead=settings.REMIND_YEARLY,
        union_path="pk",
        form="unions.fundaudit",
    )


def _body(code: str, kind: Body.Kind, law: str) -> Rule:
    return Rule(
        code=f"bodies.{code}",
        title=f"缺{kind.label}",
        line=LINE,
        law=law,
        model=Union,
        rows=partial(lacking, kind),
        since="due_on",
        sentence=partial(_lacks, kind, kind.label),
        has_term=False,
        union_path="pk",
        form="unions.body",
        initial=(("kind", kind.value),),
    )


RULES = (
    Rule(
        code="committees.missing",
        title="缺工会委员会",
        line=LINE,
        law="《工会法》第十一条：有会员二十五人以上的，应当建立基层工会委员会。",
        model=Union,
        rows=partial(lacking, ""),
        since="due_on",
        sentence=partial(_lacks, "", "登记工会委员会的届次"),
        has_term=False,
        union_path="pk",
        form="unions.committeeterm",
    ),
    _body(
        "women",
        Body.Kind.WOMEN,
        "《工会女职工委员会工作条例》第十一条：女会员十人以上的应建立女职工委员会，"
        "不足十人的可以设女职工委员。",
    ),
    _body("audit", Body.Kind.AUDIT, "《工会法》第四十五条：各级工会建立经费审查委员会。"),
    _yearly("yearly", "年度经费审计", 0),
    _yearly("missed", "上年经费审计", 1),
)
