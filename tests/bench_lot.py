"""``python -m tests.bench_lot``: a .zip of one sheet from each of 184 unions, looked through and
stored as the browser does it, on a copy of the demo county (bench.py makes it).

A third are rosters of 20 members, a third headcounts, a third proposals.
"""

import io
import os
import shutil
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

GOAL = 30  # seconds for each step
PEOPLE = 20
TODAY = date(2009, 11, 20)


def sheets(names: list[str]) -> Iterator[tuple[str, bytes]]:
    from tests.factories import id_number
    from tests.unions.importing.sheets import workbook

    serial = 0
    for place, name in enumerate(names):
        rows: list[list[object]] = [[f"{name}报表（2009年10月31日）"], [f"填报单位：{name}"]]
        if place % 3 == 0:
            rows.append(["姓名", "性别", "身份证号", "民族", "入会时间"])
            for one in range(PEOPLE):
                born = date(1950 + serial // 400, 6, 1)
                number = id_number(serial % 400 * 2, born)
                rows.append(
                    [f"{'王李张刘'[one % 4]}{'伟芳'[place % 2]}甲", "女", number, "汉", 2009]
                )
                serial += 1
        elif place % 3 == 1:
            rows += [["职工数", "女职工", "会员数"], [200 + place, 20, 150 + place]]
        else:
            rows += [["提出建议", "实施", "产生效益"], [12, 5, "4,500元"]]
        yield f"{place:03d}{name}.xlsx", workbook(rows)


def parcel(names: list[str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in sheets(names):
            packed.writestr(name, content)
    return stream.getvalue()


def timed(what: str, job: Callable[[], Any]) -> Any:
    wall, cpu = time.perf_counter(), time.process_time()
    done = job()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    sys.stdout.write(
        f"184 sheets in one .zip {what}: {wall:.1f} s (goal {GOAL}), {cpu:.1f} s CPU\n"
    )
    return done


def bench() -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client
    from django.urls import reverse

    from reports.collecting.lots import seen, tally
    from reports.models import UploadLot
    from unions.models import Union, User

    client = Client()
    client.force_login(User.objects.get(username="ganshi"), "unions.backends.RoleBackend")
    town = Union.objects.get(code="D01")
    unions = Union.objects.subtree_of(town).grassroots().active_on(TODAY)
    names = list(unions.order_by("code").values_list("name", flat=True)[:184])
    sent = {"file": SimpleUploadedFile("一批.zip", parcel(names)), "root": town.pk}
    timed("previewed", lambda: client.post(reverse("reports:collect"), sent, follow=True))
    lot = UploadLot.objects.latest("created_at")
    said = {"seen": seen(lot.uploads.all()), "refused": "partial"}
    address = reverse("reports:collect_lot_store", args=[lot.pk])
    timed("confirmed", lambda: client.post(address, said, follow=True))
    stored = [upload.counts for upload in lot.uploads.filter(result__isnull=False)]
    sys.stdout.write(f"  {len(stored)} files stored: {tally(stored)}\n")


def main() -> None:
    source = Path(os.environ["LEDGER_DATA_DIR"])
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        data.mkdir()
        shutil.copytree(source / "keys", data / "keys")
        shutil.copytree(source / "static", data / "static")
        for file in source.glob("ledger.sqlite3*"):
            shutil.copy2(file, data)
        os.environ |= {
            "LEDGER_DATA_DIR": str(data),
            "LEDGER_PLAIN_HTTP": "1",
            "LEDGER_TODAY": TODAY.isoformat(),
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        import django

        django.setup()
        from django.conf import settings

        settings.ALLOWED_HOSTS = ["testserver"]
        bench()


if __name__ == "__main__":
    main()
