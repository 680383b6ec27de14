"""``python -m tests.bench_export [ROWS]``: a roll as .xlsx, against django-import-export's default.

All columns of the members of D01, each side in a process of its own. CPU is that of the export in a
warm process, as a server is one; the peak of memory is the whole process's. `make bench` takes the
demo's 18,500 members; with ROWS (100000) the roll is multiplied in a database of its own.
"""

import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).resolve().parents[1]
BENCH = Path(os.environ.get("LEDGER_DATA_DIR", ROOT / "var"))
FASTER, PEAK = 10, 120  # the bars: times in CPU, MiB


def ours(target: IO[bytes]) -> None:
    """As the list does it on 全部列."""
    from django.contrib import admin
    from django.test import RequestFactory

    from members.models import Member
    from unions.models import User

    request = RequestFactory().get("/")
    request.user = User.objects.get(username="ganshi")
    page: Any = admin.site._registry[Member]
    rows = page.get_changelist_instance(request).get_queryset(request)
    with page.register(request, rows, everything=True).file() as stream:
        shutil.copyfileobj(stream, target)


def peer(target: IO[bytes]) -> None:
    """The library's ModelResource with the same columns; spells are fetched together."""
    from import_export import fields, resources
    from import_export.formats.base_formats import XLSX

    from members.models import Member
    from members.resources.members import MemberResource
    from unions.models import Union

    own = [field.attribute for field in MemberResource.fields.values() if field.attribute]

    class Peer(resources.ModelResource):  # type: ignore[misc]
        joined = fields.Field()
        state = fields.Field()

        class Meta:
            model = Member
            fields = ("id", "union__name", "joined", "state", *own)

        def dehydrate_joined(self, member: Member) -> Any:
            spells = list(member.spells.all())
            return spells[0].from_on if spells else None

        def dehydrate_state(self, member: Member) -> str:
            running = [spell for spell in member.spells.all() if spell.to_on is None]
            return running[-1].get_kind_display() if running else "已离会"

    members = Member.objects.subtree_of(Union.objects.get(code="D01")).select_related("union")
    target.write(XLSX().export_data(Peer().export(members.prefetch_related("spells"))))


SIDES: dict[str, Callable[[IO[bytes]], None]] = {"ours": ours, "peer": peer}


def child(side: str, path: str) -> None:
    import django

    django.setup()
    before = time.process_time()
    with Path(path).open("wb") as target:
        SIDES[side](target)
    told = {"cpu": time.process_time() - before}
    told["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    from python_calamine import CalamineWorkbook

    # Counted here: a child starts with the peak of its parent, which must stay small.
    told["rows"] = CalamineWorkbook.from_path(path).get_sheet_by_index(0).height - 1
    sys.stdout.write(json.dumps(told))


def measured(side: str, data: Path) -> dict[str, float]:
    target = data / f"export-{side}.xlsx"
    command = [sys.executable, "-m", "tests.bench_export", side, str(target)]
    env = {**os.environ, "LEDGER_DATA_DIR": str(data)}
    done = subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True)
    told: dict[str, float] = json.loads(done.stdout)
    target.unlink()
    return told


def multiplied(rows: int) -> Path:
    """The bench's ledger with the roll of D01 repeated up to so many members."""
    data = BENCH.with_name(f"{BENCH.name}-{rows}")
    shutil.copytree(BENCH, data, dirs_exist_ok=True)
    with sqlite3.connect(data / "ledger.sqlite3") as base:
        names = [row[1] for row in base.execute("PRAGMA table_info(members_member)")]
        kept = ", ".join(name for name in names if name not in {"id", "id_hash"})
        roll = "FROM members_member m JOIN unions_union u ON u.id = m.union_id"
        roll += " WHERE u.path LIKE (SELECT path || '%' FROM unions_union WHERE code = 'D01')"
        copied = ", ".join(f"m.{name}" for name in kept.split(", "))
        while missing := max(0, rows - base.execute(f"SELECT COUNT(*) {roll}").fetchone()[0]):
            base.execute(
                f"INSERT INTO members_member (id_hash, {kept})"
                f" SELECT hex(randomblob(32)), {copied} {roll} LIMIT ?",
                [missing],
            )
    return data


def compare(rows: int = 0) -> str:
    """One line with both sides and their ratio."""
    data = multiplied(rows) if rows else BENCH
    runs = sorted((measured("ours", data) for _ in range(3)), key=lambda told: told["cpu"])
    own, library = runs[1], measured("peer", data)
    assert own["rows"] == library["rows"], (own, library)
    return (
        f"export of {own['rows']:.0f} members: {own['cpu']:.2f} s CPU,"
        f" {library['cpu'] / own['cpu']:.1f} × faster than django-import-export (goal {FASTER}),"
        f" {own['peak']:.0f} MiB (goal {PEAK}); the library {library['cpu']:.1f} s,"
        f" {library['peak']:.0f} MiB"
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if len(sys.argv) > 2:
        child(*sys.argv[1:3])
    else:
        sys.stdout.write(compare(*map(int, sys.argv[1:])) + "\n")
