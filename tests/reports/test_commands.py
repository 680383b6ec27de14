"""Commands: answers in their formats, and refusals in one line of Chinese with exit status 2."""

import io
import json
import re
from datetime import date

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from reports.registry import registry
from tests import factories as make
from tests.world import make_world

TARGETS = {
    "figures": [],
    "export_statistics": ["--output", "统计.xlsx"],
    "render_report": ["--format", "txt", "--output", "总结.txt"],
}
SCOPE = {"--union": "D01", "--year": "2009"}


@pytest.fixture
def world(db, settings, tmp_path, monkeypatch):
    settings.LEDGER_TODAY = date(2009, 11, 20)
    monkeypatch.chdir(tmp_path)
    return make_world()


def run(name, **given):
    """Output of a command; ``given`` changes the scope by option name without dashes."""
    out = io.StringIO()
    call_command(name, *_arguments(name, given), stdout=out, stderr=io.StringIO())
    return out.getvalue()


def _arguments(name, given):
    changed = {f"--{key.replace('_', '-')}": value for key, value in given.items()}
    scope = [item for pair in {**SCOPE, **changed}.items() for item in pair]
    own = [] if {"--output", "--format"} & changed.keys() else TARGETS[name]
    return [*scope, *own]


def assert_one_chinese_line(text):
    lines = text.strip("\n").split("\n")
    assert len(lines) == 1, text
    assert re.search("[\u4e00-\u9fff]", lines[0])
    assert lines[0].endswith("。")


def refusal(name, **given):
    with pytest.raises(CommandError) as refused:
        run(name, **given)
    assert refused.value.returncode == 2
    assert_one_chinese_line(str(refused.value))
    return str(refused.value)


@pytest.mark.parametrize("name", TARGETS)
@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"union": "X99"}, "没有编号或名称为“X99”的工会，请核对。"),
        ({"union": "第一行\n第二行"}, "没有编号或名称为“第一行 第二行”的工会，请核对。"),
        ({"union": "' OR 1=1 --"}, "没有编号或名称为“' OR 1=1 --”的工会，请核对。"),
        ({"union": ""}, "没有编号或名称为“”的工会，请核对。"),
        ({"year": "09"}, "年度“09”不对，请填1950至2100之间的四位年份。"),
        ({"year": "1949"}, "年度“1949”不对，请填1950至2100之间的四位年份。"),
        ({"year": "2010"}, "2010年还没有开始，请改填2009年或更早的年度。"),
        ({"as_of": "2009-02-30"}, "2009年2月没有30日"),
        ({"as_of": "2009年10月"}, "参数 --as-of 的日期“2009年10月”要写到日，如 2009-10-31。"),
        ({"as_of": "昨天"}, "看不懂这种写法"),
        ({"as_of": "2008-12-31"}, "截至日期2008-12-31不在2009年之内"),
        ({"as_of": "2010-01-01"}, "截至日期2010-01-01不在2009年之内"),
    ],
)
def test_a_wrong_scope_is_refused_and_nothing_is_written(world, tmp_path, name, given, fault):
    assert fault in refusal(name, **given)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", TARGETS)
def test_an_ambiguous_name_is_refused_with_the_codes(world, name):
    twins = [
        make.UnionFactory(name="同名工会", code=f"{town.code}-9", parent=town)
        for town in (world.town, world.neighbour)
    ]
    fault = refusal(name, union="同名工会")
    assert fault == "名称“同名工会”的工会有2家，请改用编号：D01-9、D02-9。"
    assert all(twin.code in fault for twin in twins)


def test_events_may_not_stop_before_the_counting(world, tmp_path):
    fault = refusal("render_report", until="2009-10-01", format="txt", output="总结.txt")
    assert fault.startswith("大事截止日期2009-10-01早于截至日期2009-11-20")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("output", ["没有/统计.xlsx", ".", "", "名" * 300 + ".xlsx"])
def test_a_place_that_cannot_be_written_is_refused(world, tmp_path, output):
    refusal("export_statistics", output=output)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_takes_no_file_is_refused(world):
    assert "写不进去" in refusal("export_statistics", output="/proc/统计.xlsx")


