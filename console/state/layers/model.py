"""The layers over the street's map, in order, and which of the street's own are hidden."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from console.domain.errors import UserError
from console.state.layers.layer import COLOURS, Content, Layer, Origin
from console.state.map.base import LAID_OVER, TOP, BaseLayer, opaque
from console.state.map.viewport import Box
from console.state.preferences import Preferences

_KEPT = "layers"
_MOST_KEPT = 40


class Layers(QObject):
    """Holds the layers, the uppermost first, and remembers them.

    changed   what is drawn is another: a layer more or fewer, moved, hidden, faded, or read anew
    """

    changed = Signal()

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.layers: tuple[Layer, ...] = ()

    def __len__(self) -> int:
        return len(self.layers)

    def of(self, key: str) -> Layer | None:
        """The layer known by `key`."""
        return next((layer for layer in self.layers if layer.key == key), None)

    def drawn(self) -> tuple[Layer, ...]:
        """Those to be drawn, the lowest first."""
        seen = [one for one in self.layers if one.visible and one.shapes is not None]
        return tuple(reversed(seen))

    def bounds(self) -> Box | None:
        """The metres around all that can be drawn."""
        found = [one.box for one in self.layers if one.box is not None]
        if not found:
            return None
        west, south, east, north = zip(*found, strict=True)
        return min(west), min(south), max(east), max(north)

    def put(self, origin: Origin, title: str, content: Content) -> str:
        """Show what was read; a layer of the same file and table is replaced. Gives its key.

        A new one comes above the others of its kind: points over lines, lines over areas.
        """
        made = Layer(origin, title, self._colour(), content)
        known = self.of(made.key)
        if known is not None:
            made = replace(known, origin=origin, content=content, fault=None)
            self.become(made if one is known else one for one in self.layers)
        else:
            tops = [one for one in self.layers if one.over == TOP]
            above = [one for one in tops if _rank(one) < _rank(made)]
            place = 1 + max((self.place_of(one.key) for one in above), default=-1)
            self.become((*self.layers[:place], made, *self.layers[place:]))
        return made.key

    def fail(self, path: str, fault: UserError) -> bool:
        """Say of the layers of a file that it cannot be read; False when there are none."""
        of_file = [one for one in self.layers if one.origin.path == path and one.content is None]
        self.become(replace(one, fault=fault) if one in of_file else one for one in self.layers)
        return bool(of_file)

    def remove(self, key: str) -> None:
        """Take a layer away; its file stays."""
        self.become(one for one in self.layers if one.key != key)

    def arrange(self, over: Mapping[str, BaseLayer | None]) -> None:
        """Let them lie in the order of the keys, each over one of the street's own layers."""
        found = [one for one in map(self.of, over) if one is not None]
        placed = [_laid(one, over[one.key] or TOP) for one in found]
        if placed != list(self.layers):
            self.become(placed)

    def place_of(self, key: str) -> int:
        """Which place a layer has, 0 the uppermost; -1 for none."""
        return next((place for place, one in enumerate(self.layers) if one.key == key), -1)

    def show(self, key: str, visible: bool) -> None:
        """Show or hide a layer."""
        self._change(key, visible=visible)

    def fade(self, key: str, opacity: float) -> None:
        """Draw a layer more or less opaque, 0.1 to 1."""
        self._change(key, opacity=opaque(opacity))

    def forget_content(self) -> tuple[Origin, ...]:
        """Drop what was read, because another street has another plane; gives what to read."""
        self.become(replace(one, content=None) for one in self.layers)
        return tuple(one.origin for one in self.layers)

    def recall(self) -> tuple[Origin, ...]:
        """Put back the layers of the last time, yet to be read; gives where from."""
        try:
            kept = json.loads(self._preferences.text(_KEPT, "[]"))
            self.layers = tuple(_remembered(one) for one in kept[:_MOST_KEPT])
        except (ValueError, TypeError, KeyError, AttributeError):
            self.layers = ()
        if self.layers:
            self.changed.emit()
        return tuple(one.origin for one in self.layers)

    def _change(self, key: str, **fields: object) -> None:
        self.become(
            replace(one, **fields) if one.key == key else one  # type: ignore[arg-type]
            for one in self.layers
        )

    def become(self, layers: Iterable[Layer]) -> None:
        """Have these layers, the uppermost first."""
        self.layers = tuple(layers)
        said = [_told(one) for one in self.layers[:_MOST_KEPT]]
        self._preferences.keep({_KEPT: json.dumps(said, ensure_ascii=False)})
        self.changed.emit()

    def _colour(self) -> int:
        """The colour that fewest layers have."""
        used = [one.colour for one in self.layers]
        return min(range(COLOURS), key=used.count)


def _laid(layer: Layer, over: BaseLayer) -> Layer:
    return layer if layer.over == over else replace(layer, over=over)


def _rank(layer: Layer) -> int:
    """Where a layer belongs by what it holds: points 1, lines 2, areas 3; a mere table 0."""
    return int(layer.content.kinds.max(initial=0)) if layer.content is not None else 0


def _told(layer: Layer) -> dict[str, object]:
    origin = layer.origin
    return {
        "path": origin.path,
        "table": origin.table,
        "crs": origin.crs,
        "title": layer.title,
        "colour": layer.colour,
        "visible": layer.visible,
        "opacity": layer.opacity,
        "over": layer.over,
    }


def _remembered(said: dict[str, object]) -> Layer:
    origin = Origin(str(said["path"]), str(said["table"]), str(said["crs"]))
    return Layer(
        origin,
        str(said["title"]),
        int(str(said["colour"])) % COLOURS,
        visible=bool(said["visible"]),
        opacity=opaque(float(str(said["opacity"]))),
        over=next((one for one in LAID_OVER if one == said.get("over")), TOP),
    )
