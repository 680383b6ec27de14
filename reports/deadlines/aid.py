"""The yearly re-check of hardship cases."""

from datetime import date

from django.conf import settings

from members.models import AidCase
from reports.deadlines.rules import Due, Rows, Rule
from unions.dates import a_year_after
from unions.models import Union

LINE = "困难帮扶"


def on_file(root: Union, day: date) -> Rows:
    return AidCase.objects.subtree_of(root).on_file_at(day).with_last_check(day)


def _recheck(case: AidCase, due: Due) -> str:
    return (
        f"{case.union}{case.name}的困难职工档案应在{due}前复核，"
        "请入户核实后登记“年度复核”，不再困难的登记“脱困”。"
    )


RULES = (
    Rule(
        code="aid.recheck",
        title="困难职工年度复核",
        line=LINE,
        law="困难职工档案管理规定：在档的困难职工每年至少复核一次。",
        model=AidCase,
        rows=on_file,
        since="checked_on",
        sentence=_recheck,
        due=a_year_after,
        lead=settings.REMIND_YEARLY,
    ),
)
