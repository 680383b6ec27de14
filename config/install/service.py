"""make service: the ledger as a service of this machine, for the whole office.

Renders the systemd units, makes a self-signed certificate when none is given, and starts the site
and its timers (backup, uploads left behind). With --print FOLDER the units are only written there
and nothing is touched.
"""

import argparse
import getpass
import ipaddress
import os
import pwd
import re
import socket
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

ROOT = Path(__file__).resolve().parents[2]
UNITS = Path(__file__).resolve().parent / "units"
SYSTEMD = Path("/etc/systemd/system")
VARIABLES = "ledger.env"  # read by systemd as root; a database address holds a password
YEARS = 10
SPECIAL, ESCAPED = re.compile(r'["\\`$]'), r"\\\g<0>"  # in a quoted variable


@dataclass(frozen=True)
class Service:
    """What the units are filled with."""

    data: Path
    address: str
    port: int
    user: str
    certificate: str  # "" for plain HTTP
    key: str

    @property
    def url(self) -> str:
        return f"http{'s' if self.certificate else ''}://{self.address}:{self.port}/"

    def units(self) -> dict[str, str]:
        return {path.name: self._filled(path) for path in sorted(UNITS.iterdir())}

    def _filled(self, path: Path) -> str:
        tls = f"--certfile {_argument(self.certificate)} --keyfile {_argument(self.key)} "
        told = {
            "user": self.user,
            "root": str(ROOT).replace("%", "%%"),
            "python": _argument(str(ROOT / ".venv/bin/python")),
            "gunicorn": _argument(str(ROOT / ".venv/bin/gunicorn")),
            "bind": f"{self.address}:{self.port}",
            "tls": tls if self.certificate else "",
            "variables": SYSTEMD / VARIABLES,
        }
        return path.read_text(encoding="utf-8").format(**told)

    def variables(self) -> dict[str, str]:
        names = dict.fromkeys([self.address, socket.gethostname(), "localhost", "127.0.0.1"])
        values = {
            "LEDGER_DATA_DIR": str(self.data),
            "LEDGER_HOSTS": ",".join(names),
            "LEDGER_PLAIN_HTTP": "0" if self.certificate else "1",
        }
        kept = ("DATABASE_URL", "LEDGER_BACKUP_DIR", "LEDGER_KEY_DIR")
        return values | {name: os.environ[name] for name in kept if os.environ.get(name)}

    def environment(self) -> str:
        """The file of variables, as systemd reads it: quoted like in a shell."""
        told = self.variables().items()
        return "".join(f'{name}="{SPECIAL.sub(ESCAPED, value)}"\n' for name, value in told)


def _argument(text: str) -> str:
    """One word of a command line in a unit: systemd reads %, $ and quotes in its own way."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"'


def lan_address() -> str:
    """The address other computers of the office reach this one at; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def self_signed(folder: Path, address: str) -> tuple[Path, Path]:
    """A certificate of our own for ten years; browsers ask once whether to trust it."""
    certificate, key = folder / "cert.pem", folder / "key.pem"
    if certificate.exists() and key.exists() and _names(certificate, address):
        return certificate, key
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    private = ec.generate_private_key(ec.SECP256R1())
    secret = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    key.touch(mode=0o600)
    key.write_bytes(secret)
    signed = _certificate(private, address)
    certificate.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    return certificate, key


def _certificate(private: ec.EllipticCurvePrivateKey, address: str) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"union-ledger {address}"[:64])])
    now = datetime.now(UTC)
    names = [x509.DNSName(socket.gethostname()), x509.DNSName("localhost"), _subject(address)]
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365 * YEARS))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(private, hashes.SHA256())
    )


def _names(certificate: Path, address: str) -> bool:
    """Whether it was made for this address; after a move of the machine it is not."""
    found = x509.load_pem_x509_certificate(certificate.read_bytes())
    names = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return _subject(address) in names


def _subject(address: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(address))
    except ValueError:
        return x509.DNSName(address)


def fingerprint(certificate: Path) -> str:
    """SHA-256 as browsers show it, to be compared at the first visit."""
    found = x509.load_pem_x509_certificate(certificate.read_bytes())
    digest = found.fingerprint(hashes.SHA256()).hex().upper()
    return ":".join(digest[at : at + 2] for at in range(0, len(digest), 2))


def main(arguments: list[str]) -> int:
    options = _options(arguments)
    if bool(options.cert) != bool(options.key):
        print("证书和私钥要一起给：CERT=证书文件 CERT_KEY=私钥文件。", file=sys.stderr)
        return 2
    if (options.data / "demo_accounts.txt").exists():
        print(f"{options.data} 里是演示数据，请用 LIVE_DIR 指定另一个空目录。", file=sys.stderr)
        return 2
    service = _service(options)
    if options.print:
        return _write(service, options.print)
    if os.geteuid() != 0 or not Path("/run/systemd/system").exists():
        print("安装服务要在用 systemd 的机器上由 root 运行：sudo make service。", file=sys.stderr)
        return 2
    return _install(service)


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make service")
    parser.add_argument("--data", type=lambda text: Path(text).expanduser().resolve())
    parser.add_argument("--address", default="")
    parser.add_argument("--port", type=int, default=8443)
    parser.add_argument("--cert", default="")
    parser.add_argument("--key", default="")
    parser.add_argument("--plain-http", action="store_true")
    parser.add_argument("--print", type=Path, metavar="FOLDER")
    return parser.parse_args(arguments)


def _service(options: argparse.Namespace) -> Service:
    address = options.address or lan_address()
    certificate, key = options.cert, options.key
    if not (certificate or options.plain_http):
        folder = (options.print or options.data) / "tls"
        certificate, key = map(str, self_signed(folder, address))
    user = os.environ.get("SUDO_USER") or getpass.getuser()
    return Service(options.data, address, options.port, user, certificate, key)


def _write(service: Service, folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in service.units().items():
        (folder / name).write_text(text, encoding="utf-8")
    variables = folder / VARIABLES
    variables.touch(mode=0o600)
    variables.chmod(0o600)
    variables.write_text(service.environment(), encoding="utf-8")
    print(f"服务文件已写到 {folder}，没有安装。网址将是 {service.url}")
    return 0


def _install(service: Service) -> int:
    owner = pwd.getpwnam(service.user)
    service.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path in (service.data, *service.data.rglob("*")):
        os.chown(path, owner.pw_uid, owner.pw_gid, follow_symlinks=False)
    _write(service, SYSTEMD)
    for command in (
        ["daemon-reload"],
        ["enable", "--now", "ledger.service"],
        ["enable", "--now", "ledger-backup.timer"],
        ["enable", "--now", "ledger-uploads.timer"],
    ):
        subprocess.run(["systemctl", *command], check=True)
    _tell_code(service)
    print(f"台账已启动，开机自动运行。办公室的电脑用浏览器打开  {service.url}")
    print("请在路由器上给这台电脑固定 IP 地址；地址变了要重新运行 make service。")
    if service.certificate:
        shown = fingerprint(Path(service.certificate))
        print(f"第一次打开时浏览器会提示证书，请核对指纹（SHA-256）后选继续：\n  {shown}")
    else:
        print("注意：没有加密，同一网络里的人可能看到内容，只能用在单独的网络里。")
    return 0


def _tell_code(service: Service) -> None:
    """The start code, as long as nobody has started; read as the user of the service."""
    command = [str(ROOT / ".venv/bin/python"), "manage.py", "start_code"]
    as_user = ["runuser", "-u", service.user, "--", *command]
    subprocess.run(as_user, cwd=ROOT, check=True, env=os.environ | service.variables())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
