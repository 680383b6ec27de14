"""Storing a sheet: all of it or nothing, beside other writers, and only what was announced.

Real processes on an installation of their own, on SQLite and PostgreSQL alike.
"""

import json
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.models import Member
from members.resources.members import MemberResource
from tests import factories as make
from tests.installation import Installation
from tests.unions.importing.sheets import workbook
from unions.commands import Refused
from unions.importing.orders import Order
from unions.importing.plans import Moved, as_shown, confirm, make_plan, store
from unions.importing.record_numbers import numbering
from unions.models import Union
from unions.records import StaleRecord

ROWS = 1_200  # three batches of records and two of history, twice
FOUNDED = """
from unions.importing.record_numbers import numbering
from unions.models import Union
county = Union.objects.create(code="G01", kind="county", name="示范县总工会")
town = Union.objects.create(code="D01", kind="town", name="示范镇总工会", parent=county)
Union.objects.create(kind="enterprise", name="示范机械有限公司工会", parent=town)
"""
# Children share nothing but the database: each opens a connection of its own.
FORKED = """
import json, os, signal, sys, time
from pathlib import Path
from django.db import connection, transaction
from members.models import Member
from members.resources.members import MemberResource
from unions.importing.orders import Order
from unions.importing.plans import confirm
from unions.importing.record_numbers import numbering
from unions.models import Union

order = Order(Path({sheet!r}).read_bytes(), MemberResource, Union.objects.get(code="D01"))
connection.close()

def forked(job):
    child = os.fork()
    if not child:
        try:
            job()
        finally:
            connection.close()
            os._exit(1 if sys.exc_info()[0] else 0)
    return child

def status(child):
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

def store():
    confirm(order, None, partial=False)
"""
KILLED = """
COUNTED = ("members_member", "members_historicalmember", "members_membership",
           "members_historicalmembership")

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def killed_after(writes):
    def counting(execute, sql, *rest):
        done = execute(sql, *rest)
        if sql.startswith("INSERT"):
            counting.seen += 1
            if counting.seen == writes:
                die()
            elif writes is None and counting.seen == 1:
                transaction.on_commit(die)
        return done
    counting.seen = 0
    def job():
        with connection.execute_wrapper(counting):
            store()
    return job

for writes in (1, 3, 6, None):
    ended = status(forked(killed_after(writes)))
    with connection.cursor() as cursor:
        found = [cursor.execute("SELECT COUNT(*) FROM " + name).fetchone()[0] for name in COUNTED]
    connection.close()
    print(json.dumps([ended, *found]))
"""
BESIDE = """
town = Union.objects.get(code="D01")
union = Union.objects.exclude(pk__in=[town.pk, town.parent_id]).get()
clerks = [Member.objects.create(union=union, name="王%d" % n, sex="male").pk for n in range(3)]
connection.close()
stop = Path({sheet!r}).with_name("stop")

def writer(pk):
    def job():
        while not stop.exists():
            Member.objects.get(pk=pk).save()
    return job

writers = [forked(writer(pk)) for pk in clerks]
stored = status(forked(store))
stop.touch()
print(json.dumps([stored, *map(status, writers)]))
print(json.dumps(list(Member.objects.filter(pk__in=clerks).values_list("version", flat=True))))
print(Member.objects.count())
"""


def members_sheet(rows: int = ROWS) -> bytes:
    people = [[f"丁{n}", "男", "示范机械有限公司工会", "2009-3-1"] for n in range(rows)]
    return workbook([["姓名", "性别", "所属工会", "入会时间"], *people])


@pytest.fixture(scope="module")
def founded(migrated, tmp_path_factory):
    installation = migrated.copy_to(tmp_path_factory.mktemp("founded") / "data")
    installation.must("shell", "--verbosity", "0", "-c", FOUNDED)
    return installation


@pytest.fixture
def ledger(founded, tmp_path):
    return founded.copy_to(tmp_path / "data")


def said(ledger: Installation, tmp_path, script: str) -> list:
    sheet = tmp_path / "会员.xlsx"
    sheet.write_bytes(members_sheet())
    code = (FORKED + script).replace("{sheet!r}", repr(str(sheet)))
    told = ledger.must("shell", "--verbosity", "0", "-c", code)
    return [json.loads(line) for line in told.splitlines()]


@pytest.mark.xdist_group("storing")
def test_a_kill_at_any_moment_leaves_all_rows_or_none(ledger, tmp_path):
    moments = said(ledger, tmp_path, KILLED)
    assert moments[:3] == [[-9, 0, 0, 0, 0]] * 3
    assert moments[3] == [-9, ROWS, ROWS, ROWS, ROWS], "it was told stored, then the process died"


@pytest.mark.xdist_group("storing")
def test_three_writers_go_on_without_an_error_while_a_sheet_is_stored(ledger, tmp_path):
    ended, versions, members = said(ledger, tmp_path, BESIDE)
    assert ended == [0, 0, 0, 0]
    assert min(versions) > 1, "every writer saved"
    assert members == ROWS + 3


@pytest.fixture
def order(world, settings) -> Order:
    settings.LEDGER_TODAY = date(2009, 11, 20)
    people = [["丁一", "男", make.id_number(7, date(1970, 5, 20))], ["丁二", "女", ""]]
    sheet = workbook([["姓名", "性别", "身份证号"], *people])
    return Order(sheet, MemberResource, world.town, world.staff, world.enterprise)


@pytest.fixture
def meanwhile(monkeypatch):
    """Somebody else does this after the rows were planned and before they are stored."""

    def happens(job):
        monkeypatch.setattr(MemberResource, "prepare", lambda *_: job())

    return happens


