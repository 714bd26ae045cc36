"""What the user does to the map's layers, and the way back: order, sight, opacity, taking away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from console.domain.records import dataclass
from console.state.layers.base import BaseLayers, BaseState, layer_of
from console.state.layers.layer import Layer
from console.state.layers.model import Layers
from console.state.layers.stack import Stack, laid_over, moved, own_of, stack_of
from console.state.map.base import BaseLayer
from console.state.trail import Trail

MOST_STEPS = 50


@dataclass(frozen=True, slots=True)
class _Laid:
    """How a layer of a file stands, in words of its own."""

    key: str
    visible: bool
    opacity: float
    over: BaseLayer


@dataclass(frozen=True, slots=True)
class _Stand:
    """How all layers stand: those of files from the top down, and the street's own."""

    files: tuple[_Laid, ...]
    own: BaseState


@dataclass(frozen=True, slots=True)
class _Reached:
    """A stand and the act that led to it; acts of one name that follow each other are one step.

    `gone` are the layers that it took away, with what was read of them.
    """

    stand: _Stand
    act: str = ""
    gone: tuple[Layer, ...] = ()


class LayerDoing(QObject):
    """Every act is a step that `undo` takes back; dragging an opacity is one.

    `changed` when there is another step to take. Layers that came meanwhile stay, uppermost.
    """

    changed = Signal()

    def __init__(self, layers: Layers, base: BaseLayers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._layers, self._base = layers, base
        self._trail = Trail[_Reached](MOST_STEPS + 1)

    @property
    def stack(self) -> Stack:
        """All layers from the top down."""
        return stack_of(self._layers.layers, self._base.order)

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._trail.can_go_back

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to take again."""
        return self._trail.can_go_forward

    def turn(self, key: str) -> None:
        """Show a layer that is hidden, hide one that is shown."""
        layer, own = self._layers.of(key), layer_of(key)
        with self._step():
            if own is not None:
                self._base.show(own, not self._base.visible(own))
            elif layer is not None:
                self._layers.show(key, not layer.visible)

    def fade(self, key: str, opacity: float) -> None:
        """Draw a layer more or less opaque."""
        own = layer_of(key)
        with self._step(f"fade {key}"):
            if own is not None:
                self._base.fade(own, opacity)
            else:
                self._layers.fade(key, opacity)

    def move(self, key: str, to: int) -> None:
        """Put a layer at another place, 0 the uppermost, as far as it may."""
        stack = moved(self.stack, key, to)
        with self._step():
            self._base.arrange(own_of(stack))
            self._layers.arrange(laid_over(stack))

    def remove(self, key: str) -> None:
        """Take a layer of a file away; the file stays."""
        with self._step():
            self._layers.remove(key)

    def undo(self) -> None:
        """Take the last step back; silent when there is none."""
        here, earlier = self._trail.current, self._trail.back()
        if here is not None and earlier is not None:
            self._go(earlier.stand, brought=here.gone)

    def redo(self) -> None:
        """Take a step again that was taken back; silent when there is none."""
        later = self._trail.forward()
        if later is not None:
            self._go(later.stand, taken=later.gone)

    def forget(self) -> None:
        """Forget the steps: what was read lies elsewhere on the ground there is now."""
        self._trail.clear()
        self.changed.emit()

    @contextmanager
    def _step(self, act: str = "") -> Iterator[None]:
        """Whatever is done meanwhile is a step, or more of the last one of that name."""
        before, layers = self._stand(), self._layers.layers
        yield
        after = self._stand()
        if after == before:
            return
        gone = tuple(one for one in layers if self._layers.of(one.key) is None)
        here = self._trail.current or _Reached(before)
        if act and here.act == act and here.stand == before:
            self._trail.back()
        else:
            self._trail.leave(replace(here, stand=before))
        self._trail.enter(_Reached(after, act, gone))
        self.changed.emit()

    def _stand(self) -> _Stand:
        laid = (_Laid(one.key, one.visible, one.opacity, one.over) for one in self._layers.layers)
        return _Stand(tuple(laid), self._base.state)

    def _go(
        self, goal: _Stand, *, brought: tuple[Layer, ...] = (), taken: tuple[Layer, ...] = ()
    ) -> None:
        """Let all stand as at `goal`, with layers that come back or go again."""
        away = {one.key for one in taken}
        there = {one.key: one for one in (*brought, *self._layers.layers) if one.key not in away}
        wanted = [one for one in goal.files if one.key in there]
        known = {one.key for one in wanted}
        came = [one for key, one in there.items() if key not in known]
        laid = [_as_it_stood(there[one.key], one) for one in wanted]
        self._base.become(goal.own)
        self._layers.become((*came, *laid))
        self.changed.emit()


def _as_it_stood(layer: Layer, stood: _Laid) -> Layer:
    return replace(layer, visible=stood.visible, opacity=stood.opacity, over=stood.over)
