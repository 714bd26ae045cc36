"""What is done to layers is taken back and done again: order, sight, opacity, taking away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QObject

from console.state.layers.base import BaseLayers
from console.state.layers.doing import LayerDoing
from console.state.layers.layer import Origin, content_of
from console.state.layers.model import Layers
from console.state.preferences import Preferences
from tests.state.layers.tables import ORIGIN, table


class Desk:
    """Two layers of files over the street's own."""

    def __init__(self, folder: Path) -> None:
        self.parent = QObject()
        self.preferences = Preferences(folder / "a.ini", self.parent)
        self.layers = Layers(self.preferences, self.parent)
        self.base = BaseLayers(None, self.parent)
        self.doing = LayerDoing(self.layers, self.base, self.parent)
        self.low, self.top = self.lay("low"), self.lay("top")

    def lay(self, name: str) -> str:
        return self.layers.put(
            Origin(f"/{name}", "t"), name, content_of(table({"n": [1]}, [ORIGIN]), None)
        )

    @property
    def stand(self) -> tuple[object, ...]:
        files = [(one.key, one.visible, one.opacity, one.over) for one in self.layers.layers]
        return tuple(files), self.base.state


@pytest.fixture
def desk(qapp: QCoreApplication, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.preferences.flush()


def test_every_act_is_a_step_back_and_again(desk: Desk) -> None:
    doing, stands = desk.doing, [desk.stand]
    assert not doing.can_undo
    acts: tuple[Callable[[], None], ...] = (
        lambda: doing.move("base:roads", doing.stack.index("base:committees")),
        lambda: doing.move(desk.top, doing.stack.index("base:green")),
        lambda: doing.turn(desk.low),
        lambda: doing.turn("base:water"),
        lambda: doing.fade("base:green", 0.4),
        lambda: doing.fade(desk.top, 0.6),
        lambda: doing.remove(desk.low),
    )
    for act in acts:
        act()
        assert desk.stand != stands[-1]
        stands.append(desk.stand)
    for stand in reversed(stands[:-1]):
        doing.undo()
        assert desk.stand == stand
    assert not doing.can_undo
    doing.undo()
    assert desk.stand == stands[0]
    for stand in stands[1:]:
        doing.redo()
        assert desk.stand == stand
    assert not doing.can_redo


def test_dragging_an_opacity_is_one_step_and_each_layer_has_its_own(desk: Desk) -> None:
    for share in (0.9, 0.5, 0.3):
        desk.doing.fade("base:water", share)
    desk.doing.fade("base:green", 0.7)
    desk.doing.undo()
    assert desk.base.opacity("water") == pytest.approx(0.3)
    desk.doing.undo()
    assert desk.base.opacity("water") == pytest.approx(1.0)
    assert not desk.doing.can_undo


def test_what_changes_nothing_is_no_step_and_a_new_one_ends_what_was_taken_back(desk: Desk) -> None:
    desk.doing.fade("base:water", 1.0)
    desk.doing.move("base:labels", 0)
    assert not desk.doing.can_undo
    desk.doing.turn("base:water")
    desk.doing.undo()
    assert desk.doing.can_redo
    desk.doing.turn("base:green")
    assert not desk.doing.can_redo


def test_a_layer_taken_away_comes_back_with_its_rows_and_one_that_came_since_stays(
    desk: Desk,
) -> None:
    content = desk.layers.of(desk.low)
    desk.doing.remove(desk.low)
    fresh = desk.lay("fresh")
    desk.doing.undo()
    back = desk.layers.of(desk.low)
    assert back is not None
    assert content is not None
    assert back.content is content.content
    assert desk.layers.of(fresh) is not None
    desk.doing.redo()
    assert desk.layers.of(desk.low) is None
    assert desk.layers.of(fresh) is not None
    desk.doing.forget()
    assert not desk.doing.can_undo
