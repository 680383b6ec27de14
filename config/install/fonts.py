"""Fetches the fonts of printed papers: ``python config/install/fonts.py [DIRECTORY]``.

Three Debian packages are downloaded and opened without root and without installing TeX. The Fandol
files stay as they are; the other three get the vertical metrics of Fandol, so that a line mixing
digits, rare characters and 仿宋 is no higher than a pure one and 22 lines fit a page. Changed files
carry private names: the OFL reserves the original name of one, a trademark that of the other.
"""

import gzip
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from fontTools.ttLib import TTFont

RECIPE = 1  # raise when the files made below change, so that old sets are made again
STAMP = "complete.json"
ASCENT, DESCENT = 0.88, 0.12  # of Fandol, in em
NAME_IDS_REPLACED = {1, 2, 3, 4, 6, 7, 16, 17, 18, 20, 21, 22, 25}

FANDOL = "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"
FANDOL_DOC = "usr/share/doc/texlive-doc/fonts/fandol"
LIBERATION = "usr/share/fonts/truetype/liberation"

# Package → {path inside it: file in the font directory}.
SOURCES: dict[str, dict[str, str]] = {
    "texlive-lang-chinese": {
        f"{FANDOL}/FandolFang-Regular.otf": "FandolFang-Regular.otf",
        f"{FANDOL}/FandolKai-Regular.otf": "FandolKai-Regular.otf",
        f"{FANDOL}/FandolHei-Regular.otf": "FandolHei-Regular.otf",
        f"{FANDOL}/FandolSong-Bold.otf": "FandolSong-Bold.otf",
        f"{FANDOL}/FandolSong-Regular.otf": "FandolSong-Regular.otf",
        f"{FANDOL_DOC}/README": "Fandol-README",
        f"{FANDOL_DOC}/COPYING.gz": "Fandol-COPYING",
    },
    "fonts-liberation": {
        f"{LIBERATION}/LiberationSerif-Regular.ttf": "LedgerLatin-Regular.ttf",
        f"{LIBERATION}/LiberationSerif-Bold.ttf": "LedgerLatin-Bold.ttf",
        "usr/share/doc/fonts-liberation/copyright": "LedgerLatin-COPYING",
    },
    "fonts-lxgw-wenkai": {
        "usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Light.ttf": "LedgerRare-Light.ttf",
        "usr/share/doc/fonts-lxgw-wenkai/copyright": "LedgerRare-OFL",
    },
}
# Changed file → the family name it carries.
CHANGED = {
    "LedgerLatin-Regular.ttf": "Ledger Latin",
    "LedgerLatin-Bold.ttf": "Ledger Latin Bold",
    "LedgerRare-Light.ttf": "Ledger Rare",
}
CHANGES = (
    "LedgerLatin-*.ttf and LedgerRare-Light.ttf are modified versions of the fonts whose licences "
    "stand beside them: vertical metrics set to 0.88/-0.12 em, names replaced, trademark record "
    "removed. Everything else is unchanged.\n"
)


class FontsUnavailableError(Exception):
    """The packages cannot be downloaded or lack the expected files."""


def default_directory() -> Path:
    root = Path(__file__).resolve().parents[2]
    return Path(os.environ.get("LEDGER_FONT_DIR") or root / ".venv" / "share" / "fonts")


def is_complete(directory: Path) -> bool:
    """Whether the stamp is of this recipe and every file it names has its size."""
    try:
        stamp = json.loads((directory / STAMP).read_text(encoding="utf-8"))
        sizes = {name: (directory / name).stat().st_size for name in stamp["sizes"]}
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return bool(stamp.get("recipe") == RECIPE and sizes == stamp["sizes"])


def install(directory: Path) -> None:
    """Make the set in a new directory beside the target and put it in place in one step."""
    directory.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="fonts-", dir=directory.parent) as name:
        made = Path(name) / "made"
        made.mkdir()
        for package, wanted in SOURCES.items():
            _unpack(_download(package, Path(name)), wanted, made)
        _rename_changed_faces(made)
        (made / "CHANGES").write_text(CHANGES, encoding="utf-8")
        _write_stamp(made)
        _replace(directory, made, Path(name) / "old")


