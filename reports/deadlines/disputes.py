"""Cases of mediation and legal aid that wait for their end."""

from datetime import date

from reports.deadlines.rules import Due, Rows, Rule
from unions.dates import display_date
from unions.models import Dispute, Union

LINE = "合同与民主管理"


def unclosed(root: Union, day: date) -> Rows:
    return Dispute.objects.subtree_of(root).open_on(day)


def _open(dispute: Dispute, due: Due) -> str:
    received = display_date(dispute.received_on)
    case = f"{dispute.get_kind_display()}（{dispute.get_subject_display()}）"
    act = (
        "请登记结果；调解不成的，告知当事人可以申请仲裁。"
        if dispute.kind == Dispute.Kind.MEDIATION
        else "请登记办结日期和结果。"
    )
    return f"{dispute.union}{received}受理的{case}应在{due}前办结，{act}"


RULES = (
    Rule(
        code="disputes.open",
        title="争议与援助办结",
        line=LINE,
        law="《劳动争议调解仲裁法》第十四条：十五日内未达成调解协议的，可以依法申请仲裁。",
        model=Dispute,
        rows=unclosed,
        since="due_on",
        sentence=_open,
    ),
)
