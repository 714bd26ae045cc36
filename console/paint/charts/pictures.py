"""The four charts by name: how each is laid out, and what of it stays still."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from console.domain.records import dataclass
from console.paint.charts import ages, coming, committees, days
from console.paint.charts.layout import ChartLayout
from console.paint.theme import Theme
from console.state.charts.scene import ChartKind, Charts

Draw = Callable[[QPainter, Charts, ChartLayout, Theme, str], None]


@dataclass(frozen=True, slots=True)
class Picture:
    """`lay_out` places a chart in an area; `paint` draws all but heads, pointer, brush, instant.

    It is drawn upon `ground`, which is the same for the same days in the same layout.
    """

    lay_out: Callable[[Charts, QRectF, Theme, str], ChartLayout]
    paint: Draw
    ground: Draw | None = None


PICTURES: dict[ChartKind, Picture] = {
    "days": Picture(days.lay_out, days.paint, days.paint_ground),
    "coming": Picture(coming.lay_out, coming.paint),
    "ages": Picture(ages.lay_out, ages.paint),
    "committees": Picture(committees.lay_out, committees.paint),
}
