"""The faces of printed papers: which families exist, their @font-face rules and font stacks.

GB/T 9704 asks for 小标宋, 仿宋, 楷体, 黑体 and 宋体. The installer puts free faces of these
kinds into ``settings.LEDGER_FONT_DIR``; every stack ends in Debian's Noto families.
One file per family and weight: sliced families draw wrong glyphs in WeasyPrint.
"""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

__all__ = ["FACES", "STACKS", "Face", "css", "face_urls", "font_dir", "missing_files", "stack"]

URL_SCHEME = "ledger-font"


@dataclass(frozen=True, slots=True)
class Face:
    """One font file under the family name our style sheet uses."""

    family: str
    file: str
    weight: int = 400
    unicode_range: str = ""

    @property
    def url(self) -> str:
        """Address that only our own fetcher understands, so no path reaches the page."""
        return f"{URL_SCHEME}:{self.file}"

    @property
    def rule(self) -> str:
        span = f"unicode-range:{self.unicode_range};" if self.unicode_range else ""
        return (
            f'@font-face{{font-family:"{self.family}";src:url("{self.url}");'
            f"font-weight:{self.weight};{span}}}"
        )


# Latin faces serve digits and letters only; “ ” … — stay full width in the Chinese face.
ASCII = "U+20-7E"

FACES: tuple[Face, ...] = (
    Face("Ledger Fang", "FandolFang-Regular.otf"),
    Face("Ledger Kai", "FandolKai-Regular.otf"),
    Face("Ledger Hei", "FandolHei-Regular.otf", weight=700),
    Face("Ledger Biao", "FandolSong-Bold.otf", weight=700),
    Face("Ledger Song", "FandolSong-Regular.otf"),
    Face("Ledger Latin", "LedgerLatin-Regular.ttf", unicode_range=ASCII),
    Face("Ledger Latin Bold", "LedgerLatin-Bold.ttf", weight=700, unicode_range=ASCII),
    Face("Ledger Rare", "LedgerRare-Light.ttf"),
)

# Style → families in order. "Ledger Rare" holds the characters of names outside GB2312 (喆, 堃).
# In the heavy styles Noto stands before it: a light 楷体 sign would look like a hole there.
STACKS: dict[str, tuple[str, ...]] = {
    "fang": ("Ledger Latin", "Ledger Fang", "Ledger Rare", "FangSong", "Noto Serif CJK SC"),
    "kai": ("Ledger Latin", "Ledger Kai", "Ledger Rare", "KaiTi", "Noto Serif CJK SC"),
    "hei": ("Ledger Latin Bold", "Ledger Hei", "Noto Sans CJK SC", "SimHei", "Ledger Rare"),
    "biao": ("Ledger Latin Bold", "Ledger Biao", "Noto Serif CJK SC", "Ledger Rare"),
    "song": ("Ledger Song", "Ledger Rare", "SimSun", "Noto Serif CJK SC"),
}


def font_dir() -> Path:
    return Path(settings.LEDGER_FONT_DIR)


def missing_files() -> tuple[str, ...]:
    """Font files of the set that are not installed; empty when the set is complete."""
    directory = font_dir()
    return tuple(face.file for face in FACES if not (directory / face.file).is_file())


def face_urls() -> dict[str, Path]:
    """Address → file of every installed face; all that a page may load."""
    directory = font_dir()
    paths = {face.url: directory / face.file for face in FACES}
    return {url: path for url, path in paths.items() if path.is_file()}


def stack(style: str) -> str:
    """CSS value of ``font-family`` for a style of :data:`STACKS`."""
    return ", ".join([*(f'"{family}"' for family in STACKS[style]), "serif"])


def css() -> str:
    """@font-face rules of the installed faces and the stacks as custom properties.

    Margin boxes inherit from the page, not from the root element, so the page gets its face here.
    """
    present = face_urls()
    rules = [face.rule for face in FACES if face.url in present]
    properties = "".join(f"--{style}:{stack(style)};" for style in STACKS)
    return "\n".join([*rules, f":root{{{properties}}}", f"@page{{font-family:{stack('song')}}}"])