def _download(package: str, folder: Path) -> Path:
    print(f"正在下载字体软件包 {package} ……", flush=True)
    if not _apt(["download", package], folder):
        # The package lists may never have been fetched; private ones need neither root nor locks.
        private = _private_lists(folder)
        if not (
            _apt(["update", *private], folder) and _apt(["download", package, *private], folder)
        ):
            raise FontsUnavailableError(f"软件源中取不到 {package}")
    found = list(folder.glob(f"{package}_*.deb"))
    if not found:
        raise FontsUnavailableError(f"{package} 没有下载下来")
    return found[0]


def _private_lists(folder: Path) -> list[str]:
    for part in ("lists/partial", "cache/archives/partial"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    lists, cache = folder / "lists", folder / "cache"
    return ["-o", f"Dir::State::Lists={lists}", "-o", f"Dir::Cache={cache}"]


def _apt(arguments: list[str], folder: Path) -> bool:
    user = ["-o", "APT::Sandbox::User=root"] if os.geteuid() == 0 else []
    try:
        command = ["apt-get", "-q", *user, *arguments]
        done = subprocess.run(command, check=False, cwd=folder, capture_output=True, timeout=900)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _unpack(package: Path, wanted: dict[str, str], target: Path) -> None:
    """Write only the wanted files; the TeX package alone would unfold to 150 MB."""
    left = dict(wanted)
    command = ["dpkg-deb", "--fsys-tarfile", str(package)]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE) as dpkg,
        tarfile.open(fileobj=dpkg.stdout, mode="r|") as archive,
    ):
        for member in archive:
            source = str(PurePosixPath(member.name))
            content = archive.extractfile(member) if source in left else None
            if content is not None:
                _write(target / left.pop(source), content.read(), source)
    if left:
        raise FontsUnavailableError(f"{package.name} 中缺少 {'、'.join(left)}")


def _write(path: Path, content: bytes, source: str) -> None:
    path.write_bytes(gzip.decompress(content) if source.endswith(".gz") else content)


def _rename_changed_faces(directory: Path) -> None:
    for file, family in CHANGED.items():
        print(f"正在调整字体 {family} ……", flush=True)
        _adapt(directory / file, family)


def _adapt(path: Path, family: str) -> None:
    """Give a font the metrics of Fandol and the private name."""
    with TTFont(path, recalcTimestamp=False) as font:
        _set_metrics(font)
        _set_names(font, family)
        changed = path.with_suffix(".new")
        font.save(changed)
    changed.replace(path)


def _set_metrics(font: TTFont) -> None:
    em = font["head"].unitsPerEm
    ascent, descent = round(ASCENT * em), round(DESCENT * em)
    header, os2 = font["hhea"], font["OS/2"]
    header.ascent, header.descent, header.lineGap = ascent, -descent, 0
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ascent, -descent, 0
    os2.usWinAscent, os2.usWinDescent = ascent, descent


def _set_names(font: TTFont, family: str) -> None:
    """Replace every naming record; copyright and licence records stay."""
    table = font["name"]
    table.names = [record for record in table.names if record.nameID not in NAME_IDS_REPLACED]
    compact = family.replace(" ", "")
    for name_id, text in ((1, family), (2, "Regular"), (3, compact), (4, family), (6, compact)):
        table.setName(text, name_id, 3, 1, 0x409)


def _write_stamp(directory: Path) -> None:
    sizes = {path.name: path.stat().st_size for path in sorted(directory.iterdir())}
    text = json.dumps({"recipe": RECIPE, "sizes": sizes}, indent=1)
    (directory / STAMP).write_text(text, encoding="utf-8")


def _replace(directory: Path, made: Path, old: Path) -> None:
    if directory.exists():
        directory.rename(old)
    made.rename(directory)


def main(arguments: Iterable[str]) -> int:
    directory = next((Path(argument) for argument in arguments), default_directory())
    if is_complete(directory):
        return 0
    if shutil.which("apt-get") is None or shutil.which("dpkg-deb") is None:
        print("本机没有 apt-get，公文改用 Noto 字体（仿宋显示为宋体）。")
        return 0
    try:
        install(directory)
    except (FontsUnavailableError, OSError, tarfile.TarError) as error:
        print(
            f"公文字体没有装上（{error}），改用 Noto 字体；联网后再执行一次 make install 即可补装。"
        )
        return 0
    print(f"公文字体已装入 {directory}。")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
