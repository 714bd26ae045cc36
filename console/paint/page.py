"""The sheet of a page that leaves the program: its size on paper and in pixels, and its ending."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication

from console.domain.errors import UserError
from console.domain.records import dataclass
from console.paint.theme import load_fonts

ENDINGS = (".png", ".svg", ".pdf")
PAGES = ("A4", "A3", "poster")
SCREEN_DPI = 96
MM_AN_INCH = 25.4
_PAGE_MM = {"A4": (297.0, 210.0), "A3": (420.0, 297.0), "poster": (841.0, 594.0)}
_PAGE_SCALE = {"A4": 1.0, "A3": 1.0, "poster": 1.5}
_PAGE_PIXELS = 2.0
"""Device pixels of a PNG for each pixel of the screen's 96 dpi."""
_DEFAULT_SIZE = "1600x1000"
_LEAST_PX, _MOST_PX, _MOST_AREA = 64, 20_000, 120_000_000
_ROOM = (1600.0, 1000.0)
"""A picture is drawn at 1x up to this size, and larger from there on."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is drawn on: `width`, `height` in logical pixels, `pixels` device pixels for each.

    width_mm and height_mm are the size on paper; `page` is one of PAGES, None for a size in pixels.
    """

    width: float
    height: float
    pixels: float
    width_mm: float
    height_mm: float
    page: str | None = None

    @property
    def rect(self) -> QRectF:
        """The whole sheet in logical pixels."""
        return QRectF(0, 0, self.width, self.height)


def sheet(size: str | None = None, page: str | None = None, *, upright: bool = False) -> Sheet:
    """The sheet of `size` ("1600x1000", pixels) or of `page` (one of PAGES), 1600x1000 for neither.

    `upright` turns a page; a size is taken as it is. UserError when both are given or one is
    unknown or out of range.
    """
    if size is not None and page is not None:
        raise UserError("page.size_and_page")
    if page is not None:
        return _paper(page, upright)
    return _picture(size or _DEFAULT_SIZE)


def pane_sheet(width_px: int, height_px: int, pixels: float) -> Sheet:
    """A sheet of so many logical pixels, each of them `pixels` wide and high on the device."""
    mm_a_px = MM_AN_INCH / SCREEN_DPI
    return Sheet(width_px, height_px, pixels, width_px * mm_a_px, height_px * mm_a_px)


def _paper(page: str, upright: bool) -> Sheet:
    names = {name.lower(): name for name in PAGES}
    name = names.get(page.strip().lower())
    if name is None:
        raise UserError("page.unknown_page", page=page[:40], pages=", ".join(PAGES))
    width_mm, height_mm = _PAGE_MM[name][:: -1 if upright else 1]
    scale = _PAGE_SCALE[name]
    px_a_mm = SCREEN_DPI / MM_AN_INCH / scale
    return Sheet(
        width_mm * px_a_mm, height_mm * px_a_mm, _PAGE_PIXELS * scale, width_mm, height_mm, name
    )


def _picture(size: str) -> Sheet:
    found = re.fullmatch(r"\s*(\d{1,6})\s*[xX×]\s*(\d{1,6})\s*", size)
    width, height = (int(found[1]), int(found[2])) if found else (0, 0)
    fits = min(width, height) >= _LEAST_PX and max(width, height) <= _MOST_PX
    if not fits or width * height > _MOST_AREA:
        raise UserError("page.bad_size", size=size[:40], least=_LEAST_PX, most=_MOST_PX)
    pixels = max(1.0, int(min(width / _ROOM[0], height / _ROOM[1]) * 2) / 2)
    mm_a_px = MM_AN_INCH / SCREEN_DPI
    return Sheet(width / pixels, height / pixels, pixels, width * mm_a_px, height * mm_a_px)


def ending_of(out: Path) -> str:
    """The kind of file `out` names, one of ENDINGS; UserError for any other."""
    ending = out.suffix.lower()
    if ending not in ENDINGS:
        raise UserError("page.unknown_ending", name=out.name[:80], endings=", ".join(ENDINGS))
    return ending


def ensure_application() -> QGuiApplication:
    """The running application, or one without a screen, with the bundled fonts registered."""
    running = QGuiApplication.instance()
    if not isinstance(running, QGuiApplication):
        if sys.platform.startswith("linux"):
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        running = QGuiApplication(["street-console"])
    load_fonts()
    return running
