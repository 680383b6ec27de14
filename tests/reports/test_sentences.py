from decimal import Decimal

import pytest

from reports.document import Run, RunKind
from reports.sentences import (
    SentenceError,
    WritingContext,
    check_pattern,
    parse,
    typed_numbers,
)
from tests.reports.fake_book import LISTS, UNITS, FakeBook, book_of_2009

pytestmark = pytest.mark.engine_independent

SETTINGS = {"年": "2009", "下年": "2010", "本会": "示范镇总工会"}


def write(text, lists=(), **figures):
    return parse(text).write(WritingContext(FakeBook(figures, dict(lists)), SETTINGS))


def words(text, lists=(), **figures):
    return write(text, lists, **figures).text


def test_a_figure_is_printed_with_its_unit():
    assert words("新增会员{新增会员数}。", 新增会员数=1730) == "新增会员1730人。"


def test_a_percentage_is_printed_with_one_decimal():
    assert words("{入会率}", 入会率=Decimal(1791500) / 18299) == "97.9%"


@pytest.mark.parametrize(
    ("token", "value", "printed"),
    [
        ("{普法培训人次|数}", 523, "523"),
        ("{普法培训人次|多100}", 523, "500多人次"),
        ("{普法培训人次|余100}", 523, "500余人次"),
        ("{普法培训人次｜多100}", 523, "500多人次"),
        ("{ 普法培训人次 | 近100 }", 587, "近600人次"),
        ("{普法培训人次|约}", 523, "约520人次"),
        ("{合理化建议效益|万元}", 943000, "94.3万元"),
        ("{基层工会净增数|比上年}", 18, "比上年同期增加18家"),
    ],
)
def test_a_display_mode_words_the_exact_value(token, value, printed):
    name = next(iter(parse(token).names))
    assert words(token, **{name: value}) == printed


def test_settings_are_printed_from_the_context():
    written = write("{本会}{年}年总结")
    assert written.text == "示范镇总工会2009年总结"
    assert [run.kind for run in written.runs] == [RunKind.SETTING, RunKind.SETTING, RunKind.TEXT]


def test_a_list_is_cut_with_deng_and_joined_with_he_when_whole():
    lists = {"培训项目": ("甲", "乙", "丙")}
    assert words("{名单:培训项目|前2}", lists) == "甲、乙等"
    assert words("{名单：培训项目|和}", lists) == "甲、乙和丙"
    assert words("{名单:培训项目|前5和}", lists) == "甲、乙和丙"
    assert words("{名单:培训项目}", lists) == "甲、乙、丙"


def test_figure_runs_lead_to_their_records():
    context = WritingContext(book_of_2009(), SETTINGS, link=lambda code: f"/figures/{code}/")
    runs = parse("新增{新增会员数}").write(context).runs
    assert runs[1] == Run(
        "1730人", RunKind.FIGURE, "code-of-新增会员数", "/figures/code-of-新增会员数/"
    )
    assert write("{新增会员数}", 新增会员数=1).runs[0].href == ""


def test_an_unknown_figure_outside_a_clause_is_marked_to_be_filled_in():
    written = write("有职工{职工数}。")
    assert written.text == "有职工（待填：职工数）。"
    assert written.missing == ("职工数",)
    assert written.runs[1] == Run("（待填：职工数）", RunKind.TEXT, "code-of-职工数")


def test_zero_is_not_unknown():
    assert words("撤销{撤销工会数}。", 撤销工会数=0) == "撤销0家。"


def test_a_clause_with_an_unknown_figure_is_dropped_and_recorded():
    written = write("有职工{职工数}〔，其中女职工{女职工数}〕。", 职工数=10)
    assert written.text == "有职工10名。"
    assert [(each.gist, each.reason) for each in written.dropped] == [
        ("其中女职工", "没有“女职工数”的记录")
    ]
    assert written.missing == ()


def test_a_clause_whose_figures_are_all_zero_is_dropped():
    text = "新建{新建工会数}〔，其中企业{新建企业工会数}、村{新建村联合工会数}〕。"
    zeros = words(text, 新建工会数=2, 新建企业工会数=0, 新建村联合工会数=0)
    assert zeros == "新建2家。"
    partly = words(text, 新建工会数=2, 新建企业工会数=0, 新建村联合工会数=2)
    assert partly == "新建2家，其中企业0家、村2家。"


def test_a_clause_with_an_empty_list_is_dropped():
    assert words("开展培训〔（{名单:培训项目}）〕。") == "开展培训。"
    assert words("开展培训〔（{名单:培训项目}）〕。", {"培训项目": ("", "")}) == "开展培训。"


def test_an_inner_clause_drops_alone():
    text = "〔新增{新增会员数}〔，离会{离会会员数}〕。〕"
    assert words(text, 新增会员数=5, 离会会员数=None) == "新增5人。"
    assert words(text, 新增会员数=None, 离会会员数=3) == ""


def test_an_outer_clause_stands_on_what_is_left_inside():
    text = "〔一年来〔，新建{新建工会数}〕〔，新增{新增会员数}〕。〕"
    assert words(text, 新建工会数=0, 新增会员数=6) == "一年来，新增6人。"
    nothing = write(text, 新建工会数=0, 新增会员数=None)
    assert nothing.text == ""
    assert "“新增会员数”" in nothing.dropped[0].reason


