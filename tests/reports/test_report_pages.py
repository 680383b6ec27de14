"""Pages of the reports layer: what opens, for whom, and what is behind a figure."""

import re
from datetime import date
from decimal import Decimal
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.drilldown import drill_down
from reports.registry import registry
from tests import factories as make
from tests.reports.indicator_cases import CASES, COUNTED, book_of, one_of_each
from tests.reports.pages import PAGES, SCOPE, get, text, type_last_year


def counted(response):
    return response.context["page"].paginator.count


def fill(town, day=date(2009, 5, 20)):
    for maker in {case.make for case in CASES.values()}:
        maker(town, day)


def test_the_preview_shows_every_figure_of_the_paper_as_a_link_to_its_records(as_, world):
    fill(world.town)
    response = get(as_("staff"), "reports:summary")
    (paper,) = re.findall(r'<article class="paper".*?</article>', text(response), re.DOTALL)
    links = re.findall(r'<a[^>]*href="(/reports/figures/[^"]+)"[^>]*>([^<]+)</a>', paper)
    assert len(links) > 20
    told = {urlsplit(link).path.split("/")[3] for link, _ in links}
    assert {"unions.standing", "members.joined", "contracts.signed", "aid.amount"} <= told
    book = book_of(world.town)
    for link, words in links:
        assert {key: value for key, (value,) in parse_qs(urlsplit(link).query).items()} == SCOPE
        figure = book.figure(urlsplit(link).path.split("/")[3])
        (number,) = re.findall(r"[0-9.]+", words)
        assert Decimal(number) == abs(Decimal(figure.display)), words


def test_the_link_opens_as_many_records_as_the_figure_counts(as_, world):
    """Every figure's list by one book, and a page of every type of record."""
    fill(world.town)
    fill(world.town, date(2009, 12, 1))
    staff, book = as_("staff"), book_of(world.town)
    listed, addresses = {}, []
    for code, indicator in COUNTED.items():
        found = drill_down(book, indicator, world.staff, "1")
        listed[code] = found["page"].paginator.count
        addresses += [record["url"] for record in found["records"]]
    assert listed == {code: book.figure(code).rows for code in COUNTED}
    assert all(listed.values())
    assert all(address.startswith("/") for address in addresses)
    pages = {code: get(staff, "reports:figure", code) for code in one_of_each(book)}
    assert {code: counted(page) for code, page in pages.items()} == {c: listed[c] for c in pages}
    assert not [code for code, page in pages.items() if f"共{listed[code]}条" not in text(page)]


def test_a_page_of_many_records_costs_no_more_queries_than_a_page_of_few(as_, world):
    def costs():
        found = {}
        for code in codes:
            with CaptureQueriesContext(connection) as queries:
                get(staff, "reports:figure", code)
            # Being seen at the desk is written into the session once a minute.
            found[code] = sum(
                "django_session" not in query["sql"] and "SAVEPOINT" not in query["sql"]
                for query in queries
            )
        return found

    staff, codes = as_("staff"), one_of_each(book_of(world.town))
    type_last_year(world.town)
    fill(world.town)
    fill(world.town)
    few = costs()
    for _ in range(3):
        fill(world.town)
    many = costs()
    assert not [code for code in few if many[code] > few[code]]


def test_the_page_of_a_derived_figure_links_to_what_it_is_made_of(as_, world):
    """Every figure's parts by one book, and a page of every kind of figure."""
    fill(world.town)
    staff, book = as_("staff"), book_of(world.town)
    derived = {code: i for code, i in registry.indicators.items() if code not in COUNTED}
    for code, indicator in derived.items():
        inputs = drill_down(book, indicator, world.staff, "1")["inputs"]
        assert [figure.code for figure, _ in inputs] == [*indicator.inputs], code
    for code in {type(indicator): code for code, indicator in derived.items()}.values():
        page = text(get(staff, "reports:figure", code))
        links = [reverse("reports:figure", args=[part]) for part in registry.find(code).inputs]
        assert not [link for link in links if link not in page], code


