"""Importing members from one .xlsx: against the library, and beside other writers.

Our preview and confirmation against the dry run and import of a plain ModelResource of
django-import-export: same file, same model, `full_clean` on both sides; ours also opens each
member's spell. Each side has a process and a copy of the demo database of its own; CPU and peak of
memory are those of the whole process. `python -m tests.bench_import 18000` takes the number of rows
the bars are set for.
"""

import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter

ROOT = Path(__file__).resolve().parents[1]
ROWS, LOCK_ROWS, WRITERS = 4_000, 5_000, 3
MALLOC = {"MALLOC_MMAP_THRESHOLD_": "131072", "MALLOC_TRIM_THRESHOLD_": "131072"}  # as in service
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
HEADINGS = {  # of the sheet, and the field each is of
    "姓名": "name", "性别": "sex", "民族": "nation", "身份证号": "id_number",
    "出生日期": "birth_on", "政治面貌": "politics", "学历": "education", "农民工": "is_migrant",
    "工作单位": "workplace", "部门岗位": "department", "用工形式": "employment",
    "技术等级": "skill_level", "会员证号": "card_no", "手机": "phone", "所属工会": "union",
    "入会时间": "joined_on",
}  # fmt: skip


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def run(data: Path, rows: int = ROWS) -> None:
    """Prints the ratios; `data` is a data folder with the demo county."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        told = {side: _both_times(side, here, data, rows) for side in ("ours", "peer")}
        whats = (f"{rows} new members", "goal 150 for 18000; "), ("the same file again", "")
        for turn, (what, goal) in enumerate(whats):
            ours, peer = (told[side][turn] for side in ("ours", "peer"))
            say(
                f"import of {what}: {peer['cpu'] / ours['cpu']:.1f} × less CPU than the library "
                f"(goal 12; {ours['cpu']:.1f} s), peak {ours['peak']:.0f} MiB "
                f"({goal}library {peer['peak']:.0f})"
            )
        _lock(here, data, LOCK_ROWS, 3)
        _lock(here, data, LOCK_ROWS, 3, changed=True)
        if rows >= 18_000:
            _lock(here, data, rows, 8)


def _both_times(side: str, folder: Path, data: Path, rows: int) -> list[dict[str, Any]]:
    with _copied(data, folder / side) as copy:
        sheet = _sheet(folder, copy, rows)
        return [_child(copy, side, str(sheet)) for _turn in range(2)]


def _lock(folder: Path, data: Path, rows: int, goal: int, *, changed: bool = False) -> None:
    """Of new rows; or of the same rows, stored already, with another post in each."""
    with _copied(data, folder / "lock") as copy:
        sheet, stop = _sheet(folder, copy, rows), folder / "stop"
        if changed:
            _child(copy, "lock", str(sheet))
            sheet = _sheet(folder, copy, rows, post="质检员")
        command = [sys.executable, "-m", "tests.bench_import", "writer", str(stop)]
        writers = [
            subprocess.Popen(
                [*command, str(n)], cwd=ROOT, env=_environment(copy), stdout=subprocess.PIPE
            )
            for n in range(WRITERS)
        ]
        ours = _child(copy, "lock", str(sheet))
        stop.touch()
        told = [json.loads(writer.communicate()[0]) for writer in writers]
        stop.unlink()
    say(
        f"write lock of {rows} {'changed' if changed else 'new'} rows: {ours['held']:.1f} s "
        f"(goal {goal}; {ours['cpu']:.1f} s of it CPU); {WRITERS} writers saved "
        f"{sum(t['saved'] for t in told)} times, waited at most "
        f"{max(t['longest'] for t in told):.1f} s, errors {sum(t['errors'] for t in told)} (goal 0)"
    )


@contextmanager
def _copied(data: Path, target: Path) -> Iterator[Path]:
    target.mkdir()
    shutil.copytree(data / "keys", target / "keys")
    shutil.copy(data / "ledger.sqlite3", target)
    yield target
    shutil.rmtree(target)


def _environment(data: Path) -> dict[str, str]:
    own = {
        "LEDGER_DATA_DIR": str(data), "LEDGER_PLAIN_HTTP": "1", "LEDGER_TODAY": "2009-11-20",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }  # fmt: skip
    return os.environ | own | MALLOC


def _child(data: Path, *arguments: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench_import", *arguments],
        cwd=ROOT, env=_environment(data), check=True, stdout=subprocess.PIPE,
    )  # fmt: skip
    return json.loads(done.stdout)


def _sheet(folder: Path, data: Path, rows: int, post: str = "操作工") -> Path:
    """Codes, ISO days and union codes: what both sides can read."""
    path = folder / f"{rows}{post}.xlsx"
    if not path.exists():
        unions = _child(data, "unions")
        book = xlsxwriter.Workbook(path, {"constant_memory": True})
        sheet, chance = book.add_worksheet(), random.Random(1)
        sheet.write_row(0, 0, list(HEADINGS))
        for line in range(1, rows + 1):
            sheet.write_row(line, 0, _row(line, unions[line % len(unions)], chance, post))
        book.close()
    return path


def _row(line: int, union: str, chance: random.Random, post: str) -> list[str]:
    born = date(1950, 1, 1) + timedelta(days=line // 500 * 300 + line % 300)
    name = chance.choice("王李张刘陈") + chance.choice("芳伟敏静丽") + chance.choice("军强磊洋")
    joined = date(2000 + line % 9, 1 + line % 12, 1 + line % 28)
    values = [name, "male" if line % 2 else "female", "汉族", _id_number(born, line % 500)]
    values += [f"{born}", "masses", "senior", "1", "某某有限公司", post, "contract", "初级"]
    return [*values, f"H{line:06}", f"139{line:08}", union, f"{joined}"]


def _id_number(born: date, serial: int) -> str:
    stem = f"990199{born:%Y%m%d}{serial:03}"
    return stem + "10X98765432"[sum(w * int(c) for w, c in zip(_WEIGHTS, stem, strict=True)) % 11]


# What the children do, each in a process of its own.


def ours(path: str) -> dict[str, Any]:
    """As the browser does it: a preview, then the confirmation of what was shown."""
    from unions.importing.plans import confirm, make_plan

    order = _order(path)
    plan = confirm(order, make_plan(order).digest(), partial=False)
    if plan.refused:
        raise SystemExit(f"refused: {plan.refused[0].faults}")
    return _used()


def lock(path: str) -> dict[str, Any]:
    """How long other writers are kept out: from within the transaction to its end."""
    from unions.importing.plans import confirm
    from unions.importing.resources import SheetResource

    began: list[float] = []
    look = SheetResource.has_moved

    def timed(self: Any, drafts: Any) -> bool:
        began.extend((time.perf_counter(), time.process_time()))
        return look(self, drafts)

    SheetResource.has_moved = timed  # type: ignore[method-assign]
    confirm(_order(path), None, partial=False)
    return {"held": time.perf_counter() - began[0], "cpu": time.process_time() - began[1]}


def _order(path: str) -> Any:
    from members.resources.members import MemberResource
    from unions.importing.orders import Order
    from unions.models import Union

    return Order(Path(path).read_bytes(), MemberResource, Union.objects.get(code="D01"))


def peer(path: str) -> dict[str, Any]:
    """The same flow of the library: a dry run, then the import."""
    from import_export import fields, resources
    from import_export.formats.base_formats import XLSX
    from import_export.widgets import ForeignKeyWidget

    from members.models import Member
    from unions.crypto import keyed_hash
    from unions.models import Union

    names = tuple(name for name in HEADINGS.values() if name != "joined_on")

    class Peer(resources.ModelResource):  # type: ignore[misc]
        union = fields.Field("union", "union", ForeignKeyWidget(Union, "code"))

        class Meta:
            model = Member
            fields = ("id_hash", *names)
            import_id_fields = ("id_hash",)
            clean_model_instances = True

    for dry_run in (True, False):
        data = XLSX().create_dataset(Path(path).read_bytes())
        data.headers = [HEADINGS[heading] for heading in data.headers]
        data.append_col([keyed_hash(number) for number in data["id_number"]], header="id_hash")
        Peer().import_data(data, dry_run=dry_run, raise_errors=True)
    return _used()


def _used() -> dict[str, Any]:
    used = resource.getrusage(resource.RUSAGE_SELF)
    status = Path("/proc/self/status").read_text("ascii")  # ru_maxrss counts in who started us
    peak = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
    return {"cpu": used.ru_utime + used.ru_stime, "peak": int(peak) / 1024}


def writer(stop: str, number: str) -> dict[str, Any]:
    """A clerk who saves one member after the other, twenty times a second."""
    from django.db import DatabaseError

    from members.models import Member

    told = {"saved": 0, "errors": 0, "longest": 0.0}
    while not Path(stop).exists():
        member = Member.objects.order_by("pk")[int(number)]
        start = time.perf_counter()
        try:
            member.save()
        except DatabaseError:
            told["errors"] += 1
        told["saved"] += 1
        told["longest"] = max(told["longest"], time.perf_counter() - start)
        time.sleep(0.05)
    return told


def unions() -> list[str]:
    from unions.models import Union

    town = Union.objects.subtree_of(Union.objects.get(code="D01"))
    return list(town.grassroots().values_list("code", flat=True))


def child(name: str, *arguments: str) -> None:
    import django

    django.setup()
    jobs: dict[str, Any] = {job.__name__: job for job in (ours, peer, lock, writer, unions)}
    sys.stdout.write(json.dumps(jobs[name](*arguments)))


if __name__ == "__main__":
    if len(sys.argv) > 1 and not sys.argv[1].isdigit():
        child(*sys.argv[1:])
    else:
        from tests.bench import DATA, prepare

        prepare()
        run(DATA, int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
