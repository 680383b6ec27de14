"""WeasyPrint, loaded without the larger half of fontTools.

It wants that half for variable and colour fonts and where HarfBuzz cannot subset; the packaged
fonts need none of it, and it is a tenth of the time of a command that makes one paper. The rest of
the project takes WeasyPrint from here.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

__all__ = [
    "HTML",
    "TO_UNITS",
    "FontConfiguration",
    "Layout",
    "URLFetcher",
    "URLFetcherResponse",
    "boxes",
    "ffi",
    "inline",
    "line_size",
    "pango",
    "weasyprint",
]


class Deferred(ModuleType):
    """Stands for a module whose functions and classes are fetched when one of them is called."""

    def __getattr__(self, name: str) -> Any:
        def call(*arguments: Any, **options: Any) -> Any:
            return getattr(import_module(self.__name__), name)(*arguments, **options)

        return call


@contextmanager
def deferred(*names: str) -> Iterator[None]:
    """What is imported inside gets stand-ins for these modules; everybody else the modules."""
    stand_ins = {name: Deferred(name) for name in names if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name in stand_ins:
            del sys.modules[name]


with deferred("fontTools.subset", "fontTools.varLib.instancer"):
    import weasyprint
    from weasyprint import HTML
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import inline
    from weasyprint.text.ffi import TO_UNITS, ffi, pango
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.text.line_break import Layout, line_size
    from weasyprint.urls import URLFetcher, URLFetcherResponse
