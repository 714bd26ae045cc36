"""The picture a start shows first: kept on the disk at the end, taken from there at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from console.paint.map.kept import from_bytes, name_of, named, to_bytes
from console.paint.map.picture import MapPicture, Sheet, whole
from console.state.map.spot import framed, is_well_seen
from console.state.map.viewport import Viewport
from console.store import cache

if TYPE_CHECKING:
    from console.state.map.occupancy import BoxPx
    from console.widgets.map.canvas import MapCanvas

_FILE = "opening.map"


class MapMemory:
    """Remembers the opening picture of `canvas` beside the street's own cache."""

    def __init__(self, canvas: MapCanvas) -> None:
        self._canvas = canvas
        self._opened: tuple[Viewport, tuple[BoxPx, ...]] | None = None

    def recall(
        self, sheet: Sheet, viewport: Viewport, reserved: tuple[BoxPx, ...]
    ) -> MapPicture | None:
        """The picture kept of `viewport`; None when it was of another, or of none."""
        self._opened = viewport, reserved
        data = cache.beside(sheet.ground.street.key, _FILE)
        return None if data is None else from_bytes(data, sheet, viewport, reserved)

    def keep(self) -> None:
        """Keep what the next start will show first, unless it is there already.

        That is the place chosen last in a window as large as it was at this start, without layers
        of files, which are read later. It is drawn for this where it is not on show.
        """
        if self._opened is None or self._canvas.sheet is None:
            return
        sheet = replace(self._canvas.sheet, laid=())
        size, reserved = self._opened
        view = self._first_view(size)
        key, name = sheet.ground.street.key, name_of(sheet, view, reserved)
        data = cache.beside(key, _FILE)
        if data is not None and named(data) == name:
            return
        shown = self._canvas.drawing.picture
        if (
            shown is None
            or shown.sheet.laid
            or name_of(shown.sheet, shown.viewport, shown.reserved) != name
        ):
            shown = whole(sheet, view, reserved)
        cache.keep_beside(key, _FILE, to_bytes(shown))

    def _first_view(self, size: Viewport) -> Viewport:
        """What a start shows of the place chosen now."""
        content, motion = self._canvas.content, self._canvas.motion
        home, spot = motion.home(size), self._canvas.pointer.marked
        if content is None or is_well_seen(content.ground, spot, home):
            return home
        return motion.kept_within(framed(content.ground, spot, home) or home)
