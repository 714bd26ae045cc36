"""Pages as files: drawn on PNG, SVG or PDF, and published whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter

from console.domain.progress import Step, unheard
from console.domain.records import dataclass
from console.export.publish import publish_files
from console.paint.page import MM_AN_INCH, SCREEN_DPI, Sheet, ending_of
from console.paint.pdf_contents import Entry, with_contents
from console.paint.pdf_rare import rare_in_svg, with_rare_characters
from console.paint.pdf_text import with_readable_text
from console.paint.png import png_of

Draw = Callable[[QPainter, QRectF], None]
"""Draws a page into the rectangle given, in logical pixels."""

"""Hears how much is done, 0 to 1; it may raise Cancelled."""

_PDF_DPI = 3 * SCREEN_DPI


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet and what is drawn on it."""

    on: Sheet
    draw: Draw


def write_page(out: Path, on: Sheet, title: str, draw: Draw) -> Path:
    """Draw one page and publish it as `out`, whose ending says the format; gives `out`.

    UserError when the ending is unknown or the folder does not take it. Needs an application
    (`page.ensure_application`).
    """
    (made,) = drawn_pages(ending_of(out), title, [Page(on, draw)])
    return publish_files(out, [made])[0]


def drawn_pages(
    ending: str,
    title: str,
    pages: Sequence[Page],
    *,
    contents: Sequence[Entry] = (),
    told: Step = unheard,
) -> list[bytes]:
    """The contents of one PDF of all pages, or of a PNG or SVG for each.

    `contents` are what a PDF's outline lists and what its contents pages link to.
    """
    if ending == ".pdf":
        return [_pdf(title, pages, contents, told)]
    write, made = {".png": _png, ".svg": _svg}[ending], []
    for number, page in enumerate(pages):
        told(number / len(pages))
        made.append(write(page, title))
    return made


def _png(page: Page, title: str) -> bytes:
    on = page.on
    picture = QImage(
        round(on.width * on.pixels), round(on.height * on.pixels), QImage.Format.Format_RGB32
    )
    dots_a_metre = round(picture.width() / on.width_mm * 1000)
    picture.setDotsPerMeterX(dots_a_metre)
    picture.setDotsPerMeterY(dots_a_metre)
    painter = QPainter(picture)
    painter.scale(on.pixels, on.pixels)
    _paint(painter, page)
    return png_of(picture, title)


def _svg(page: Page, title: str) -> bytes:
    from PySide6.QtSvg import QSvgGenerator

    on = page.on

    def write(buffer: QBuffer) -> None:
        made = QSvgGenerator()
        made.setOutputDevice(buffer)
        made.setTitle(title)
        made.setDescription("")
        made.setResolution(SCREEN_DPI)
        px_a_mm = SCREEN_DPI / MM_AN_INCH
        made.setSize(QSize(round(on.width_mm * px_a_mm), round(on.height_mm * px_a_mm)))
        made.setViewBox(on.rect)
        _paint(QPainter(made), page)

    return _bytes(write)


def _pdf(title: str, pages: Sequence[Page], contents: Sequence[Entry], told: Step) -> bytes:
    def write(buffer: QBuffer) -> None:
        made = QPdfWriter(buffer)
        made.setTitle(title)
        made.setCreator("street-console")
        made.setResolution(_PDF_DPI)
        _suit(made, pages[0].on)
        painter = QPainter(made)
        try:
            for number, page in enumerate(pages):
                told(number / len(pages))
                if number:
                    _suit(made, page.on)
                    made.newPage()
                _draw_scaled(painter, page)
        finally:
            painter.end()

    def rare() -> dict[bool, str]:
        found = {False: "", True: ""}
        for page in pages:
            for bold, text in rare_in_svg(_svg(page, title)).items():
                found[bold] += text
        return found

    whole = with_rare_characters(with_readable_text(_bytes(write)), rare)
    return with_contents(whole, contents) if contents else whole


def _suit(made: QPdfWriter, on: Sheet) -> None:
    """Let the next page have a sheet's size."""
    size = QPageSize(QSizeF(on.width_mm, on.height_mm), QPageSize.Unit.Millimeter)
    made.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))


def _draw_scaled(painter: QPainter, page: Page) -> None:
    painter.save()
    dots = page.on.width_mm / MM_AN_INCH * _PDF_DPI / page.on.width
    painter.scale(dots, dots)
    _hint(painter)
    page.draw(painter, page.on.rect)
    painter.restore()


def _paint(painter: QPainter, page: Page) -> None:
    _hint(painter)
    try:
        page.draw(painter, page.on.rect)
    finally:
        painter.end()


def _hint(painter: QPainter) -> None:
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing
        | QPainter.RenderHint.TextAntialiasing
        | QPainter.RenderHint.SmoothPixmapTransform
    )


def _bytes(write: Callable[[QBuffer], object]) -> bytes:
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    write(buffer)
    buffer.close()
    return bytes(kept.data())
