"""Terms of committees, re-elections and officers (D1-02…09, D4-09)."""

from collections.abc import Callable
from datetime import date

from django.db.models import Q

from reports.indicators.organisation import KIND
from reports.indicators.shapes import of_choices, of_standing, part_of, through, yes_or_no
from reports.indicators.texts import ordinal, separate
from reports.periods import Period
from reports.registry import Flow, Indicator, NamedRows, Rows, Stock
from unions.dates import partial_date_of
from unions.models import CommitteeTerm, Officer, Union
from unions.models.committees import CommitteeTermQuerySet

UNION_KIND = through("union", KIND)
POST = of_choices("职务", "post", Officer.Post)
TIME = yes_or_no("专职兼职", "is_full_time", "专职", "兼职")
SEX = yes_or_no("性别", "is_woman", "女", "男")


def elected(root: Union, start: date, end: date) -> CommitteeTermQuerySet:
    return CommitteeTerm.objects.subtree_of(root).elected_between(start, end)


def re_elected(root: Union, start: date, end: date) -> CommitteeTermQuerySet:
    return elected(root, start, end).re_elections()


def latest(root: Union, day: date) -> Rows:
    """Each standing union's last elected committee, in office until the next one."""
    return of_standing(CommitteeTerm.objects.subtree_of(root).unsucceeded_on(day), day)


def in_term(root: Union, day: date) -> Rows:
    return latest(root, day).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))


def overdue(root: Union, day: date) -> Rows:
    return latest(root, day).filter(ends_on__lt=day)


def ending_next_year(root: Union, day: date) -> Rows:
    year = Period.for_year(day.year + 1)
    return in_term(root, day).filter(ends_on__range=(year.start, year.end))


def in_office(root: Union, day: date) -> Rows:
    """Officers of the last committees, apart from those not yet or no longer in office."""
    begun = Q(from_on__isnull=True) | Q(from_on__lte=day)
    staying = Q(to_on__isnull=True) | Q(to_on__gt=day)
    return Officer.objects.filter(begun, staying, term__in=latest(root, day))


def own_committee(root: Union, start: date, end: date) -> list[CommitteeTerm]:
    """The union's own committee on the last day told."""
    return list(latest(root, end).filter(union=root))


def _names(find: Callable[[Union, date, date], Rows]) -> Callable[[Union, date, date], list[str]]:
    def rows(root: Union, start: date, end: date) -> list[str]:
        terms = find(root, start, end).order_by("elected_on", "union__code")
        return list(dict.fromkeys(terms.values_list("union__name", flat=True)))

    return rows


def _ending(root: Union, day: date, end: date) -> Rows:
    return ending_next_year(root, day)


def _own_steps(root: Union, start: date, end: date) -> list[str]:
    return separate(term.steps for term in own_committee(root, start, end))


ELECTED = Flow(
    code="committees.elected",
    name="选举委员会数",
    unit="家",
    definition="选举日期在期间内的工会委员会，首届和换届都计。",
    source="D1-06",
    rows=elected,
    dimensions=(UNION_KIND,),
)
OFFICERS = Stock(
    code="committees.officers",
    name="工会干部数",
    unit="名",
    definition="截至日各工会最近一届委员会中在任的干部，一人任几职的按职务计。",
    rows=in_office,
    union_path="term__union",
    dimensions=(POST, TIME, SEX),
)
INDICATORS: tuple[Indicator, ...] = (
    ELECTED,
    Flow(
        code="committees.re_elected",
        name="换届工会数",
        unit="家",
        definition="选举日期在期间内、届次在第二届以上的工会委员会。",
        source="D4-09、D1-06",
        rows=re_elected,
        dimensions=(UNION_KIND,),
    ),
    Stock(
        code="committees.in_term",
        name="任期内委员会数",
        unit="家",
        definition="截至日最近一届委员会尚未届满的工会。",
        rows=in_term,
        dimensions=(UNION_KIND,),
    ),
    Stock(
        code="committees.overdue",
        name="届满未换届工会数",
        unit="家",
        definition="截至日最近一届委员会已经届满、还没有换届的工会。",
        rows=overdue,
        dimensions=(UNION_KIND,),
    ),
    Stock(
        code="committees.ending_next_year",
        name="明年届满工会数",
        unit="家",
        definition="截至日在任期内、下一年内届满的工会委员会。",
        rows=ending_next_year,
    ),
    OFFICERS,
    part_of(OFFICERS, "committees.chairs", "工会主席数", POST, "主席"),
    part_of(OFFICERS, "committees.full_time", "专职工会干部数", TIME, "专职"),
    part_of(OFFICERS, "committees.part_time", "兼职工会干部数", TIME, "兼职"),
    part_of(OFFICERS, "committees.women", "女工会干部数", SEX, "女"),
)
LISTS: tuple[NamedRows, ...] = (
    NamedRows("换届工会", "期间内换届的工会，按先后。", _names(re_elected)),
    NamedRows(
        "明年届满工会",
        "下一年内届满的工会，按选举先后。",
        _names(_ending),
        of_next_year=True,
    ),
    NamedRows(
        "本会届次",
        "本会最近一届委员会的届次。",
        own_committee,
        lambda term: f"{ordinal(term.term_no)}届",
    ),
    NamedRows(
        "本会选举时间",
        "本会最近一届委员会的选举日期，知道到月的写到月。",
        own_committee,
        lambda term: str(partial_date_of(term, "elected_on")),
    ),
    NamedRows(
        "本会选举批复",
        "上级工会批复本会最近一届委员会的文号。",
        own_committee,
        lambda term: term.approval_no,
    ),
    NamedRows("本会选举程序", "本会最近一次选举的程序。", _own_steps),
)
