"""The command line itself: one line of Chinese on stderr, exit status 2, nothing written."""

import json
import re
import subprocess
import sys

import pytest

from tests.installation import ROOT, empty

SCOPE = ["--union", "G01", "--year", "2009"]
COUNTY = """
from unions.models import Union
Union.objects.create(name="示范县总工会", code="G01", kind="county")
"""


def manage(installation, *arguments):
    """manage.py as somebody runs it who stands in the data folder."""
    return subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=installation.folder,
        env=installation.environment,
    )


@pytest.fixture(scope="module")
def ledger(migrated, tmp_path_factory):
    """A ledger that knows one county."""
    installation = migrated.copy_to(tmp_path_factory.mktemp("ledger") / "data", "2009-11-20")
    installation.must("shell", "-v0", "-c", COUNTY)
    return installation


def assert_refused(done, *faults):
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert re.search("[\u4e00-\u9fff].*。$", line), line
    assert all(fault in line for fault in faults), line


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["figures", "--union", "G01", "--year", "09"], "年度“09”不对"),
        (["figures", *SCOPE, "--bogus", "甲\n乙"], "不认识的参数 --bogus 甲 乙"),
        (["render_report", *SCOPE, "--output", "x", "--format", "odt"], "'docx', 'html', 'pdf'"),
        (["export_statistics", *SCOPE, "--output", "没有/x.xlsx"], "目录不存在"),
    ],
    ids=["year", "unknown", "format", "folder"],
)
def test_a_wrong_argument_is_one_line_of_chinese(ledger, arguments, fault):
    before = sorted(ledger.folder.iterdir())
    assert_refused(manage(ledger, *arguments), fault)
    assert sorted(ledger.folder.iterdir()) == before


def test_an_argument_that_is_no_text_is_refused_too(ledger):
    assert_refused(manage(ledger, "figures", "--union", b"\xff\xfe", "--year", "2009"))


def test_a_right_command_prints_on_stdout_alone_and_ends_with_0(ledger):
    done = manage(ledger, "figures", *SCOPE, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["name"] == "示范县总工会"


def test_a_ledger_that_was_never_made_says_what_to_do(tmp_path):
    done = manage(empty(tmp_path / "new"), "figures", *SCOPE)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "数据库还没有建好或不是最新的，请先运行 manage.py migrate。"
    ]
