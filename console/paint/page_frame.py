"""What surrounds every picture that leaves: title above, as-of, snapshot and masking below."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from console import VERSION
from console.domain import spoken
from console.domain.records import dataclass
from console.domain.words import say
from console.paint import lettering
from console.paint.theme import Theme
from console.state.live import now_us
from console.store.columns import Street
from console.store.frame import Frame

_KEY_DIGITS = 8
_LONGEST_NAME = 40
_FILTER_LINES = 2


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody wanted a page to say of itself besides its data.

    `by` is who made it, "" for the program alone; `filter` the filter in words, "" for none;
    `made_us` when, None for now.
    """

    language: str
    masked: bool
    by: str = ""
    filter: str = ""
    made_us: int | None = None


@dataclass(frozen=True, slots=True)
class PageFrame:
    """Texts round a picture.

    `title` large, `aside` (an address) after it, `facts` beneath, then the `filter`; `as_of` at the
    upper right. In the footer `notes` and `made` at the left, `source` and `number` at the right.
    """

    title: str
    aside: str
    facts: str
    filter: str
    as_of: str
    notes: str
    source: str
    made: str
    number: str = ""

    def numbered(self, number: tuple[int, int] | None, language: str) -> PageFrame:
        """The same with which page it is of how many; as it is for a page that stands alone."""
        if number is None:
            return self
        page, pages = number
        return replace(self, number=say("page.number", language, page=page, pages=pages))


def page_frame(
    frame: Frame, said: Said, *, title: str, aside: str = "", facts: str = ""
) -> PageFrame:
    """The texts of a page that shows `frame`, with what every page must say of its data."""
    street, language = frame.street, said.language
    shown_at = spoken.instant(frame.as_of_us, street.zone, language)
    filtered = say("page.filter", language, filter=said.filter) if said.filter else ""
    return PageFrame(
        title=spoken.capped(title),
        aside=spoken.capped(aside),
        facts=facts,
        filter=filtered,
        as_of=say("page.as_of", language, instant=shown_at),
        notes=" · ".join(_notes(street, said)),
        source=say(
            "page.source",
            language,
            street=spoken.capped(street.name.get(language, street.code)),
            snapshot=street.key[:_KEY_DIGITS],
            instant=spoken.instant(street.as_of_us, street.zone, language),
        ),
        made=_made(street, said),
    )


def _notes(street: Street, said: Said) -> list[str]:
    notes = [say("page.masked" if said.masked else "page.unmasked", said.language)]
    if street.synthetic:
        notes.insert(0, say("page.synthetic", said.language))
    if not said.filter:
        notes.append(say("page.unfiltered", said.language))
    return notes


def _made(street: Street, said: Said) -> str:
    """Who made it and when; the program and the street where nobody is named."""
    language = said.language
    program = f"{say('window.program', language)} {VERSION}"
    who = spoken.capped(said.by, _LONGEST_NAME) or spoken.capped(
        street.name.get(language, street.code)
    )
    made_us = now_us() if said.made_us is None else said.made_us
    when = spoken.instant(made_us, street.zone, language)
    return say("page.made", language, who=who, program=program, instant=when)


def paint_page_frame(painter: QPainter, sheet: QRectF, frame: PageFrame, theme: Theme) -> QRectF:
    """Fill the sheet, draw the texts round it and give the rectangle left for the picture."""
    painter.fillRect(sheet, theme.chrome.panel)
    side = theme.metrics.gap("wide")
    inner = sheet.adjusted(side, theme.metrics.gap("panel"), -side, -theme.metrics.gap("step"))
    top = _header(painter, inner, frame, theme)
    bottom = _footer(painter, inner, frame, theme)
    return QRectF(inner.left(), top, inner.width(), max(0.0, bottom - top))


def _header(painter: QPainter, inner: QRectF, frame: PageFrame, theme: Theme) -> float:
    """Draw the title, the as-of, the facts and the filter; give the y below them."""
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
    y = row.bottom()
    if frame.facts:
        facts = QRectF(inner.left(), y, inner.width(), lettering.line_height(body))
        lettering.line(painter, facts, frame.facts, body, chrome.muted)
        y = facts.bottom()
    if frame.filter:
        lines = lettering.wrapped(frame.filter, body, max(1, int(inner.width())), _FILTER_LINES)
        lettering.paragraph(painter, QPointF(inner.left(), y), lines, body, chrome.ink)
        y += len(lines) * lettering.line_height(body)
    return y + metrics.gap("near")


def _footer(painter: QPainter, inner: QRectF, frame: PageFrame, theme: Theme) -> float:
    """Draw the two lines at the foot of the page; give the y above them."""
    metrics, chrome = theme.metrics, theme.chrome
    small = metrics.font("small", tabular=True)
    height = lettering.line_height(small)
    top = inner.bottom() - 2 * height
    for number, (left, right) in enumerate(
        ((frame.notes, frame.source), (frame.made, frame.number))
    ):
        row = QRectF(inner.left(), top + number * height, inner.width(), height)
        right_width = min(lettering.width(right, small) + 1, inner.width() * 0.6)
        end = QRectF(row.right() - right_width, row.top(), right_width, height)
        lettering.line(painter, end, right, small, chrome.muted, side="right")
        start = row.adjusted(0, 0, -right_width - metrics.gap("step"), 0)
        lettering.line(painter, start, left, small, chrome.muted)
    hair = QRectF(inner.left(), top - metrics.gap("near"), inner.width(), 1)
    painter.fillRect(hair, chrome.line)
    return hair.top() - metrics.gap("near")
