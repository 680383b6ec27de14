import re
from dataclasses import replace
from datetime import date

import pytest

from reports.document import Heading, Paragraph, RunKind, Salutation, Signature, Title
from reports.outlines import OUTLINES, Marks, Outline, Part, Section
from reports.writing import settings_of, write_document
from tests.reports.fake_book import (
    COUNTY,
    ENTERPRISE,
    FakeBook,
    FakeScope,
    book_of_2009,
    book_of_one_union,
    book_of_zeros,
)

pytestmark = pytest.mark.engine_independent

SUMMARY = OUTLINES["summary_and_plan"]
DAY = date(2009, 11, 20)


def paper(book, **options):
    return write_document(SUMMARY, book, created_on=DAY, **options)


def outline_of(*sections, heading=""):
    return Outline("trial", "试写", ("{本会}", "{年}年总结"), (Part(sections, heading),))


def text_of(*sections, book=None):
    written = write_document(outline_of(*sections), book or book_of_zeros(), created_on=DAY)
    return [block.text for block in written.blocks if isinstance(block, Heading | Paragraph)]


@pytest.mark.parametrize(
    "words",
    [
        "新建工会组织18家，其中企业工会5家、村联合工会13家，新增会员1730人",
        "截至10月底，我镇共有基层工会184家（比上年同期增加18家）",
        "其中村（社区）工会28家，镇联合工会1家，村联合工会13家，机关、企事业单位工会142家",
        "有职工18299名，工会会员17915名，入会率达97.9%",
        "共33份",
        "区域性集体合同11份",
        "8名困难职工获得救助款41926元",
        "职工500多人次参加普法培训",
        "举办“兴源杯”行车工技能竞赛和电工技能竞赛，共2场",
        "比服务态度、比精神状态、比方式方法、比政策掌握度、比工作业绩",
        "壬星有限公司、癸星有限公司等32家规模企业",
        "21家工会组织职工开展合理化建议活动",
        "合理化建议229条，已实施91条",
        "产生经济效益943000元",
        "累计培训职工4291人次，取得岗位资格证书714人",
        "做好2010年到期的12份集体合同的续签",
        "新增会员目标1800人，实际1730人",
    ],
)
def test_the_paper_of_2009_tells_its_figures(words):
    assert words in paper(book_of_2009()).text


def test_two_merit_contests_do_not_share_their_criteria_and_hosts():
    book = book_of_2009()
    names = {**book.lists, "立功竞赛名称": ("甲竞赛", "乙竞赛")}
    text = paper(replace(book, figures={**book.figures, "立功竞赛数": 2}, lists=names)).text
    assert "开展甲竞赛和乙竞赛，共2项。" in text
    assert not re.search("比服务态度|项目办", text)


def test_ten_enterprises_are_named_and_no_more():
    text = paper(book_of_2009()).text
    assert "癸星有限公司等" in text
    assert "子星有限公司" not in text


def test_the_paper_has_its_four_lines_of_work_and_five_of_plan():
    headings = [block for block in paper(book_of_2009()).blocks if isinstance(block, Heading)]
    at_plan = next(n for n, heading in enumerate(headings) if not heading.numbered)
    assert headings[at_plan] == Heading(1, "2010年工会工作思路", numbered=False)
    assert [heading.level for heading in headings[:at_plan]] == [1, 1, 2, 2, 1, 1]
    assert [heading.level for heading in headings[at_plan + 1 :]] == [2] * 5


def test_the_paper_is_framed_by_title_addressee_and_signature():
    blocks = paper(book_of_2009()).blocks
    assert blocks[0] == Title(("示范镇总工会", "2009年工作总结和2010年工作思路"))
    assert blocks[1] == Salutation("示范县总工会")
    assert blocks[-1] == Signature("示范镇总工会", DAY)


def test_figures_lead_to_their_records_only_if_asked():
    def hrefs(document):
        paragraphs = [block for block in document.blocks if isinstance(block, Paragraph)]
        runs = [run for each in paragraphs for run in each.runs if run.kind is RunKind.FIGURE]
        return {run.href for run in runs}

    assert "/f/code-of-会员数" in hrefs(paper(book_of_2009(), link=lambda code: f"/f/{code}"))
    assert hrefs(paper(book_of_2009())) == {""}


