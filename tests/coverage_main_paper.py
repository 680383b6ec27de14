"""Elements of the main source D9 and of its plan P01 … P20."""

from tests.coverage_element import (
    ACTIVITY,
    AWARD,
    BODY,
    CASE,
    CONGRESS,
    CONTEST,
    CONTRACT,
    DISPUTE,
    HEADCOUNT,
    LOG,
    PASSAGE,
    PAYMENT,
    PLAN,
    PROPOSAL,
    SPELL,
    TARGET,
    TRAINING,
    UNION,
    carried,
)

__all__ = ["MAIN", "PLANS"]

MAIN = {
    "D9-01": carried("D01", UNION, "unions.founded"),
    "D9-02": carried("D01", UNION, "unions.founded_enterprise"),
    "D9-03": carried("D01", UNION, "unions.founded_village_joint"),
    "D9-04": carried("D01", SPELL, "members.joined"),
    "D9-05": carried("D01", HEADCOUNT, fields=f"{HEADCOUNT}.as_of"),
    "D9-06": carried("D01", UNION, "unions.standing"),
    "D9-07": carried("D01", UNION, "unions.village"),
    "D9-08": carried("D01", UNION, "unions.town_joint"),
    "D9-09": carried("D01", UNION, "unions.village_joint"),
    "D9-10": carried("D01", UNION, "unions.units"),
    "D9-11": carried("D01", HEADCOUNT, "headcounts.staff"),
    "D9-12": carried("D01", f"{SPELL} {HEADCOUNT}", "members.total"),
    "D9-13": carried("D01", f"{SPELL} {HEADCOUNT}", "members.rate"),
    "D9-14": carried("D01", LOG, "worklogs.mechanisms", "工作机制 工作机制联合单位"),
    "D9-15": carried("D01", f"{LOG} {DISPUTE}", "disputes.reported_up", "工作机制"),
    "D9-16": carried("D01", LOG, "worklogs.surveys", "调查研究"),
    "D9-17": carried("D01", CONTRACT, "contracts.signed contracts.renewed"),
    "D9-18": carried("D01", CONTRACT, "contracts.signed_regional"),
    "D9-19": carried("D01", BODY, "bodies.congress bodies.disclosure bodies.appraisal"),
    "D9-20": carried("D01", BODY, "bodies.both bodies.both_rate"),
    "D9-21": carried("D01", BODY, "bodies.mediation_adjusted bodies.mediation_adjusted_rate"),
    "D9-22": carried("D01", f"{CONTEST} {LOG}", "competitions.safety", "专项活动"),
    "D9-23": carried("D01", f"{CASE} {PAYMENT}", "aid.helped"),
    "D9-24": carried("D01", PAYMENT, "aid.amount"),
    "D9-25": carried("D01", AWARD, "recognitions.living", "生活后勤保障申报企业"),
    "D9-26": carried("D01", f"{AWARD} {TARGET}", "recognitions.living_rate", "超额完成目标"),
    "D9-27": carried("D01", TRAINING, "training.law_attendance"),
    "D9-28": carried("D01", CONTEST, "competitions.skill", "技能竞赛名称", items=2),
    "D9-29": carried(
        "D01", CONTEST, "competitions.merit", "立功竞赛名称 立功竞赛内容 立功竞赛联办单位"
    ),
    "D9-30": carried(
        "D01",
        "unions.CompetitionEntry unions.Employer",
        "competitions.large_enterprises",
        "参赛规模企业",
        items=10,
    ),
    "D9-31": carried("D01", AWARD, "recognitions.pioneer", "工人先锋号"),
    "D9-32": carried("D01", AWARD, "recognitions.devotion_star", "奉献之星"),
    "D9-33": carried("D01", PROPOSAL, "proposals.unions"),
    "D9-34": carried("D01", PROPOSAL, "proposals.raised"),
    "D9-35": carried("D01", PROPOSAL, "proposals.implemented"),
    "D9-36": carried("D01", PROPOSAL, "proposals.benefit"),
    "D9-37": carried(
        "D01", ACTIVITY, "activities.classes_entered activities.classes_rate", "艺术节"
    ),
    "D9-38": carried("D01", ACTIVITY, "activities.held", "文艺活动"),
    "D9-39": carried("D01", ACTIVITY, "activities.ethics", "进企业活动", items=3),
    "D9-40": carried("D01", ACTIVITY, "activities.mind", "进企业活动", items=3),
    "D9-41": carried("D01", ACTIVITY, "activities.films", "进企业活动", items=3),
    "D9-42": carried(
        "D01", AWARD, "recognitions.learning_org recognitions.learning_org_county", "学习型组织"
    ),
    "D9-43": carried(
        "D01", AWARD, "recognitions.learning_team recognitions.learning_team_county", "学习型班组"
    ),
    "D9-44": carried("D01", AWARD, "recognitions.knowledge_worker"),
    "D9-45": carried("D01", ACTIVITY, "activities.ranked", "活动名次"),
    "D9-46": carried(
        "D01",
        AWARD,
        "recognitions.school_enterprise recognitions.club_enterprise"
        " recognitions.reading_room_model_enterprise",
        "职工学校 职工俱乐部",
    ),
    "D9-47": carried(
        "D01",
        AWARD,
        "recognitions.school_model_village recognitions.club_model_village"
        " recognitions.reading_room_model_village",
        "示范点职工学校 示范点职工俱乐部 示范点职工书屋",
    ),
    "D9-48": carried("D01", f"{TRAINING} {LOG}", "training.cadre", "工会干部培训项目 其他工作"),
    "D9-49": carried("D01", LOG, "worklogs.meetings", "会议座谈"),
    "D9-50": carried("D01", TRAINING, "training.attendance"),
    "D9-51": carried("D01", TRAINING, "training.certificates"),
    "D9-52": carried("D01", TRAINING, "training.classes", "培训项目 培训联办单位 基层自办培训"),
    "D9-53": carried("D01", f"{ACTIVITY} unions.ActivityUnion", "activities.held", "基层文体活动"),
    "D9-54": carried("D01", ACTIVITY, "activities.attendance", "基层文体活动", items=2),
    "D9-55": carried("D01", CONGRESS, "congresses.members", "本会代表大会 本会代表大会日期"),
    "D9-56": carried("D01", "unions.FundAudit", "audits.self audits.spot audits.rate"),
    "D9-57": carried(
        "D01",
        AWARD,
        "recognitions.harmony recognitions.harmony_total recognitions.harmony_rate",
        "和谐参与企业",
    ),
    "D9-58": carried(
        "D01",
        AWARD,
        "recognitions.harmony_advanced recognitions.harmony_advanced_rate",
        "和谐先进企业",
    ),
    "D9-59": carried("D01", AWARD, "recognitions.harmony_model", "和谐示范企业"),
    "D9-60": carried("D01", "unions.LegalPersonCertificate", "certificates.issued"),
    "D9-61": carried(
        "D01",
        AWARD,
        "recognitions.aaa_3a recognitions.aaa_2a recognitions.aaa_a",
        "3A级工会 2A级工会 A级工会",
    ),
    "D9-62": carried("D01", AWARD, "recognitions.aaa_3a_village"),
    "D9-63": carried("D01", f"{AWARD} {TARGET}", "recognitions.aaa_completion", "超额完成目标"),
    "D9-64": carried("D01", LOG, "worklogs.articles", "工会信息"),
    "D9-65": carried("D01", PASSAGE, lists="展望"),
}
SECTIONS = (
    ("下年学习调研计划", 1, 3),
    ("下年竞赛培训计划", 4, 7),
    ("下年维权计划", 8, 12),
    ("下年服务计划", 13, 16),
    ("下年自身建设计划", 17, 20),
)
PLANS = {
    f"P{number:02}": carried("D01", PLAN, lists=name, items=number - first + 1)
    for name, first, last in SECTIONS
    for number in range(first, last + 1)
}
PLANS["P04"] = carried(
    "D01", PLAN, lists="下年竞赛培训计划", fields=f"{PLAN}.low {PLAN}.high {PLAN}.partners"
)
PLANS["P15"] = carried("D01", f"{PLAN} {BODY}", "bodies.fund", "下年服务计划", items=3)
