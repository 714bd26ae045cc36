"""An order for pages: what of which street, at which instant, under which filter, and how."""

from __future__ import annotations

from typing import Literal

from console.domain.records import dataclass
from console.state.card.blocks import Card, PersonMark
from console.state.filtering import NO_FILTER, Filter
from console.state.look import Recolouring
from console.state.map.base import ALL_IN_SIGHT, TOP, BaseLayer, BaseSight
from console.state.map.metrics import Metric
from console.state.map.shading import MapClasses
from console.state.map.viewport import Box
from console.state.marking import Marks
from console.store.columns import U8, Shapes

What = Literal["map", "section", "list", "charts", "card", "booklet"]
WHATS: tuple[What, ...] = ("map", "section", "list", "charts", "card", "booklet")
"""What of the window can leave as pages, in the order it is offered."""

MOST_ROWS = 2_000
"""So many rows of a list are put on pages; all of them leave as a table."""


@dataclass(frozen=True, slots=True, eq=False)
class LayerDrawing:
    """A layer of a file as it lies over the map: `shapes` n rows in metres, kinds uint8[n] of Kind.

    `rows` is how many the file has, `colour` one of the theme's for layers, `opacity` 0.1 to 1,
    `over` the uppermost of the street's own layers that it covers.
    """

    title: str
    rows: int
    colour: int
    opacity: float
    shapes: Shapes
    kinds: U8
    over: BaseLayer = TOP


@dataclass(frozen=True, slots=True)
class MapSubject:
    """The map: what lies in `box` in metres, None for the whole street, in some shading.

    `layers` of files lie over it or among its own, the lowest first; `sight` says which of its own
    are drawn, how opaque and in which order.
    """

    metric: Metric
    classes: MapClasses
    box: Box | None = None
    layers: tuple[LayerDrawing, ...] = ()
    sight: BaseSight = ALL_IN_SIGHT


@dataclass(frozen=True, slots=True)
class SectionSubject:
    """The section of a building's row."""

    building: int
    recolouring: Recolouring = "clock"


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A list's column on paper: its heading and how its cells stand."""

    heading: str
    numeric: bool = False
    stretches: bool = False
    marked: bool = False


@dataclass(frozen=True, slots=True)
class ListSubject:
    """A list in words: its first rows, `total` of how many, and the mark of each row's person."""

    title: str
    columns: tuple[ListColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    total: int
    marks: tuple[PersonMark | None, ...] = ()


@dataclass(frozen=True, slots=True)
class ChartsSubject:
    """The charts of the instant."""


@dataclass(frozen=True, slots=True)
class CardSubject:
    """The card of a place, in its blocks."""

    card: Card


@dataclass(frozen=True, slots=True)
class BookletSubject:
    """The sections of all buildings of an estate's row, after a page of contents."""

    estate: int
    recolouring: Recolouring = "clock"


Subject = MapSubject | SectionSubject | ListSubject | ChartsSubject | CardSubject | BookletSubject


@dataclass(frozen=True, slots=True)
class Paper:
    """How pages look: ending, theme, language, masked or not, and who made them, "" for nobody.

    `page` is one of page.PAGES; else the picture shows as much as a pane of `pane_px` does, at
    twice its pixels.
    """

    ending: str
    page: str | None = "A4"
    pane_px: tuple[int, int] = (0, 0)
    theme: str = "day"
    language: str = "zh"
    masked: bool = True
    by: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """Pages of a snapshot: the folder, the key it had when it was opened, and the instant.

    `marks` are those on map and section.
    """

    folder: str
    key: str
    as_of_us: int
    subject: Subject
    paper: Paper
    filter: Filter = NO_FILTER
    marks: Marks | None = None
