"""What pages are drawn from: a frame, the filter that narrowed it, the paper and its theme."""

from __future__ import annotations

from console.domain.records import dataclass
from console.paint import page
from console.paint.page import Sheet
from console.paint.page_file import Page
from console.paint.page_frame import Said
from console.paint.pdf_contents import Entry
from console.paint.theme import Theme
from console.state.filtering import Filter
from console.state.marking import Marks
from console.state.pages.order import Paper
from console.store.frame import Frame

_PIXELS = 2.0
_LEAST_PX = (760, 560)
"""A picture of a small pane has the room that title, legend and footer need."""
_AROUND_PX = (48, 136)
"""What title, footer and margins take of a picture."""


@dataclass(frozen=True, eq=False)
class Shown:
    """What is shown; `frame` is narrowed to what the filter keeps, `marks` stand over it."""

    frame: Frame
    filter: Filter
    paper: Paper
    theme: Theme
    said: Said
    marks: Marks | None = None

    def sheet(self, *, upright: bool = False, body_px: float | None = None) -> Sheet:
        """The sheet that is drawn on: paper, or a picture of a pane with what stands round it.

        `body_px` is how high that is in a picture which needs to be no higher.
        """
        if self.paper.page is not None:
            return page.sheet(page=self.paper.page, upright=upright)
        wide, high = (
            max(side + around, least)
            for side, around, least in zip(self.paper.pane_px, _AROUND_PX, _LEAST_PX, strict=True)
        )
        if body_px is not None:
            high = round(body_px) + _AROUND_PX[1]
        return page.pane_sheet(wide, high, _PIXELS)

    def number(self, at: int, pages: int) -> tuple[int, int] | None:
        """Which page it is of how many, where that is said: on paper."""
        return (at, pages) if self.paper.page is not None or pages > 1 else None


@dataclass(frozen=True, slots=True)
class Drawing:
    """Pages under a title, and the entries of their contents."""

    title: str
    pages: tuple[Page, ...]
    contents: tuple[Entry, ...] = ()
