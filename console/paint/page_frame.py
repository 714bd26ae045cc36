"""What surrounds every picture that leaves: title above, as-of, snapshot and masking below."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from console.domain import spoken
from console.domain.words import say
from console.paint import lettering
from console.paint.theme import Theme
from console.store.columns import Street
from console.store.frame import Frame

_KEY_DIGITS = 8


@dataclass(frozen=True, slots=True)
class PageFrame:
    """Texts round a picture.

    `title` large, `aside` (an address) after it, `facts` beneath, `as_of` at the upper right,
    `notes` in the footer at the left and `source` at its right.
    """

    title: str
    aside: str
    facts: str
    as_of: str
    notes: str
    source: str


def page_frame(
    frame: Frame, language: str, *, title: str, aside: str = "", facts: str = "", masked: bool
) -> PageFrame:
    """The texts of a page that shows `frame`, with what every page must say of its data."""
    street = frame.street
    shown_at = spoken.instant(frame.as_of_us, street.zone, language)
    return PageFrame(
        title=spoken.capped(title),
        aside=spoken.capped(aside),
        facts=facts,
        as_of=say("page.as_of", language, instant=shown_at),
        notes=" · ".join(_notes(street, language, masked)),
        source=say(
            "page.source",
            language,
            street=spoken.capped(street.name.get(language, street.code)),
            snapshot=street.key[:_KEY_DIGITS],
            instant=spoken.instant(street.as_of_us, street.zone, language),
        ),
    )


def _notes(street: Street, language: str, masked: bool) -> list[str]:
    notes = [say("page.masked" if masked else "page.unmasked", language)]
    if street.synthetic:
        notes.insert(0, say("page.synthetic", language))
    return notes


def paint_page_frame(painter: QPainter, sheet: QRectF, frame: PageFrame, theme: Theme) -> QRectF:
    """Fill the sheet, draw the texts round it and give the rectangle left for the picture."""
    painter.fillRect(sheet, theme.chrome.panel)
    side = theme.metrics.gap("wide")
    inner = sheet.adjusted(side, theme.metrics.gap("panel"), -side, -theme.metrics.gap("step"))
    top = _header(painter, inner, frame, theme)
    bottom = _footer(painter, inner, frame, theme)
    return QRectF(inner.left(), top, inner.width(), max(0.0, bottom - top))


def _header(painter: QPainter, inner: QRectF, frame: PageFrame, theme: Theme) -> float:
    """Draw the title, the as-of and the facts; give the y below them."""
    metrics, chrome = theme.metrics, theme.chrome
    large, body = metrics.font("large", bold=True), metrics.font("body", tabular=True)
    height = lettering.line_height(large)
    as_of_width = min(lettering.width(frame.as_of, body), inner.width() * 0.4)
    room = inner.width() - as_of_width - metrics.gap("wide")
    title_width = min(lettering.width(frame.title, large) + 1, room)
    row = QRectF(inner.left(), inner.top(), title_width, height)
    lettering.line(painter, row, frame.title, large, chrome.ink)
    drop = (large.pixelSize() - body.pixelSize()) * 0.3
    left = row.right() + metrics.gap("step")
    aside = QRectF(left, row.top() + drop, inner.left() + room - left, height)
    lettering.line(painter, aside, frame.aside, body, chrome.muted, elide="middle")
    right = QRectF(inner.right() - as_of_width - 1, row.top() + drop, as_of_width + 1, height)
    lettering.line(painter, right, frame.as_of, body, chrome.ink, side="right")
    if not frame.facts:
        return row.bottom() + metrics.gap("near")
    facts = QRectF(inner.left(), row.bottom(), inner.width(), lettering.line_height(body))
    lettering.line(painter, facts, frame.facts, body, chrome.muted)
    return facts.bottom() + metrics.gap("near")


def _footer(painter: QPainter, inner: QRectF, frame: PageFrame, theme: Theme) -> float:
    """Draw the line at the foot of the page; give the y above it."""
    metrics, chrome = theme.metrics, theme.chrome
    small = metrics.font("small", tabular=True)
    height = lettering.line_height(small)
    row = QRectF(inner.left(), inner.bottom() - height, inner.width(), height)
    source_width = min(lettering.width(frame.source, small) + 1, inner.width() * 0.6)
    source = QRectF(row.right() - source_width, row.top(), source_width, height)
    lettering.line(painter, source, frame.source, small, chrome.muted, side="right")
    notes = row.adjusted(0, 0, -source_width - metrics.gap("step"), 0)
    lettering.line(painter, notes, frame.notes, small, chrome.muted)
    hair = QRectF(row.left(), row.top() - metrics.gap("near"), row.width(), 1)
    painter.fillRect(hair, chrome.line)
    return hair.top() - metrics.gap("near")
