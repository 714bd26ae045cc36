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
class _Step:
    """From one stand to another by an act; acts of one name that follow each other are one step.

    `gone` are the layers that it took away, with what was read of them.
    """

    before: _Stand
    after: _Stand
    act: str
    gone: tuple[Layer, ...] = ()


class LayerDoing(QObject):
    """Every act is a step that `undo` takes back; dragging an opacity is one.

    `changed` when there is another step to take. Layers that came meanwhile stay, uppermost.
    """

    changed = Signal()

    def __init__(self, layers: Layers, base: BaseLayers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._layers, self._base = layers, base
        self._past: list[_Step] = []
        self._future: list[_Step] = []

    @property
    def stack(self) -> Stack:
        """All layers from the top down."""
        return stack_of(self._layers.layers, self._base.order)

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to take again."""
        return bool(self._future)

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
        if self._past:
            step = self._past.pop()
            self._future.append(step)
            self._go(step.before, brought=step.gone)

    def redo(self) -> None:
        """Take a step again that was taken back; silent when there is none."""
        if self._future:
            step = self._future.pop()
            self._past.append(step)
            self._go(step.after, taken=step.gone)

    def forget(self) -> None:
        """Forget the steps: what was read lies elsewhere on the ground there is now."""
        self._past.clear()
        self._future.clear()
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
        last = self._past[-1] if self._past else None
        if last is not None and act and last.act == act and last.after == before:
            before = self._past.pop().before
        self._past = [*self._past, _Step(before, after, act, gone)][-MOST_STEPS:]
        self._future.clear()
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
