"""Record pages of plan items, passages and what stands around a paper."""

from reports.models import Passage, PlanItem, ReportHead
from tests import factories as make
from tests.pages import address, open_form, save, text_of


def test_a_plan_item_may_name_a_figure_or_none(world, client):
    client.force_login(world.staff)
    told = {"year": "2010", "section": "quality", "text": "举办职工技能竞赛", "low": "1"}
    save(client, address(PlanItem, "add"), **told, high="2", unit="场")
    save(client, address(PlanItem, "add"), **told, code="members.total")
    assert sorted(PlanItem.objects.values_list("code", flat=True)) == ["", "members.total"]
    shown = text_of(client.get(address(PlanItem, "changelist")))
    assert "1-2场" in shown
    assert "members.total" not in shown  # by its Chinese name


def test_a_plan_item_with_an_unknown_figure_is_refused(world, client):
    client.force_login(world.staff)
    item = make.PlanItemFactory(union=world.town)
    page = save(client, address(item), code="no.such_figure")
    assert "没有这个数据项，请从列表中选择。" in text_of(page)


def test_an_upper_number_below_the_lower_one_is_refused(world, client):
    client.force_login(world.staff)
    item = make.PlanItemFactory(union=world.town)
    page = save(client, address(item), low="3", high="2")
    assert "数量上限不能小于数量" in text_of(page)


def test_a_passage_belongs_to_the_town_unless_changed(world, client):
    client.force_login(world.staff)
    assert open_form(client, address(Passage, "add"))["union"] == str(world.town.pk)


def test_a_paper_is_listed_with_its_official_number(world, client):
    make.ReportHeadFactory(
        union=world.town, number_code="示工发", number_year=2009, number_serial=46
    )
    client.force_login(world.staff)
    assert "示工发〔2009〕46号" in text_of(client.get(address(ReportHead, "changelist")))


def test_a_second_head_of_the_same_year_is_refused(world, client):
    make.ReportHeadFactory(union=world.town)
    client.force_login(world.staff)
    page = save(client, address(ReportHead, "add"), year="2009")
    assert "当年的报告要素已登记" in text_of(page)
