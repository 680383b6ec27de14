"""Culture, sport and services for staff (D9-37…41, D9-45, D9-53/54, D5-01/02, D8-05)."""

from collections.abc import Callable
from datetime import date

from django.db.models import Min, Sum

from reports.indicators.shapes import of_choices, part_of
from reports.indicators.texts import columns_of, day_of, ordinal, unique
from reports.registry import Dimension, Flow, Indicator, NamedRows, Ratio, Rows
from unions.models import Activity, Union
from unions.models.activities import ActivityQuerySet

K = Activity.Kind
KIND = of_choices("活动类别", "kind", K)
TOPICS = ("职业道德进企业", "心理健康进企业", "百场电影进企业")
TOPIC = Dimension("进企业主题", "topic", {topic: (topic,) for topic in TOPICS})
SERIES = "五进企业"


def held(root: Union, start: date, end: date) -> ActivityQuerySet:
    return Activity.objects.subtree_of(root).held_between(start, end)


def into_enterprises(root: Union, start: date, end: date) -> ActivityQuerySet:
    return held(root, start, end).of_campaign(SERIES)


def festivals(root: Union, start: date, end: date) -> ActivityQuerySet:
    """Activities that count classes of programme, such as an art festival."""
    return held(root, start, end).filter(classes_total__isnull=False)


def ranked(root: Union, start: date, end: date) -> ActivityQuerySet:
    return held(root, start, end).with_rank()


def of_kinds(*kinds: str) -> Callable[[Union, date, date], Rows]:
    def rows(root: Union, start: date, end: date) -> Rows:
        return held(root, start, end).filter(kind__in=kinds).order_by("held_on", "pk")

    return rows


def of_grassroots(root: Union, start: date, end: date) -> Rows:
    """What unions below the root held for their own staff."""
    kinds = of_kinds(K.CULTURE, K.SPORT, K.FESTIVAL)
    below = kinds(root, start, end).exclude(union=root)
    return below.select_related("union").prefetch_related("taking_part__union")


def topics(root: Union, start: date, end: date) -> list[str]:
    """职业道德进企业4场, each topic once, the first held first."""
    rows = into_enterprises(root, start, end).exclude(topic="").order_by().values("topic")
    found = rows.annotate(total=Sum("sessions"), first=Min("held_on")).order_by("first", "topic")
    return [f"{row['topic']}{row['total']}场" for row in found]


def festival_titles(root: Union, start: date, end: date) -> list[str]:
    rows = festivals(root, start, end).order_by("held_on")
    return unique(row.campaign or row.title for row in rows)


def rank_words(row: Activity) -> str:
    """11月18日职工象棋比赛第三名."""
    return f"{day_of(row.held_on)}{row.title}{ordinal(row.rank or 1)}名"


def event_words(row: Activity) -> str:
    """4月25日篮球友谊赛（甲工会、乙工会，在职工球场，40人次）."""
    unions = [entry.union.name for entry in row.taking_part.all()] or [row.union.name]
    place = f"在{row.venue}" if row.venue else ""
    people = f"{row.attendance}人次" if row.attendance else ""
    details = "，".join(filter(None, ("、".join(unions), place, people)))
    return f"{day_of(row.held_on)}{row.title}（{details}）"


def _flow(
    code: str, name: str, unit: str, column: str, definition: str, *, source: str = ""
) -> Flow:
    return Flow(
        code=code,
        name=name,
        unit=unit,
        definition=definition,
        source=source,
        rows=held,
        measure=Sum(column),
        dimensions=(KIND,),
        is_event=True,
    )


