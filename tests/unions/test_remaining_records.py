"""Record pages of terms, bodies, congresses, certificates, audits, disputes, activities, 大事记."""

from datetime import date

import pytest

from tests import factories as make
from tests.pages import address, messages_of, save, text_of
from unions.models import (
    Activity,
    Body,
    CommitteeTerm,
    Congress,
    Dispute,
    FundAudit,
    LegalPersonCertificate,
    WorkLog,
)


@pytest.fixture
def staff(world, client, settings):
    settings.LEDGER_TODAY = date(2009, 11, 20)
    client.force_login(world.staff)
    return client


def listed(client, model, **query) -> str:
    return text_of(client.get(address(model, "changelist"), query))


def test_a_term_without_an_end_ends_after_its_years(world, staff):
    save(
        staff,
        address(CommitteeTerm, "add"),
        union=str(world.enterprise.pk),
        term_no="2",
        elected_on="2008年2月29日",
        officers__0__post="chair",
        officers__0__name="周示范",
    )
    term = CommitteeTerm.objects.get()
    assert term.ends_on == date(2011, 2, 28)
    assert "周示范" in listed(staff, CommitteeTerm)


def test_the_end_of_a_term_follows_a_correction_unless_it_was_typed(world, staff):
    terms = [
        make.CommitteeTermFactory(
            union=world.enterprise,
            term_no=number,
            elected_on=date(2007, 5, 1),
            term_years=3,
            ends_on=ends_on,
        )
        for number, ends_on in ((1, date(2010, 5, 1)), (2, date(2010, 9, 30)))
    ]
    told = [
        messages_of(staff.get(save(staff, address(term), elected_on="2008-5-1").url))
        for term in terms
    ]
    worked_out, typed = [CommitteeTerm.objects.get(pk=term.pk).ends_on for term in terms]
    assert (worked_out, typed) == (date(2011, 5, 1), date(2010, 9, 30))
    assert "届满日期按改正后的内容推算，现在是2011年5月1日。" in told[0]
    assert "届满日期仍是2010年9月30日，按改正后的内容推算是2011年5月1日，请核对。" in told[1]
    again = staff.get(save(staff, address(terms[1]), steps="代表推选").url)
    assert not any("届满日期" in one for one in messages_of(again))  # told once


def test_the_same_term_is_not_entered_twice(world, staff):
    make.CommitteeTermFactory(union=world.enterprise, term_no=2)
    page = save(
        staff,
        address(CommitteeTerm, "add"),
        union=str(world.enterprise.pk),
        term_no="2",
        elected_on="2009-3-1",
    )
    assert "已登记过这一届" in text_of(page)
    assert CommitteeTerm.objects.count() == 1


def test_terms_are_filtered_by_what_ends_soon(world, staff):
    for union, day in (
        (world.enterprise, date(2009, 11, 19)),
        (world.village_joint, date(2009, 12, 20)),
    ):
        make.CommitteeTermFactory(union=union, ends_on=day)
    past, soon = (
        listed(staff, CommitteeTerm, expiry="past"),
        listed(staff, CommitteeTerm, expiry="30"),
    )
    assert "示范机械有限公司工会" in past
    assert "东村小型民营企业联合工会" not in past
    assert "已届满" in past
    assert "东村小型民营企业联合工会" in soon
    assert "示范机械有限公司工会" not in soon
    assert "即将届满" in soon


def test_the_county_sees_officers_with_their_office_telephone(world, client):
    term = make.CommitteeTermFactory(union=world.enterprise)
    make.OfficerFactory(term=term, name="周示范", office_phone="0000-1234567")
    client.force_login(world.county_viewer)
    page = text_of(client.get(address(term)))
    assert "周示范" in page
    assert "0000-1234567" in page


def test_a_day_known_only_to_the_month_is_read_as_a_month(world, client):
    term = make.CommitteeTermFactory(
        union=world.enterprise, elected_on=date(2008, 6, 30), elected_on_precision="month"
    )
    for who in (world.chair, world.county_viewer):
        client.force_login(who)
        page = text_of(client.get(address(term)))
        assert "选举日期 2008年6月 " in page
        assert "2008年6月30日" not in page


def test_a_body_wound_up_today_is_no_longer_standing(world, staff):
    make.BodyFactory(union=world.enterprise, to_on=date(2009, 11, 20))
    assert "已撤销" in listed(staff, Body)
    Body.objects.update(to_on=date(2009, 11, 21))
    assert "已撤销" not in listed(staff, Body)