@pytest.mark.django_db
def test_what_somebody_stored_in_between_is_not_stored_again(order, world, meanwhile):
    number = make.id_number(7, date(1970, 5, 20))
    meanwhile(lambda: make.MemberFactory(union=world.village_joint, id_number=number))
    before = Member.objects.count()
    with pytest.raises(Moved):
        confirm(order, make_plan(order).digest(), partial=True)
    assert Member.objects.count() == before + 1


@pytest.mark.django_db
def test_a_union_renamed_in_between_asks_for_another_look(order, world, meanwhile):
    union = world.village_joint
    meanwhile(lambda: Union.objects.filter(pk=union.pk).update(name="改了名的工会"))
    with pytest.raises(Moved):
        confirm(order, None, partial=True)


@pytest.mark.django_db
def test_work_on_other_records_in_between_asks_for_nothing(order, world, meanwhile):
    meanwhile(world.member.save)
    assert confirm(order, make_plan(order).digest(), partial=False).counts["new"] == 2


@pytest.mark.django_db
def test_the_command_says_so_in_a_line(order, world, meanwhile, tmp_path):
    sheet = tmp_path / "会员.xlsx"
    sheet.write_bytes(order.data)
    number = make.id_number(7, date(1970, 5, 20))
    meanwhile(lambda: make.MemberFactory(union=world.village_joint, id_number=number))
    with pytest.raises(Refused, match="再运行一次"):
        call_command(
            "import_records", "members", str(sheet), union=world.enterprise.code, confirm=True
        )


@pytest.mark.django_db
def test_a_key_that_somebody_else_has_just_taken_is_told_in_a_line(
    world, settings, monkeypatch, tmp_path
):
    settings.LEDGER_TODAY = date(2009, 11, 20)
    own = make.MemberFactory(union=world.enterprise, name="丁八")
    idn = make.id_number(8, date(1970, 5, 20))
    sheet = tmp_path / "会员.xlsx"
    told = [numbering(Member)(own.pk), "丁八", idn]
    sheet.write_bytes(workbook([["台账编号", "姓名", "身份证号"], told]))

    def meanwhile(_resource, drafts):
        make.MemberFactory(union=world.village_joint, id_number=idn)
        drafts[0].record.prepare()

    monkeypatch.setattr(MemberResource, "prepare", meanwhile)
    with pytest.raises(Refused, match="再运行一次"):
        call_command("import_records", "members", str(sheet), union="D01", confirm=True)
    own.refresh_from_db()
    assert own.id_number == ""


@pytest.mark.django_db
def test_a_file_of_any_size_is_refused_before_it_is_read(world, tmp_path):
    sheet = tmp_path / "会员.xlsx"
    with sheet.open("wb") as file:
        file.truncate(2**36)
    with pytest.raises(Refused, match="65536 MB，超过 10 MB"):
        call_command("import_records", "members", str(sheet), union="D01")


DERIVED = "name, search_text, id_hash, birth_on, phone, version, updated_by_id"


@pytest.fixture
def changed(world, settings):
    """Members on file, and an order that changes the first rows of them."""
    settings.LEDGER_TODAY = date(2009, 11, 20)
    born = date(1970, 5, 20)
    numbers = [make.id_number(n, born) for n in range(20, 80, 2)]
    for n, number in enumerate(numbers):
        union, code = world.enterprise, f"H{n}"
        member = make.MemberFactory(union=union, id_number=number, name=f"丁{n}", card_no=code)
        make.MembershipFactory(member=member, from_on=date(2008, 1, 1))

    def order(rows: int) -> Order:
        known = enumerate(numbers[:rows])
        people = [[f"周示范{n}", number, "13911111111", "2007-3-1"] for n, number in known]
        sheet = workbook([["姓名", "身份证号", "手机", "入会时间"], *people])
        return Order(sheet, MemberResource, world.town, world.staff, world.enterprise)

    return order


def as_stored(rows: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(rows)
        return list(cursor.fetchall())


@pytest.mark.django_db
def test_changed_rows_are_stored_whole_with_version_and_history(world, changed):
    assert confirm(changed(30), None, partial=False).counts["changed"] == 30
    of = f"SELECT id, {DERIVED} FROM members_{{}} WHERE name LIKE '周示范%' ORDER BY id"
    rows = as_stored(of.format("member"))
    assert as_stored(of.format("historicalmember")) == rows
    assert len(rows) == 30
    assert {row[2].split()[0][:3] for row in rows} == {"周示范"}, "found by the new name"
    assert {row[6:] for row in rows} == {(2, world.staff.pk)}
    found = Member.objects.filter(name__startswith="周示范")
    spells = found.values_list("spells__from_on", "spells__version")
    assert set(spells) == {(date(2007, 3, 1), 2)}
    member = Member.objects.with_id_number(make.id_number(20, date(1970, 5, 20))).get()
    assert (member.phone, member.history.first().phone) == ("13911111111", "13911111111")


@pytest.mark.django_db
def test_many_changed_rows_cost_no_more_statements_than_few(changed):
    told = []
    for rows in (3, 30):
        plan = as_shown(changed(rows), None)
        with CaptureQueriesContext(connection) as seen:
            store(plan)
        told.append(len(seen))
    assert told[0] == told[1]


@pytest.mark.django_db
def test_one_changed_row_saved_by_somebody_else_keeps_all_from_being_stored(changed, meanwhile):
    order = changed(30)
    meanwhile(lambda: Member.objects.get(name="丁7").save())
    with pytest.raises((Moved, StaleRecord)):
        confirm(order, None, partial=True)
    assert not Member.objects.filter(name__startswith="周示范").exists()
    assert not Member.history.filter(name__startswith="周示范").exists()