HELD = Flow(
    code="activities.held",
    name="活动项数",
    unit="项",
    definition="期间内举办或参加的活动，一项几场也只计一次。",
    source="D5-01、D2-11、D7-04",
    rows=held,
    dimensions=(KIND,),
    is_event=True,
)
ATTENDANCE = _flow(
    "activities.attendance",
    "活动参加人次",
    "人次",
    "attendance",
    "期间内各项活动的参加人次之和，没有填人次的不计。",
    source="D9-54",
)
INTO_ENTERPRISES = Flow(
    code="activities.into_enterprises",
    name="进企业活动场数",
    unit="场",
    definition="期间内所属系列为五进企业的活动场数之和。",
    source="D9-39…41、P13",
    rows=held,
    only={"campaign": (SERIES,)},
    measure=Sum("sessions"),
    dimensions=(TOPIC,),
    is_event=True,
)
INDICATORS: tuple[Indicator, ...] = (
    HELD,
    part_of(
        HELD,
        "activities.culture_sport",
        "文体活动项数",
        KIND,
        K.CULTURE.label,
        K.SPORT.label,
        source="D5-01、D6-04",
    ),
    part_of(
        HELD, "activities.celebrations", "节庆活动项数", KIND, K.FESTIVAL.label, source="D8-05"
    ),
    part_of(
        HELD, "activities.volunteering", "志愿公益活动项数", KIND, K.VOLUNTEER.label, source="D2-13"
    ),
    part_of(HELD, "activities.study", "学习参观活动项数", KIND, K.STUDY.label, source="D2-12"),
    _flow("activities.sessions", "活动场数", "场", "sessions", "期间内各项活动的场数之和。"),
    ATTENDANCE,
    part_of(ATTENDANCE, "activities.checked", "健康体检人次", KIND, K.HEALTH.label, source="D5-02"),
    INTO_ENTERPRISES,
    part_of(
        INTO_ENTERPRISES,
        "activities.ethics",
        "职业道德进企业场数",
        TOPIC,
        TOPICS[0],
        source="D9-39",
    ),
    part_of(
        INTO_ENTERPRISES,
        "activities.mind",
        "心理健康进企业场数",
        TOPIC,
        TOPICS[1],
        source="D9-40",
    ),
    part_of(
        INTO_ENTERPRISES,
        "activities.films",
        "百场电影进企业场数",
        TOPIC,
        TOPICS[2],
        source="D9-41",
    ),
    Flow(
        code="activities.classes_entered",
        name="参加节目类数",
        unit="类",
        definition="期间内分节目类别的活动（如艺术节）中本会参加的节目类数之和。",
        source="D9-37",
        rows=festivals,
        measure=Sum("classes_entered"),
        is_event=True,
    ),
    Flow(
        code="activities.classes_total",
        name="节目总类数",
        unit="类",
        definition="期间内分节目类别的活动的节目总类数之和。",
        source="D9-37",
        rows=festivals,
        measure=Sum("classes_total"),
        is_event=True,
    ),
    Ratio(
        code="activities.classes_rate",
        name="节目参与率",
        unit="%",
        decimals=1,
        definition="参加节目类数除以节目总类数，保留一位小数。",
        source="D9-37",
        numerator="activities.classes_entered",
        denominator="activities.classes_total",
        base="节目总类数",
        inputs=("activities.classes_entered", "activities.classes_total"),
    ),
    Flow(
        code="activities.ranked",
        name="活动获名次数",
        unit="项",
        definition="期间内获得名次的活动。",
        source="D9-45",
        rows=ranked,
        dimensions=(KIND,),
        is_event=True,
    ),
)


def _titles(name: str, what: str, *kinds: str) -> NamedRows:
    definition = f"期间内的{what}，按先后。"
    return NamedRows(name, definition, columns_of(of_kinds(*kinds), "title"))


LISTS: tuple[NamedRows, ...] = (
    _titles("文艺活动", "文艺活动", K.CULTURE),
    _titles("体育活动", "体育活动", K.SPORT),
    _titles("节庆活动", "节庆活动", K.FESTIVAL),
    _titles("志愿公益活动", "志愿公益活动", K.VOLUNTEER),
    _titles("学习参观活动", "学习参观活动", K.STUDY),
    NamedRows("艺术节", "期间内分节目类别参加的活动。", festival_titles),
    NamedRows("进企业活动", "五进企业系列的各个主题和场数。", topics),
    NamedRows("活动名次", "期间内活动获得的名次。", ranked, rank_words),
    NamedRows("基层文体活动", "下属工会举办的文体和节庆活动。", of_grassroots, event_words),
)
