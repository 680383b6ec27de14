"""The acceptance table: what carries every element of the nine summaries (D1-01 … P20).

Per element the record types that store it, the figures that count it, the lists that name it, the
fields that hold its words, and the town of the demo that shows it.
"""

from tests.coverage_element import (
    ACTIVITY,
    AWARD,
    BODY,
    CONGRESS,
    CONTEST,
    CONTRACT,
    DISPUTE,
    HEAD,
    LOG,
    PASSAGE,
    PAYMENT,
    PLAN,
    RESULT,
    SPELL,
    TARGET,
    TERM,
    TRAINING,
    TYPED,
    UNION,
    VISIT,
    Element,
    carried,
)
from tests.coverage_main_paper import MAIN, PLANS

__all__ = ["ELEMENTS"]

COMPANY = {
    "D1-01": carried("D03", HEAD, lists="成文日期", fields=f"{HEAD}.issued_on {HEAD}.date_style"),
    "D1-02": carried("D03", TERM, lists="本会届次", fields=f"{TERM}.term_no"),
    "D1-03": carried("D03", f"{HEAD} {PLAN}", fields=f"{HEAD}.year {PLAN}.year"),
    "D1-04": carried("D03", PASSAGE, lists="单位战略与精神"),
    "D1-05": carried("D03", PASSAGE, lists="指导思想"),
    "D1-06": carried("D03", TERM, "committees.re_elected", "本会选举时间", f"{TERM}.elected_on"),
    "D1-07": carried(
        "D03", TERM, lists="本会选举批复", fields=f"{TERM}.request_no {TERM}.approved_on"
    ),
    "D1-08": carried(
        "D03", CONGRESS, "congresses.members", "本会代表大会", f"{CONGRESS}.session_no"
    ),
    "D1-09": carried("D03", TERM, lists="本会选举程序", fields=f"{TERM}.steps"),
    "D1-10": carried(
        "D03", f"{LOG} {CONGRESS}", "worklogs.mechanisms congresses.staff", "工作机制"
    ),
    "D1-11": carried("D03", TYPED, "branches.units branches.units_with_union branches.units_rate"),
    "D1-12": carried("D03", UNION, "branches.founded", "新建分会"),
    "D1-13": carried("D03", f"{BODY} {UNION}", "bodies.audit bodies.women branches.standing"),
    "D1-14": carried("D03", LOG, "worklogs.rules", "规章制度"),
}
LETTER = {
    "D2-01": carried("D03", LOG, "worklogs.rules", "规章制度"),
    "D2-02": carried("D03", TRAINING, "training.classes training.attendance", "培训项目"),
    "D2-03": carried("D03", LOG, "worklogs.entries", "其他工作"),
    "D2-04": carried("D01", CONTRACT, "contracts.signed_wage"),
    "D2-05": carried("D03", DISPUTE, "disputes.wages disputes.wages_recovered"),
    "D2-06": carried("D03", DISPUTE, "disputes.legal_aid"),
    "D2-07": carried("D03", TYPED, "benefits.mutual_aid benefits.housing_fund"),
    "D2-08": carried("D03", LOG, "worklogs.entries", "其他工作"),
    "D2-09": carried(
        "D01", f"{TRAINING} {CONTEST}", "training.skill competitions.skill", "培训项目"
    ),
    "D2-10": carried("D03", TYPED, "services.reemployed"),
    "D2-11": carried("D03", ACTIVITY, "activities.culture_sport", "文艺活动 体育活动"),
    "D2-12": carried("D03", ACTIVITY, "activities.study", "学习参观活动"),
    "D2-13": carried("D03", f"{ACTIVITY} {VISIT}", "activities.volunteering visits.people"),
    "D2-14": carried("D03", LOG, "worklogs.mechanisms", "工作机制"),
}
COUNTY = {
    **{
        f"D3-0{number}": carried("D03", AWARD, "recognitions.union_work", "工会工作荣誉", items=4)
        for number in (1, 2, 3, 4)
    },
    "D3-05": carried("D03", LOG, "worklogs.campaigns", "专项活动"),
    "D3-06": carried("D03", CONTEST, "competitions.skill", "技能竞赛名称", f"{CONTEST}.cup"),
    "D3-07": carried("D03", CONTEST, lists="竞赛联办单位"),
    "D3-08": carried(
        "D03",
        f"{RESULT} {AWARD}",
        "competitions.titled recognitions.skill_expert",
        "竞赛称号 技术操作能手",
    ),
    "D3-09": carried("D03", RESULT, "competitions.senior"),
    "D3-10": carried("D03", RESULT, "competitions.intermediate"),
    "D3-11": carried("D03", AWARD, "recognitions.chief_worker", "首席工人", items=4),
    "D3-12": carried("D03", AWARD, "recognitions.may_day_post", "五一文明岗", items=7),
    "D3-13": carried("D03", CONTEST, "competitions.units"),
    "D3-14": carried("D03", CONTEST, lists="竞赛轮次", fields=f"{CONTEST}.round_no"),
    "D3-15": carried("D03", CONTEST, lists="竞赛联办单位 竞赛口号"),
    "D3-16": carried("D03", LOG, "worklogs.helped", "技术帮扶"),
    "D3-17": carried("D03", LOG, "worklogs.solved", "技术帮扶"),
    "D3-18": carried("D03", LOG, "worklogs.campaigns", "专项活动"),
}
RED_HEAD = {
    "D4-01": carried(
        "D02",
        HEAD,
        lists="发文字号",
        fields=f"{HEAD}.number_code {HEAD}.number_year {HEAD}.number_serial",
    ),
    "D4-02": carried("D02", LOG, lists="历年工作机制"),
    "D4-03": carried("D02", TYPED, "archives.complete"),
    "D4-04": carried("D02", LOG, "worklogs.rules", "规章制度"),
    "D4-05": carried("D02", f"unions.Scheme {LOG}", "recognitions.star", "规章制度"),
    "D4-06": carried("D02", AWARD, "recognitions.star_five", "五星级职工之家", items=2),
    "D4-07": carried("D02", AWARD, "recognitions.star_four", "四星级职工之家", items=4),
    "D4-08": carried("D02", AWARD, "recognitions.star_three recognitions.star_two"),
    "D4-09": carried("D02", TERM, "committees.re_elected", "换届工会"),
    "D4-10": carried("D02", UNION, "unions.founded"),
    "D4-11": carried("D02", SPELL, "members.joined"),
    "D4-12": carried("D02", LOG, "worklogs.rules", "规章制度"),
    "D4-13": carried("D02", BODY, "bodies.congress bodies.disclosure bodies.disclosure_rate"),
}
ESSAY = {
    "D5-01": carried("D03", ACTIVITY, "activities.culture_sport", "文艺活动 体育活动"),
    "D5-02": carried("D03", ACTIVITY, "activities.checked"),
    "D5-03": carried("D03", DISPUTE, "disputes.received disputes.mediations"),
    "D5-04": carried("D01", TRAINING, "training.skill training.certificates"),
    "D5-05": carried("D03", PLAN, lists="下年维权计划"),
    "D5-06": carried("D03", PLAN, lists="下年服务计划"),
    "D5-07": carried("D03", PLAN, lists="下年竞赛培训计划"),
}
REVIEW = {
    "D6-01": carried("D03", TRAINING, "training.safety", "培训项目"),
    "D6-02": carried("D01", BODY, "bodies.disclosure bodies.appraisal"),
    "D6-03": carried("D03", DISPUTE, "disputes.mediations disputes.legal_aid"),
    "D6-04": carried("D03", ACTIVITY, "activities.culture_sport", "文艺活动 体育活动"),
    "D6-05": carried("D03", f"{VISIT} {PAYMENT}", "visits.people visits.amount", "慰问时节"),
    "D6-06": carried("D03", PASSAGE, lists="存在问题", fields=f"{PASSAGE}.cause", items=3),
    "D6-07": carried("D03", PLAN, lists="下年自身建设计划"),
    "D6-08": carried("D03", PLAN, lists="下年维权计划", items=2),
    "D6-09": carried("D03", PLAN, lists="下年维权计划"),
    "D6-10": carried("D03", PLAN, lists="下年自身建设计划", items=2),
}
APPRAISAL = {
    "D7-01": carried("D01", TARGET, fields=f"{TARGET}.value"),
    "D7-02": carried("D01", TRAINING, "training.cadre", "工会干部培训项目"),
    "D7-03": carried("D01", CONTRACT, "contracts.signed contracts.signed_wage"),
    "D7-04": carried("D03", ACTIVITY, "activities.held", "文艺活动 体育活动 学习参观活动"),
    "D7-05": carried("D01", TARGET, "unions.founded_completion", "已完成目标"),
    "D7-06": carried("D03", DISPUTE, "disputes.settled"),
    "D7-07": carried("D03", PASSAGE, lists="存在问题"),
    "D7-08": carried("D03", PASSAGE, lists="自我评价"),
    "D7-09": carried("D03", PASSAGE, lists="经验教训"),
    "D7-10": carried("D03", PASSAGE, lists="展望"),
}
PLAIN = {
    "D8-01": carried("D03", PASSAGE, lists="工作主题"),
    "D8-02": carried("D02", UNION, "unions.founded_village unions.village"),
    "D8-03": carried("D03", f"{TYPED} {LOG} {TRAINING}", "archives.complete", "其他工作"),
    "D8-04": carried("D03", LOG, "worklogs.rules", "规章制度", items=4),
    "D8-05": carried("D03", f"{AWARD} {ACTIVITY}", "recognitions.home activities.celebrations"),
    "D8-06": carried("D03", LOG, "worklogs.subscriptions"),
    "D8-07": carried("D03", LOG, "worklogs.campaigns", "专项活动"),
    "D8-08": carried("D03", LOG, "worklogs.meetings worklogs.visits", "会议座谈 走访"),
    "D8-09": carried("D03", VISIT, "visits.hardship visits.retired visits.migrants", "慰问时节"),
    "D8-10": carried("D03", f"{VISIT} {ACTIVITY}", "visits.children", "志愿公益活动"),
    "D8-11": carried("D03", LOG, "worklogs.campaigns", "专项活动"),
}
ELEMENTS: dict[str, Element] = {
    **COMPANY,
    **LETTER,
    **COUNTY,
    **RED_HEAD,
    **ESSAY,
    **REVIEW,
    **APPRAISAL,
    **PLAIN,
    **MAIN,
    **PLANS,
}
