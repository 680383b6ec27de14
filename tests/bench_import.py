"""``python -m tests.bench_import [ROWS]``: new members from one .xlsx, and the same file again.

Our reader, checks and store against a plain ModelResource of django-import-export with the same
rows, model and validation (`full_clean`), each side in a process and a database of its own. CPU is
that of the whole process; so is the peak of memory. `make bench` takes 4,000 rows; the bars are
for 18,000.
"""

import json
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter

ROOT = Path(__file__).resolve().parents[1]
ROWS, FULL = 4_000, 18_000
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
HEADINGS = {  # of the sheet, and the field each is of
    "姓名": "name", "性别": "sex", "民族": "nation", "身份证号": "id_number",
    "出生日期": "birth_on", "政治面貌": "politics", "学历": "education", "农民工": "is_migrant",
    "工作单位": "workplace", "部门岗位": "department", "用工形式": "employment",
    "技术等级": "skill_level", "会员证号": "card_no", "手机": "phone", "所属工会": "union",
    "入会时间": "joined_on",
}  # fmt: skip


def write_workbook(path: Path, rows: int, unions: list[str]) -> None:
    """Codes, ISO days and union codes: what both sides can read."""
    chance = random.Random(1)
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, list(HEADINGS))
    for line in range(1, rows + 1):
        born = date(1950, 1, 1) + timedelta(days=line // 500 * 300 + line % 300)
        number = _id_number(born, line % 500)
        name = chance.choice("王李张刘陈") + chance.choice("芳伟敏静丽") + chance.choice("军强磊洋")
        joined = date(2000 + line % 9, 1 + line % 12, 1 + line % 28)
        values = [name, "male" if line % 2 else "female", "汉族", number, f"{born}"]
        values += ["masses", "senior", "1", "某某有限公司", "操作工", "contract", "初级"]
        values += [f"H{line:06}", f"139{line:08}", unions[line % len(unions)], f"{joined}"]
        sheet.write_row(line, 0, values)
    book.close()


def _id_number(born: date, serial: int) -> str:
    stem = f"990199{born:%Y%m%d}{serial:03}"
    return stem + "10X98765432"[sum(w * int(c) for w, c in zip(_WEIGHTS, stem, strict=True)) % 11]


def ours(path: Path) -> dict[str, int]:
    """As the browser does it: a preview, then the confirmation of what was shown."""
    from members.resources.members import MemberResource
    from unions.importing.plans import Order, confirm, make_plan
    from unions.models import Union

    order = Order(path.read_bytes(), MemberResource, Union.objects.get(code="D01"))
    digest = make_plan(order).digest()
    return confirm(order, digest, partial=False).counts


def peer(path: Path) -> dict[str, int]:
    """The same flow of the library: a dry run, then the import."""
    from import_export import fields, resources
    from import_export.formats.base_formats import XLSX
    from import_export.widgets import ForeignKeyWidget

    from members.models import Member
    from unions.crypto import keyed_hash
    from unions.models import Union

    class Peer(resources.ModelResource):  # type: ignore[misc]
        union = fields.Field("union", "union", ForeignKeyWidget(Union, "code"))

        class Meta:
            model = Member
            fields = ("id_hash", *[name for name in HEADINGS.values() if name != "joined_on"])
            import_id_fields = ("id_hash",)
            clean_model_instances = os.environ.get("PEER_CLEAN", "1") == "1"

    counts = {}
    for dry_run in (True, False):
        data = XLSX().create_dataset(path.read_bytes())
        data.headers = [HEADINGS[heading] for heading in data.headers]
        data.append_col([keyed_hash(number) for number in data["id_number"]], header="id_hash")
        counts = Peer().import_data(data, dry_run=dry_run, raise_errors=True).totals
    return counts


def child(side: str, path: Path) -> None:
    import django

    django.setup()
    counts = {"ours": ours, "peer": peer}[side](path)
    used = resource.getrusage(resource.RUSAGE_SELF)
    told = {"cpu": used.ru_utime + used.ru_stime, "peak": used.ru_maxrss / 1024, "counts": counts}
    sys.stdout.write(json.dumps(told))
