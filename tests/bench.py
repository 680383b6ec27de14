"""``make bench``: speed and size on the demo county, as ratios to a peer of the same run.

Absolute times depend on the machine and its noise; the ratios are what to watch. Goals stand beside
each line. The demo county is built once under var/bench.
"""

import logging
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

from tests import bench_import

ROOT = Path(__file__).resolve().parents[1]
DATA: Path = Path(os.environ.get("LEDGER_DATA_DIR", ROOT / "var")) / "bench"
os.environ |= {
    "LEDGER_DATA_DIR": str(DATA),
    "LEDGER_PLAIN_HTTP": "1",
    "LEDGER_TODAY": "2009-11-20",
    "DJANGO_SETTINGS_MODULE": "config.settings",
}
SCOPE = ["--union", "D01", "--year", "2009", "--as-of", "2009-10-31"]
RUNS = 5
# WeasyPrint alone on the same page and fonts: what nobody's code could undercut.
BARE = """
import sys
from pathlib import Path
from weasyprint import HTML
HTML(string=Path(sys.argv[1]).read_text("utf-8")).write_pdf(sys.argv[2], pdf_variant="pdf/a-2u")
"""


def say(text: str) -> None:
    sys.stdout.write(text + "\n")


def manage(*arguments: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
    )


def median_ms(job: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        job()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def process_cpu(*command: str) -> float:
    """User and system seconds of one whole process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@contextmanager
def as_user(username: str) -> Iterator[object]:
    from django.test import Client

    from unions.models import User

    client = Client()
    client.force_login(User.objects.get(username=username), "unions.backends.RoleBackend")
    yield client


def bench_figures() -> None:
    from django.db import connection

    from reports.book import FigureBook
    from reports.figures import Scope
    from reports.periods import Period
    from reports.registry import registry
    from unions.models import Union

    scope = Scope.of(Union.objects.get(code="D01"), Period.for_year(2009), date(2009, 10, 31))

    def one_count() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT COUNT(*) FROM members_membership WHERE to_on IS NULL")
            cursor.fetchall()

    def only(codes: list[str]) -> None:
        book = FigureBook(scope)
        for code in codes:
            book.figure(code)

    told = [indicator.code for indicator in registry if "D9-" in indicator.source]
    peer = median_ms(one_count)
    for name, codes, goal in (
        ("figures of the summary of 2009", told, 150),
        ("all figures", list(registry.indicators), 300),
    ):
        taken = median_ms(partial(only, codes))
        say(f"{name} ({len(codes)}): {taken:.0f} ms (goal {goal}), {taken / peer:.0f} × one COUNT")


def bench_paper(folder: Path) -> None:
    from reports import fonts
    from reports.papers import paper
    from reports.renderers.html import page_html
    from reports.renderers.pdf import render_pdf
    from reports.scopes import book_of
    from unions.models import Union

    document = paper(book_of(Union.objects.get(code="D01"), 2009, date(2009, 10, 31)))
    render_pdf(document)
    say(f"summary PDF warm: {median_ms(lambda: render_pdf(document)) / 1000:.2f} s (goal 0.8)")

    page = page_html(document)
    for url, path in fonts.face_urls().items():
        page = page.replace(url, path.as_uri())
    source, target = folder / "page.html", folder / "paper.pdf"
    source.write_text(page, "utf-8")
    ratios = []
    for _ in range(RUNS):
        whole = process_cpu(
            sys.executable,
            "manage.py",
            "render_report",
            *SCOPE,
            "--format=pdf",
            f"--output={target}",
        )
        bare = process_cpu(sys.executable, "-c", BARE, str(source), str(target))
        ratios.append(whole / bare)
    middle = statistics.median(ratios)
    say(f"summary PDF, whole process: {middle:.2f} × bare WeasyPrint (goal 1.4)")


def bench_lists() -> None:
    from django.contrib import admin
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    with as_user("ganshi") as client:
        for model in admin.site._registry:
            url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
            with CaptureQueriesContext(
                connection,
            ) as queries:
                answer = client.get(url)  # type: ignore[attr-defined]
            if answer.status_code == 200:
                size = len(answer.content) / 1024
                say(f"list {url}: {len(queries)} queries (goal 8), {size:.0f} KB (goal 100)")


def prepare() -> None:
    """The demo county, once."""
    manage("migrate", "--verbosity=0")
    start = time.perf_counter()
    manage("seed_demo")
    say(f"seed_demo: {time.perf_counter() - start:.0f} s (goal 40; 0 when it is there already)")
    manage("demo_accounts")
    manage("collectstatic", "--no-input")


def main() -> None:
    prepare()
    import django

    django.setup()
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["testserver"]
    logging.disable()  # refused lists are expected here
    bench_figures()
    with tempfile.TemporaryDirectory() as folder:
        bench_paper(Path(folder))
    bench_lists()
    subprocess.run([sys.executable, "-m", "tests.bench_lot"], cwd=ROOT, check=True)
    subprocess.run([sys.executable, "-m", "tests.bench_export"], cwd=ROOT, check=True)
    bench_import.run(DATA)


if __name__ == "__main__":
    main()
