"""The street's own layers as they were chosen: shown, how opaque, in which order; remembered."""

from __future__ import annotations

import json

from PySide6.QtCore import QObject, Signal

from console.domain.records import dataclass
from console.domain.words import say
from console.state.map.base import BASE_LAYERS, BaseLayer, BaseSight, in_order, opaque
from console.state.preferences import Preferences

_KEPT = "base_layers"
_PREFIX = "base:"


@dataclass(frozen=True, slots=True)
class BaseRow:
    """A layer as a line of the list."""

    layer: BaseLayer
    name: str
    visible: bool
    opacity: float

    @property
    def key(self) -> str:
        """What it is known by among all layers of the map."""
        return key_of(self.layer)

    def told(self, language: str) -> str:
        """Its name, and whether it shows."""
        shown = say("layers.shown" if self.visible else "layers.hidden", language)
        return f"{self.name} · {shown}"


@dataclass(frozen=True, slots=True)
class BaseState:
    """What is chosen of the street's own layers: which are hidden, how opaque, in which order."""

    hidden: frozenset[str]
    shares: tuple[tuple[str, float], ...]
    order: tuple[BaseLayer, ...]


class BaseLayers(QObject):
    """Holds which of the street's own layers are drawn; `changed` when the map looks otherwise."""

    changed = Signal()

    def __init__(
        self, preferences: Preferences | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._hidden: frozenset[str] = frozenset()
        self._shares: dict[str, float] = {}
        self.order = BASE_LAYERS
        self._recall()

    @property
    def sight(self) -> BaseSight:
        """How opaque each layer is to be drawn, and in which order."""
        shares = (0.0 if one in self._hidden else self.opacity(one) for one in BASE_LAYERS)
        return BaseSight(tuple(shares), self.order)

    @property
    def state(self) -> BaseState:
        """What is chosen, to come back to."""
        shares = ((one, self.opacity(one)) for one in BASE_LAYERS)
        return BaseState(self._hidden, tuple(shares), self.order)

    def become(self, state: BaseState) -> None:
        """Have what was chosen before; silent when it is so."""
        if state != self.state:
            self._hidden, self._shares, self.order = state.hidden, dict(state.shares), state.order
            self._keep()

    def rows(self, language: str) -> tuple[BaseRow, ...]:
        """The layers as lines, from the top down."""
        return tuple(
            BaseRow(one, say(f"layers.own.{one}", language), self.visible(one), self.opacity(one))
            for one in self.order
        )

    def visible(self, layer: BaseLayer) -> bool:
        """Whether a layer is shown."""
        return layer not in self._hidden

    def opacity(self, layer: BaseLayer) -> float:
        """How opaque a layer is when it is shown."""
        return self._shares.get(layer, 1.0)

    def show(self, layer: BaseLayer, visible: bool) -> None:
        """Show or hide a layer."""
        self._hidden = self._hidden - {layer} if visible else self._hidden | {layer}
        self._keep()

    def fade(self, layer: BaseLayer, opacity: float) -> None:
        """Draw a layer more or less opaque, 0.1 to 1."""
        self._shares[layer] = opaque(opacity)
        self._keep()

    def arrange(self, order: tuple[BaseLayer, ...]) -> None:
        """Let them lie in another order, from the top down, as far as their groups let them."""
        order = in_order(order)
        if order != self.order:
            self.order = order
            self._keep()

    def _keep(self) -> None:
        if self._preferences is not None:
            said = {"hidden": sorted(self._hidden), "opacity": self._shares, "order": self.order}
            self._preferences.keep({_KEPT: json.dumps(said)})
        self.changed.emit()

    def _recall(self) -> None:
        """What is remembered of layers there are; all of them as they are at first otherwise."""
        if self._preferences is None:
            return
        try:
            said = json.loads(self._preferences.text(_KEPT, "{}"))
            self._hidden = frozenset(said.get("hidden", ())) & frozenset(BASE_LAYERS)
            order = in_order(map(str, said.get("order", ())))
            shares = {str(key): float(share) for key, share in said.get("opacity", {}).items()}
        except (ValueError, TypeError, AttributeError):
            return
        self.order = order
        self._shares = {one: opaque(shares[one]) for one in BASE_LAYERS if one in shares}


def key_of(layer: BaseLayer) -> str:
    """What one of the street's own layers is known by among all layers of the map."""
    return f"{_PREFIX}{layer}"


def layer_of(key: str) -> BaseLayer | None:
    """The layer known by a key; None for one that is not the street's own."""
    return next((one for one in BASE_LAYERS if key_of(one) == key), None)
