"""Cases of the registers of work: which maker makes what every figure counts, and its worth."""

from decimal import Decimal

from tests import factories as make
from tests.reports.work_makers import (
    LONG_AGO,
    SOON,
    UNION_PREFIX,
    Case,
    bodies,
    branch_founded,
    competition_with_units,
    dispute,
    employer,
    in_new_union,
    officer,
    overdue,
    recognised,
    rectified,
    result_of,
    row_of,
    worklog,
)
from unions.models import Activity, Body, CompetitionResult, Congress, Dispute, WorkLog

SETTLED = {"outcome": Dispute.Outcome.SETTLED, "kind": Dispute.Kind.MEDIATION}
ACTIVITY = {"sessions": 4, "attendance": 60, "classes_entered": 3, "classes_total": 5, "rank": 2}
LAW = {"kind": Body.Kind.MEDIATION, "from_on": LONG_AGO}
term = row_of(make.CommitteeTermFactory, "elected_on", term_no=2, ends_on=SOON)
certificate = row_of(make.CertificateFactory, "issued_on", valid_to=SOON)
activity = row_of(make.ActivityFactory, "held_on", **ACTIVITY)
staff_congress = row_of(
    make.CongressFactory, "held_on", kind=Congress.Kind.STAFF, delegates=30, women_delegates=11
)
members_congress = row_of(make.CongressFactory, "held_on", kind=Congress.Kind.MEMBERS)
audit = row_of(make.FundAuditFactory, "audited_on")
found_wanting = row_of(make.FundAuditFactory, "audited_on", finding="缺少名单。")
visit = row_of(make.VisitFactory, "visited_on", people=9, amount=Decimal("450.50"))


HELP = WorkLog.Kind.HELP
K = Body.Kind
_BODIES = {
    "audit": K.AUDIT,
    "women": K.WOMEN,
    "mediation": K.MEDIATION,
    "supervision": K.SUPERVISION,
    "protection": K.PROTECTION,
    "fund": K.FUND,
    "congress": K.CONGRESS,
    "disclosure": K.DISCLOSURE,
    "appraisal": K.APPRAISAL,
}
_WORKLOGS = {
    "surveys": WorkLog.Kind.SURVEY,
    "mechanisms": WorkLog.Kind.MECHANISM,
    "rules": WorkLog.Kind.RULE,
    "meetings": WorkLog.Kind.MEETING,
    "visits": WorkLog.Kind.VISIT,
    "campaigns": WorkLog.Kind.CAMPAIGN,
}
_APPLIED = {
    "applied": ("", ""),
    "living": ("living", "participating"),
    "harmony": ("harmony", "participating"),
    "harmony_advanced": ("harmony", "advanced"),
    "harmony_model": ("harmony", "model"),
    **{code: (code, "site") for code in ("school", "club", "reading_room")},
    **{f"{code}_model": (code, "model") for code in ("school", "club", "reading_room")},
}
_IN_ALL = {
    "living_total": ("living", "participating"),
    "harmony_total": ("harmony", "participating"),
    "harmony_advanced_total": ("harmony", "advanced"),
    "harmony_model_total": ("harmony", "model"),
}
_GRANTED = (
    *("learning_org", "learning_team", "knowledge_worker", "pioneer", "devotion_star"),
    *("chief_worker", "may_day_post", "skill_expert", "model_worker", "union_work"),
)
_HELD = {
    "aaa": ("aaa", "a"),
    "aaa_3a": ("aaa", "aaa"),
    "star": ("star", "two"),
    "home": ("home", "advanced"),
}

WORK_CASES: dict[str, Case] = {
    "committees.elected": Case(term),
    "committees.re_elected": Case(term),
    "committees.in_term": Case(term),
    "committees.overdue": Case(overdue),
    "committees.ending_next_year": Case(term),
    "committees.officers": Case(officer),
    **{f"bodies.{code}": Case(bodies(kind)) for code, kind in _BODIES.items()},
    "bodies.both": Case(bodies(K.MEDIATION, K.SUPERVISION)),
    "bodies.mediation_before_law": Case(in_new_union(make.BodyFactory, **LAW)),
    "bodies.mediation_adjusted": Case(row_of(make.BodyFactory, "adjusted_on", **LAW)),
    "congresses.members": Case(members_congress),
    "congresses.staff": Case(staff_congress),
    "congresses.delegates": Case(staff_congress, 30),
    "congresses.women_delegates": Case(staff_congress, 11),
    "certificates.issued": Case(certificate),
    "certificates.legal_persons": Case(
        lambda town, day, **fields: certificate(
            town, day, **{f"{UNION_PREFIX}{name}": value for name, value in fields.items()}
        )
    ),
    "certificates.ending_next_year": Case(certificate),
    "competitions.titled": Case(result_of(title="县级技术操作能手")),
    "competitions.qualified": Case(result_of(qualification=CompetitionResult.Qualification.SENIOR)),
    "competitions.units": Case(competition_with_units, 31),
    "competitions.participants": Case(competition_with_units, 120),
    "activities.held": Case(activity),
    "activities.sessions": Case(activity, 4),
    "activities.attendance": Case(activity, 60),
    "activities.into_enterprises": Case(
        row_of(
            make.ActivityFactory,
            "held_on",
            kind=Activity.Kind.SERVICE,
            campaign="五进企业",
            sessions=4,
        ),
        4,
    ),
    "activities.classes_entered": Case(activity, 3),
    "activities.classes_total": Case(activity, 5),
    "activities.ranked": Case(activity),
    **{
        f"recognitions.{code}": Case(recognised(*what, "applied_on"), 3)
        for code, what in (_APPLIED | _IN_ALL).items()
    },
    "recognitions.granted": Case(recognised("", "", "granted_on"), 3),
    **{f"recognitions.{code}": Case(recognised(code, "", "granted_on"), 3) for code in _GRANTED},
    **{
        f"recognitions.{code}": Case(recognised(*what, "granted_on"), 3)
        for code, what in _HELD.items()
    },
    "disputes.received": Case(dispute("received_on")),
    "disputes.people": Case(dispute("received_on"), 4),
    "disputes.closed": Case(dispute("closed_on", kind=Dispute.Kind.MEDIATION)),
    "disputes.settled": Case(dispute("closed_on", **SETTLED)),
    "disputes.wages_recovered": Case(
        dispute("closed_on", subject=Dispute.Subject.WAGES, **SETTLED), Decimal("812.50")
    ),
    "disputes.reported_up": Case(dispute("reported_up_on")),
    "disputes.open": Case(dispute("received_on")),
    "visits.made": Case(visit),
    "visits.people": Case(visit, 9),
    "visits.amount": Case(visit, Decimal("450.50")),
    "audits.held": Case(audit),
    "audits.unions": Case(audit),
    "audits.findings": Case(found_wanting),
    "audits.rectified": Case(rectified),
    "worklogs.entries": Case(row_of(make.WorkLogFactory, "happened_on")),
    "worklogs.articles": Case(worklog(WorkLog.Kind.ARTICLE), 7),
    "worklogs.subscriptions": Case(worklog(WorkLog.Kind.SUBSCRIPTION), 7),
    "worklogs.helped": Case(worklog(HELP, unit="家"), 7),
    "worklogs.solved": Case(worklog(HELP, unit="项"), 7),
    **{f"worklogs.{code}": Case(worklog(kind)) for code, kind in _WORKLOGS.items()},
    "branches.founded": Case(branch_founded),
    "branches.standing": Case(branch_founded),
    "employers.covered": Case(employer),
}