@pytest.mark.parametrize("make", [book_of_2009, book_of_one_union, book_of_zeros, FakeBook])
def test_no_sentence_is_left_broken(make):
    for block in paper(make()).blocks:
        if isinstance(block, Paragraph):
            assert re.search(r"。$", block.text), block.text
            assert not re.search(
                r"[，、；：。][，、；。]|（）|其中[，、。；]|^[，、；]", block.text
            )
            assert not re.search(r"[{}〔〕|]|待填|None", block.text)


@pytest.mark.parametrize("make", [book_of_zeros, FakeBook])
def test_a_town_without_records_claims_no_work(make):
    written = paper(make())
    before_plan = written.text.split("2010年工会工作思路\n")[0]
    assert not re.search(r"\d+(?:家|名|人|份|元|条|场|项)", before_plan)
    assert "一是" not in before_plan
    assert next(block for block in written.blocks if isinstance(block, Heading)).level == 1
    assert "“落实职工维权工程，维护职工合法权益”一节没有可写的内容，已整节略去。" in written.notes


def test_a_single_union_does_not_speak_of_other_unions():
    text = paper(book_of_one_union()).text
    assert not re.search(r"基层工会|我镇|各工会|规模企业", text)
    assert "同和有限公司工会有职工120名（其中女职工45名），工会会员120名，入会率达100%" in text


def test_notes_tell_what_was_left_out_and_why():
    notes = paper(book_of_2009()).notes
    assert any("女职工" in note and "没有“女职工数”" in note for note in notes)
    assert all(note.endswith("。") for note in notes)


def test_items_are_counted_after_dropping():
    section = Section(1, "甲", items=("〔一{会员数}。〕", "第二项。", "第三项。"))
    assert text_of(section) == ["甲", "一是第二项。", "二是第三项。"]


def test_a_single_item_carries_no_mark():
    items = ("〔一{会员数}。〕", "第二项")
    assert text_of(Section(1, "甲", items=items)) == ["甲", "第二项"]
    assert text_of(Section(1, "甲", items=items, marks=Marks.RUNNING)) == ["甲", "第二项。"]


def test_running_items_make_one_paragraph():
    section = Section(2, "甲", items=("第一", "第二"), marks=Marks.RUNNING)
    assert text_of(section) == ["甲", "一是第一；二是第二。"]


def test_numbered_items_are_paragraphs():
    section = Section(2, "甲", items=("第一。", "第二。"), marks=Marks.ARABIC)
    assert text_of(section) == ["甲", "1.第一。", "2.第二。"]


def test_a_section_with_nothing_to_say_is_left_out_with_its_heading_and_lead():
    empty = Section(1, "甲", lead=("开头。",), paragraphs=("〔有{会员数}。〕",))
    assert text_of(empty, Section(1, "乙", paragraphs=("正文。",))) == ["乙", "正文。"]


def test_a_heading_stands_if_a_deeper_section_has_words():
    above = Section(1, "甲", lead=("开头。",))
    assert text_of(above, Section(2, "乙", ("正文。",))) == ["甲", "开头。", "乙", "正文。"]
    assert text_of(above, Section(2, "乙"), Section(1, "丙", ("正文。",))) == ["丙", "正文。"]


def test_an_unknown_figure_in_plain_text_is_marked_and_noted():
    outline = outline_of(Section(0, paragraphs=("有职工{职工数}。",)))
    written = write_document(outline, FakeBook(), created_on=DAY)
    assert "有职工（待填：职工数）。" in written.text
    assert written.notes == ("“职工数”尚未填报，文中以“（待填：职工数）”标出。",)


@pytest.mark.parametrize(
    ("root", "upper", "place"),
    [(COUNTY, "上级工会", "我县"), (ENTERPRISE, "示范镇总工会", "本单位")],
)
def test_forms_of_address_follow_the_place_in_the_tree(root, upper, place):
    settings = settings_of(FakeScope(root=root))
    assert (settings["本会"], settings["上级"], settings["我镇"]) == (root.name, upper, place)


def test_the_years_follow_the_period_and_the_closing_day_the_scope():
    settings = settings_of(replace(FakeScope(), as_of=date(2010, 1, 5)))
    assert (settings["上年"], settings["年"], settings["下年"]) == ("2008", "2009", "2010")
    assert settings["截至"] == "2010年1月5日"


def test_a_setting_may_be_overridden():
    assert "示范区总工会" in paper(book_of_2009(), settings={"上级": "示范区总工会"}).text