def test_a_file_that_stood_there_is_replaced_whole_or_kept(world, tmp_path):
    target = tmp_path / "总结.txt"
    target.write_text("旧稿", encoding="utf-8")
    refusal("render_report", union="X99", format="txt", output=str(target))
    assert target.read_text(encoding="utf-8") == "旧稿"
    run("render_report", format="txt", output=str(target))
    assert "示范镇总工会" in target.read_text(encoding="utf-8")
    assert list(tmp_path.iterdir()) == [target]


def test_figures_as_json_tell_code_name_value_unit_rows_coverage_and_source(world):
    make.HeadcountFactory(union=world.enterprise, staff=3, members=1)
    found = json.loads(run("figures", format="json", as_of="2009-10-31"))
    figures = {figure["code"]: figure for figure in found.pop("figures")}
    assert found == {
        "union": "D01",
        "name": "示范镇总工会",
        "year": 2009,
        "as_of": "2009-10-31",
        "events_until": "2009-12-31",
    }
    assert list(figures) == list(registry.indicators)
    assert figures["headcounts.staff"] == {
        "code": "headcounts.staff",
        "name": "职工数",
        "value": 3,
        "unit": "名",
        "rows": 1,
        "coverage": {"reported": 1, "due": 2},
        "source": "按台账计算",
    }
    assert figures["members.rate"]["value"] == 33.3
    assert figures["headcounts.women"]["value"] is None
    assert figures["aid.amount"]["value"] == 500


def test_json_keeps_the_cents(world):
    make.AidPaymentFactory(case=world.aid_case, amount="41926.25")
    figures = json.loads(run("figures", format="json"))["figures"]
    assert next(f["value"] for f in figures if f["code"] == "aid.amount") == 42426.25


def test_figures_as_text_have_one_line_each(world):
    heading, columns, *lines = run("figures", as_of="2009年10月31日").splitlines()
    assert heading == "示范镇总工会 2009年 截至2009-10-31"
    assert columns.split("\t")[0] == "数据项"
    assert len(lines) == len(registry.indicators)
    assert all(line.count("\t") == columns.count("\t") for line in lines)


@pytest.mark.parametrize("union", ["G01", "D01", "示范镇总工会", "D01-001", " D01 "])
@pytest.mark.parametrize("name", TARGETS)
def test_any_node_of_the_tree_can_be_the_root_by_code_or_name(world, name, union):
    assert run(name, union=union)


def test_a_single_grassroots_union_counts_itself(world):
    figures = json.loads(run("figures", union=world.enterprise.code, format="json"))["figures"]
    values = {figure["code"]: figure["value"] for figure in figures}
    assert (values["unions.standing"], values["members.joined"]) == (1, 1)


def test_a_year_may_be_typed_in_full_width_digits(world):
    assert json.loads(run("figures", year="２００９", format="json"))["year"] == 2009


@pytest.mark.parametrize(
    ("name", "arguments", "fault"),
    [
        ("figures", ["--year", "2009"], "缺少参数 --union，请补上。"),
        ("export_statistics", ["--union", "D01", "--year", "2009"], "缺少参数 --output，请补上。"),
        ("figures", ["--union", "D01", "--year", "2009", "--format", "xml"], "'text', 'json'"),
        ("figures", ["--union", "D01", "--year", "2009", "甲\n乙"], "不认识的参数 甲 乙"),
        ("figures", ["--union", "D01", "--year"], "参数 --year 后面要有一个值"),
        ("figures", ["--union", "D01", "--traceback=1"], "参数 --traceback 后面不用写值"),
        ("render_report", ["--union", "D01", "--o", "x"], "--outline, --output，请写全"),
        ("render_report", ["--outline", "旧"], "summary_and_plan"),
    ],
)
def test_what_the_parser_refuses_is_one_line_of_chinese_too(capsys, name, arguments, fault):
    with pytest.raises(SystemExit) as refused:
        call_command(name, *arguments)
    told = capsys.readouterr()
    assert (refused.value.code, told.out) == (2, "")
    assert_one_chinese_line(told.err)
    assert fault in told.err