def test_more_women_than_delegates_is_refused_at_its_field(world, staff):
    congress = make.CongressFactory(union=world.enterprise, delegates=50)
    page = save(staff, address(congress), women_delegates="51")
    assert "女代表（51）不能大于到会代表（50）" in text_of(page)


def test_a_congress_is_listed_by_term_and_session(world, staff):
    make.CongressFactory(union=world.enterprise, term_no=3, session_no=2)
    assert "第3届第2次" in listed(staff, Congress)


def test_the_menu_leads_to_the_congresses_of_the_staff_alone(world, staff):
    make.CongressFactory(union=world.enterprise)
    make.CongressFactory(union=world.village_joint, kind=Congress.Kind.MEMBERS)
    page = staff.get("/").content.decode()
    assert 'href="/unions/congress/?kind__exact=staff"' in page
    shown = listed(staff, Congress, kind__exact="staff")
    assert "示范机械有限公司工会" in shown
    assert "东村小型民营企业联合工会" not in shown


def test_a_certificate_that_ran_out_is_marked(world, staff):
    make.CertificateFactory(union=world.enterprise, valid_to=date(2009, 11, 19))
    assert "已到期" in listed(staff, LegalPersonCertificate)


def test_a_finding_waits_until_it_is_rectified(world, staff):
    audit = make.FundAuditFactory(union=world.enterprise, finding="凭证不齐")
    assert "待整改" in listed(staff, FundAudit)
    save(staff, address(audit), rectified_on="2009年6月1日")
    assert "已整改" in listed(staff, FundAudit)


def test_an_audit_rectified_before_it_took_place_is_refused(world, staff):
    audit = make.FundAuditFactory(union=world.enterprise, audited_on=date(2009, 4, 10))
    page = save(staff, address(audit), rectified_on="2009年4月9日")
    assert "早于审计日期（2009-04-10）" in text_of(page)


def test_a_mediation_is_due_after_fifteen_days_and_late_on_the_sixteenth(world, staff, settings):
    dispute = make.DisputeFactory(union=world.enterprise, received_on=date(2009, 11, 5))
    save(staff, address(dispute))
    dispute.refresh_from_db()
    assert dispute.due_on == date(2009, 11, 20)
    save(staff, address(dispute), received_on="2009-11-4")
    assert Dispute.objects.get().due_on == date(2009, 11, 19)
    save(staff, address(dispute), received_on="2009-11-5")
    assert "办理中" in listed(staff, Dispute)
    assert "示范机械有限公司工会" not in listed(staff, Dispute, open="late")
    settings.LEDGER_TODAY = date(2009, 11, 21)
    assert "示范机械有限公司工会" in listed(staff, Dispute, open="late")
    Dispute.objects.update(closed_on=date(2009, 11, 21), outcome="settled")
    assert "示范机械有限公司工会" not in listed(staff, Dispute, open="yes")
    assert "调解成功" in listed(staff, Dispute, open="no")


def test_an_activity_tells_how_many_unions_took_part_and_refuses_one_twice(world, staff):
    activity = make.ActivityFactory(union=world.town)
    make.TakingPartFactory(activity=activity, union=world.enterprise)
    page = save(staff, address(activity), taking_part__1__union=str(world.enterprise.pk))
    assert page.status_code == 200
    save(staff, address(activity), taking_part__1__union=str(world.village_joint.pk))
    assert activity.taking_part.count() == 2
    (row,) = staff.get(address(Activity, "changelist")).context["cl"].result_list
    assert row.unions_joined == 2


def test_an_entry_of_the_log_is_told_with_its_quantity(world, staff):
    make.WorkLogFactory(union=world.town, title="编发工会信息", quantity=32, unit="篇")
    assert "32篇" in listed(staff, WorkLog)


def test_a_new_entry_of_the_log_belongs_to_the_town_unless_changed(world, staff):
    page = save(
        staff,
        address(WorkLog, "add"),
        title="企业用工情况调查",
        line="rights",
        kind="survey",
        happened_on="2009年2月",
    )
    assert page.status_code == 302, messages_of(page)
    entry = WorkLog.objects.get()
    assert (entry.union, entry.happened_on_precision) == (world.town, "month")
