"""Columns of the records behind a figure, after the record's own name and its union."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model

from members.models import AidCase, AidPayment, Membership, Visit
from unions.dates import display_date, partial_date_of
from unions.models import (
    Activity,
    Body,
    CollectiveContract,
    CommitteeTerm,
    Competition,
    CompetitionResult,
    Congress,
    Dispute,
    Employer,
    FundAudit,
    Headcount,
    LegalPersonCertificate,
    Officer,
    ProposalReturn,
    Recognition,
    Training,
    Union,
    WorkLog,
)
from unions.text import plain_number

__all__ = ["COLUMNS", "RELATED", "SUBJECTS", "Cell"]

Cell = Callable[[Any], str]


def _day(day: date | None) -> str:
    return display_date(day) if day else ""


def _number(number: int | Decimal | None) -> str:
    return "" if number is None else plain_number(Decimal(number))


# Columns after the record's own name and its union, per record type.
COLUMNS: dict[type[Model], tuple[tuple[str, Cell], ...]] = {
    Union: (
        ("工会类型", lambda row: row.get_kind_display()),
        ("成立日期", lambda row: row.founded),
        ("撤销日期", lambda row: display_date(row.dissolved_on) if row.dissolved_on else ""),
    ),
    Employer: (("规模企业", lambda row: "是" if row.is_above_scale else "否"),),
    Headcount: (
        ("统计截至", lambda row: display_date(row.as_of)),
        ("职工", lambda row: str(row.staff)),
        ("女职工", lambda row: "" if row.women is None else str(row.women)),
        ("农民工", lambda row: "" if row.migrants is None else str(row.migrants)),
        ("会员", lambda row: "" if row.members is None else str(row.members)),
    ),
    CollectiveContract: (
        ("范围", lambda row: row.get_scope_display()),
        ("新签或续签", lambda row: row.get_action_display()),
        ("签订日期", lambda row: display_date(row.signed_on)),
        ("到期日期", lambda row: display_date(row.expires_on)),
    ),
    Competition: (
        ("竞赛类别", lambda row: row.get_kind_display()),
        ("举办日期", lambda row: display_date(row.held_on)),
    ),
    ProposalReturn: (
        ("提出", lambda row: str(row.raised)),
        ("实施", lambda row: _number(row.implemented)),
        ("效益（元）", lambda row: _number(row.benefit)),
    ),
    Training: (
        ("类别", lambda row: row.get_kind_display()),
        ("举办日期", lambda row: display_date(row.held_on)),
        ("人次", lambda row: str(row.attendance)),
        ("取证", lambda row: _number(row.certificates)),
    ),
    Membership: (
        ("会籍起", lambda row: str(partial_date_of(row, "from_on"))),
        ("起因", lambda row: row.get_start_reason_display()),
        ("会籍止", lambda row: display_date(row.to_on) if row.to_on else ""),
    ),
    AidCase: (
        ("困难类别", lambda row: row.get_category_display()),
        ("主要致困原因", lambda row: row.get_cause_display()),
    ),
    AidPayment: (
        ("发放日期", lambda row: display_date(row.paid_on)),
        ("资金来源", lambda row: row.get_source_display()),
        ("金额（元）", lambda row: f"{row.amount:f}"),
    ),
    CommitteeTerm: (
        ("届次", lambda row: f"第{row.term_no}届"),
        ("选举日期", lambda row: str(partial_date_of(row, "elected_on"))),
        ("届满日期", lambda row: _day(row.ends_on)),
    ),
    Officer: (
        ("职务", lambda row: row.get_post_display()),
        ("姓名", lambda row: row.name),
        ("专职", lambda row: "是" if row.is_full_time else "否"),
    ),
    Body: (
        ("机构或制度", lambda row: row.get_kind_display()),
        ("建立日期", lambda row: str(partial_date_of(row, "from_on"))),
        ("最近调整", lambda row: _day(row.adjusted_on)),
    ),
    Congress: (
        ("会议种类", lambda row: row.get_kind_display()),
        ("召开日期", lambda row: str(partial_date_of(row, "held_on"))),
        ("到会代表", lambda row: _number(row.delegates)),
    ),
    LegalPersonCertificate: (
        ("发证日期", lambda row: _day(row.issued_on)),
        ("有效期至", lambda row: _day(row.valid_to)),
        ("换证", lambda row: "是" if row.is_renewal else "否"),
    ),
    CompetitionResult: (
        ("获得者", lambda row: row.winner),
        ("称号", lambda row: row.title),
        ("职业资格", lambda row: row.get_qualification_display()),
    ),
    Activity: (
        ("类别", lambda row: row.get_kind_display()),
        ("举办日期", lambda row: _day(row.held_on)),
        ("场数", lambda row: str(row.sessions)),
        ("人次", lambda row: _number(row.attendance)),
    ),
    Recognition: (
        ("等次", lambda row: row.grade.name if row.grade else ""),
        ("级别", lambda row: row.get_level_display()),
        ("申报日期", lambda row: _day(row.applied_on)),
        ("命名日期", lambda row: _day(row.granted_on)),
        ("数量", lambda row: str(row.quantity)),
    ),
    Dispute: (
        ("类别", lambda row: row.get_kind_display()),
        ("受理日期", lambda row: _day(row.received_on)),
        ("办结日期", lambda row: _day(row.closed_on)),
        ("结果", lambda row: row.get_outcome_display()),
    ),
    Visit: (
        ("慰问日期", lambda row: _day(row.visited_on)),
        ("人次", lambda row: str(row.people)),
        ("慰问金（元）", lambda row: f"{row.amount:f}"),
    ),
    FundAudit: (
        ("方式", lambda row: row.get_stage_display()),
        ("审计日期", lambda row: _day(row.audited_on)),
        ("发现的问题", lambda row: row.finding),
        ("整改完成", lambda row: _day(row.rectified_on)),
    ),
    WorkLog: (
        ("日期", lambda row: str(partial_date_of(row, "happened_on"))),
        ("类别", lambda row: row.get_kind_display()),
        ("数量", lambda row: f"{row.quantity}{row.unit}"),
    ),
}
# A row inside another record is shown under it: a spell under its member, a result under the
# competition.
SUBJECTS: dict[type[Model], str] = {
    Membership: "member",
    AidPayment: "case",
    Officer: "term",
    CompetitionResult: "competition",
}
RELATED: dict[type[Model], tuple[str, ...]] = {
    Union: (),
    Membership: ("member__union", "union"),
    AidPayment: ("case__union",),
    Officer: ("term__union",),
    CompetitionResult: ("competition__union",),
    Recognition: ("union", "scheme", "grade__scheme"),
}
