"""Terms of committees (工会法 art 16)."""

from datetime import date

from django.conf import settings

from reports.deadlines.rules import Due, Rows, Rule
from reports.indicators.shapes import of_standing
from reports.indicators.texts import ordinal
from unions.models import CommitteeTerm, Union

LINE = "工会组织"


def last_terms(root: Union, day: date) -> Rows:
    return of_standing(CommitteeTerm.objects.subtree_of(root).unsucceeded_on(day), day)


def _ends(term: CommitteeTerm, due: Due) -> str:
    act = (
        "请尽快换届；要延期的，先报上级工会批准，一般不超过半年。"
        if due.is_over
        else "请报上级工会同意后组织换届选举。"
    )
    return f"{term.union}{ordinal(term.term_no)}届委员会{due}届满，{act}"


RULES = (
    Rule(
        code="committees.ending",
        title="委员会届满",
        line=LINE,
        law="《工会法》第十六条：基层工会委员会每届任期三年或者五年。",
        model=CommitteeTerm,
        rows=last_terms,
        since="ends_on",
        sentence=_ends,
        lead=settings.REMIND_TERMS,
    ),
)