def test_a_part_opens_only_the_records_under_its_labels(as_, world):
    response = get(as_("staff"), "reports:figure", "unions.enterprise")
    assert [record["name"] for record in response.context["records"]] == ["示范机械有限公司工会"]


def test_a_figure_without_records_says_so(as_, world):
    assert "这个范围内没有记录。" in text(get(as_("staff"), "reports:figure", "training.classes"))


def test_a_typed_total_shows_who_told_it(as_, world):
    make.ReportedFigureFactory(
        union=world.town, code="training.attendance", value=4000, source="成校来电"
    )
    page = text(get(as_("staff"), "reports:figure", "training.attendance"))
    assert "手工填报" in page
    assert "成校来电" in page


def test_the_members_of_a_town_show_each_union_with_its_source(as_, world):
    make.HeadcountFactory(union=world.enterprise, members=77)
    response = get(as_("staff"), "reports:figure", "members.total")
    assert response.context["sources"] == [(world.enterprise, 77, "填报会员数")]


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"as_of": "2009-02-30"}, "2009年2月没有30日"),
        ({"as_of": "昨天"}, "看不懂这种写法"),
        ({"as_of": "2009年10月"}, "不够具体"),
        ({"as_of": "2008-12-31"}, "截至日期2008-12-31不在2009年之内"),
        ({"until": "2009-10-01"}, "大事截止日期2009-10-01早于截至日期2009-10-31"),
        ({"year": "1850"}, "1850"),
        ({"year": "x"}, "x"),
    ],
)
@pytest.mark.parametrize(
    ("name", "args"),
    [
        *((name, ()) for name in PAGES),
        ("reports:figure", ("members.joined",)),
        ("reports:summary_file", ("pdf",)),
        ("reports:statistics_file", ()),
    ],
)
def test_wrong_days_are_answered_with_a_chinese_sentence(as_, name, args, changed, fault):
    response = get(as_("staff"), name, *args, **changed)
    assert response["Content-Type"].startswith("text/html")
    (sentence,) = re.findall(r'role="alert">([^<]+)<', text(response))
    assert fault in sentence
    assert sentence.rstrip().endswith(("。", "”", "项。"))


@pytest.mark.parametrize("page", ["9999", "-1", "0", "x", "1e9", "\x00"])
def test_a_page_that_does_not_exist_shows_the_nearest(as_, world, page):
    for _ in range(51):
        make.TrainingFactory(union=world.town)
    response = get(as_("staff"), "reports:figure", "training.classes", page=page)
    assert response.status_code == 200
    assert len(response.context["records"]) in (1, 50)


def test_an_unknown_figure_is_404(as_):
    assert get(as_("staff"), "reports:figure", "members.size").status_code == 404


@pytest.mark.parametrize(
    ("suffix", "content_type", "start"),
    [
        ("pdf", "application/pdf", b"%PDF-"),
        (
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            b"PK\x03\x04",
        ),
        ("txt", "text/plain; charset=utf-8", "示范镇总工会".encode()),
        ("html", "text/html; charset=utf-8", b"<!DOCTYPE html>"),
    ],
)
def test_papers_are_downloaded_under_chinese_names(as_, suffix, content_type, start):
    response = get(as_("chair"), "reports:summary_file", suffix)
    assert response["Content-Type"] == content_type
    assert start in response.content[:400]
    assert file_name(response) == f"示范镇总工会2009年工作总结(草稿1120).{suffix}"


def test_statistics_are_downloaded_as_a_workbook_under_a_chinese_name(as_):
    response = get(as_("county_viewer"), "reports:statistics_file", union="G01")
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    assert response.content[:4] == b"PK\x03\x04"
    assert file_name(response) == "示范县总工会2009年统计表(草稿1120).xlsx"


def file_name(response):
    kind, _, name = response["Content-Disposition"].partition("; filename*=utf-8''")
    assert kind == "attachment"
    assert name.isascii()
    return unquote(name)