def test_the_mark_before_a_dropped_first_item_goes_with_it():
    text = "新建{新建工会数}〔，其中〔企业{新建企业工会数}〕〔、村{新建村联合工会数}〕〕。"
    printed = words(text, 新建工会数=13, 新建企业工会数=0, 新建村联合工会数=13)
    assert printed == "新建13家，其中村13家。"
    assert words("甲，〔乙{撤销工会数}〕。", 撤销工会数=0) == "甲。"


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("会员数", True),
        ("撤销工会数", False),
        ("女职工数", False),
        ("会员数>=100", True),
        ("会员数≥101", False),
        ("会员数<=100", True),
        ("会员数≤99", False),
        ("会员数>99.5", True),
        ("会员数<100", False),
        ("会员数=职工数", True),
        ("会员数≠职工数", False),
        ("会员数＝100", True),
        ("入会率>=90%", True),
        ("会员数且撤销工会数", False),
        ("会员数且入会率>99", True),
        ("女职工数<5", False),
        ("名单:培训项目", True),
        ("名单:培训项目>2", False),
        ("名单：培训联办单位", False),
    ],
)
def test_a_choice_follows_its_condition(condition, holds):
    figures = {"会员数": 100, "职工数": 100, "入会率": Decimal(100), "撤销工会数": 0}
    lists = {"培训项目": ("甲", "乙")}
    assert words(f"〔{condition}?甲|乙〕", lists, **figures) == ("甲" if holds else "乙")


def test_a_choice_may_have_no_second_branch():
    assert words("一〔会员数?二|〕三", 会员数=0) == "一三"
    assert words("一〔会员数？二〕三", 会员数=1) == "一二三"


def test_a_choice_left_empty_by_an_unknown_figure_is_recorded():
    assert write("〔会员数>1?全部入会|〕").dropped[0].reason == "没有“会员数”的记录"
    assert write("〔会员数>1?全部入会|〕", 会员数=1).dropped == ()


def test_clauses_and_choices_nest():
    text = "〔会员数>1?共〔{会员数}〔（女{女职工数}）〕〕|〔会员数=1?只有一人|尚无会员〕〕"
    assert words(text, 会员数=5, 女职工数=2) == "共5名（女2名）"
    assert words(text, 会员数=1) == "只有一人"
    assert words(text, 会员数=0) == "尚无会员"


def test_doubled_brackets_print_themselves():
    assert words("{{年}}灵工发〔〔2009〕〕46号") == "{年}灵工发〔2009〕46号"
    assert words("〔新增{新增会员数}〔，离会{离会会员数}〕〕", 新增会员数=1, 离会会员数=1) == (
        "新增1人，离会1人"
    )


@pytest.mark.parametrize(
    ("text", "position", "told"),
    [
        ("有{职工数名", 2, "没有配上“}”"),
        ("有职工数}名", 5, "多出一个“}”"),
        ("新建〔，其中{职工数}", 3, "没有配上“〕”"),
        ("新建〕", 3, "多出一个“〕”"),
        ("发〔2009〕46号", 2, "没有数据项"),
        ("{}", 1, "没有名称"),
        ("{名单:}", 1, "没有名称"),
        ("{职工数|大约}", 1, "没有“大约”这种写法"),
        ("{名单:培训项目|前}", 1, "没有“前”这种写法"),
        ("〔>3?甲|乙〕", 2, "看不懂条件“>3”"),
    ],
)
def test_a_faulty_pattern_says_where_and_what(text, position, told):
    with pytest.raises(SentenceError, match=f"^第{position}字：.*{told}.*。$") as caught:
        parse(text)
    assert caught.value.position == position
    assert check_pattern(text, UNITS, LISTS) == [str(caught.value)]


def test_a_name_the_book_does_not_know_is_refused_when_writing():
    with pytest.raises(SentenceError, match="第2字：没有名为“职公数”的数据项"):
        words("有{职公数}")
    with pytest.raises(SentenceError, match="没有名为“项目”的名单"):
        words("{名单:项目}")


def test_the_check_suggests_what_may_have_been_meant():
    (problem,) = check_pattern("有{村(社区)工会数}", UNITS, LISTS)
    assert "“村（社区）工会数”" in problem
    (problem,) = check_pattern("〔名单:培训项?甲|乙〕", UNITS, LISTS)
    assert "“培训项目”" in problem
    (problem,) = check_pattern("〔会员>1?甲|乙〕", UNITS, LISTS)
    assert "“会员数”" in problem


def test_the_check_passes_what_can_be_written():
    text = "{年}年〔会员数>1?{会员数}|〕〔{名单:培训项目|前3}〕{基层工会净增数|比上年}"
    assert check_pattern(text, UNITS, LISTS, changes={"基层工会净增数"}) == []


def test_an_exact_number_followed_by_yu_is_refused():
    (problem,) = check_pattern("培训{培训人次|数}余人", UNITS, LISTS)
    assert "{培训人次|余100}" in problem


def test_a_stock_may_not_be_worded_as_a_change():
    (problem,) = check_pattern("{基层工会数|比上年}", UNITS, LISTS, changes={"基层工会净增数"})
    assert "不是与上年比较的数据项" in problem


def test_a_pattern_tells_the_names_it_uses():
    pattern = parse("{年}〔会员数>=职工数且名单:培训项目?{入会率}〔{名单:未完成目标}〕|{会员数}〕")
    assert set(pattern.names) == {"会员数", "职工数", "入会率"}
    assert set(pattern.lists) == {"培训项目", "未完成目标"}


def test_numbers_typed_by_hand_are_found():
    text = "2009年共5家，３４人，97.9%〔，其中{会员数}比61份〕〔会员数?第2类|另8项〕"
    assert typed_numbers(parse(text)) == ["5", "３４", "97.9%", "61", "2", "8"]


def test_years_days_articles_and_paper_numbers_are_no_typed_numbers():
    text = "2009年4月3日、10月底，按第12条和示工〔〔2009〕〕46号，庆祝五一，{下年}年{会员数}"
    assert typed_numbers(parse(text)) == []
