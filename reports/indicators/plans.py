"""Words that come from people: plan items, passages and the paper's head (P01…P20, D6-06, D7)."""

from collections.abc import Callable
from datetime import date

from reports.models import Passage, PlanItem, ReportHead
from reports.registry import Indicator, NamedRows, Rows
from unions.dates import display_date
from unions.models import Union

INDICATORS: tuple[Indicator, ...] = ()
DONE = (PlanItem.Outcome.DONE, PlanItem.Outcome.GOING_ON)
SECTIONS: dict[str, str] = {
    "下年学习调研计划": PlanItem.Section.STUDY,
    "下年竞赛培训计划": PlanItem.Section.QUALITY,
    "下年维权计划": PlanItem.Section.RIGHTS,
    "下年服务计划": PlanItem.Section.SERVICE,
    "下年自身建设计划": PlanItem.Section.OWN,
}


def items_of_next_year(section: str) -> Callable[[Union, date, date], Rows]:
    """Typed by the union itself for the year after the period."""

    def rows(root: Union, start: date, end: date) -> Rows:
        items = PlanItem.objects.filter(union=root, year=end.year + 1, section=section)
        return items.order_by("order", "pk")

    return rows


def items_by_outcome(*outcomes: str) -> Callable[[Union, date, date], Rows]:
    """Of this year's plan, made last year."""

    def rows(root: Union, start: date, end: date) -> Rows:
        items = PlanItem.objects.filter(union=root, year=end.year, outcome__in=outcomes)
        return items.order_by("section", "order", "pk")

    return rows


def passages_of(kind: str) -> Callable[[Union, date, date], Rows]:
    def rows(root: Union, start: date, end: date) -> Rows:
        passages = Passage.objects.filter(union=root, year=end.year, kind=kind)
        return passages.order_by("order", "pk")

    return rows


def guideline_of_next_year(root: Union, start: date, end: date) -> Rows:
    guidelines = Passage.objects.filter(union=root, kind=Passage.Kind.GUIDELINE)
    return guidelines.filter(year=end.year + 1).order_by("order", "pk")


def head(root: Union, start: date, end: date) -> Rows:
    return ReportHead.objects.filter(union=root, year=end.year)


def item_words(item: PlanItem) -> str:
    """The number is told unless the text tells it: 举办职工劳动竞赛（1-2场）."""
    quantity = item.quantity
    return f"{item.text}（{quantity}）" if quantity and quantity not in item.text else item.text


def passage_words(passage: Passage) -> str:
    return passage.text.rstrip("。")


def date_of_issue(row: ReportHead) -> str:
    return display_date(row.issued_on) if row.issued_on else ""


LISTS: tuple[NamedRows, ...] = (
    *(
        NamedRows(
            name,
            f"手工填写的下一年计划事项，{PlanItem.Section(section).label}部分。",
            items_of_next_year(section),
            item_words,
            of_next_year=True,
        )
        for name, section in SECTIONS.items()
    ),
    NamedRows(
        "已完成计划", "当年计划中已完成或持续开展的事项。", items_by_outcome(*DONE), item_words
    ),
    NamedRows(
        "结转计划",
        "当年计划中未完成或结转下年的事项。",
        items_by_outcome(PlanItem.Outcome.OPEN, PlanItem.Outcome.CARRIED),
        item_words,
    ),
    NamedRows(
        "下年指导思想",
        "下一年的成段文字：指导思想。",
        guideline_of_next_year,
        passage_words,
        of_next_year=True,
    ),
    *(
        NamedRows(kind.label, f"当年的成段文字：{kind.label}。", passages_of(kind), passage_words)
        for kind in Passage.Kind
    ),
    NamedRows("发文字号", "当年报告的发文字号。", head, lambda row: row.number),
    NamedRows("成文日期", "当年报告的成文日期。", head, date_of_issue),
)
