"""make service: units that systemd accepts, without touching this machine."""

import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.engine_independent

ROOT = Path(__file__).resolve().parents[2]


def written(folder: Path, *more: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "config.install.service", "--print", str(folder), *more]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_units_are_written_and_systemd_accepts_them(tmp_path):
    units, data = tmp_path / "units", tmp_path / "数据 100%"
    data.mkdir()
    done = written(units, "--data", str(data), "--address", "192.0.2.7")
    assert done.returncode == 0, done.stderr
    assert "https://192.0.2.7:8443/" in done.stdout
    site = (units / "ledger.service").read_text()
    assert "EnvironmentFile=/etc/systemd/system/ledger.env" in site
    told = (units / "ledger.env").read_text()
    assert f'LEDGER_DATA_DIR="{tmp_path}/数据 100%"' in told
    assert 'LEDGER_PLAIN_HTTP="0"' in told
    assert "LEDGER_TODAY" not in told
    assert "backup --nightly" in (units / "ledger-backup.service").read_text()
    assert "purge_uploads" in (units / "ledger-uploads.service").read_text()
    assert "purge_uploads" in site
    assert [*data.iterdir()] == []
    if verify := shutil.which("systemd-analyze"):
        found = [str(path) for path in units.iterdir() if path.suffix in {".service", ".timer"}]
        told = subprocess.run(
            [verify, "verify", "--man=no", *found], capture_output=True, text=True, check=False
        )
        assert [line for line in told.stderr.splitlines() if "ledger" in line] == []


def test_a_certificate_is_made_once_and_its_key_is_the_owners_alone(tmp_path):
    for _ in range(2):
        written(tmp_path, "--data", str(tmp_path), "--address", "ledger.example.org")
        key = tmp_path / "tls" / "key.pem"
        first = key.read_bytes()
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert key.read_bytes() == first
    assert "--certfile" in (tmp_path / "ledger.service").read_text()


def test_plain_http_is_a_choice_that_is_named(tmp_path):
    done = written(tmp_path, "--data", str(tmp_path), "--address", "10.0.0.2", "--plain-http")
    assert "http://10.0.0.2:8443/" in done.stdout
    assert 'LEDGER_PLAIN_HTTP="1"' in (tmp_path / "ledger.env").read_text()
    assert "--certfile" not in (tmp_path / "ledger.service").read_text()


def test_a_password_in_the_database_address_stands_in_a_file_of_roots_alone(tmp_path, monkeypatch):
    address = 'postgres://ledger:pa$s"w\\rd@/ledger'
    monkeypatch.setenv("DATABASE_URL", address)
    written(tmp_path, "--data", str(tmp_path), "--plain-http")
    variables = tmp_path / "ledger.env"
    assert stat.S_IMODE(variables.stat().st_mode) == 0o600
    shell = ["sh", "-c", f'. {variables}; printf %s "$DATABASE_URL"']  # quoted alike
    assert subprocess.run(shell, capture_output=True, text=True, check=True).stdout == address
    for unit in tmp_path.glob("*.service"):
        assert "postgres://" not in unit.read_text()


def test_a_machine_that_moved_gets_a_certificate_for_its_new_address(tmp_path):
    written(tmp_path, "--data", str(tmp_path), "--address", "192.0.2.7")
    first = (tmp_path / "tls" / "cert.pem").read_bytes()
    written(tmp_path, "--data", str(tmp_path), "--address", "192.0.2.8")
    assert (tmp_path / "tls" / "cert.pem").read_bytes() != first


@pytest.mark.parametrize("more", [("--cert", "a.pem"), ()])
def test_half_a_certificate_and_the_demo_are_refused(tmp_path, more):
    if not more:
        (tmp_path / "demo_accounts.txt").touch()
    done = written(tmp_path / "units", "--data", str(tmp_path), *more)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "units").exists()
