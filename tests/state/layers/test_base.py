"""The street's own layers are shown, hidden and faded, and come back as they were."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.state.layers.base import BaseLayers, layer_of
from console.state.map.base import ALL_IN_SIGHT, BASE_LAYERS
from console.state.preferences import Preferences


def test_at_first_everything_is_in_sight(qapp: QApplication) -> None:
    assert BaseLayers().sight == ALL_IN_SIGHT


def test_a_hidden_layer_is_not_drawn_and_comes_back_as_opaque_as_it_was(
    qapp: QApplication, qtbot: QtBot
) -> None:
    base = BaseLayers()
    base.fade("water", 0.4)
    with qtbot.waitSignal(base.changed):
        base.show("water", False)
    assert not base.sight.shows("water")
    assert base.sight.hidden == {"water"}
    base.show("water", True)
    assert base.sight.of("water") == pytest.approx(0.4)


def test_what_was_chosen_is_remembered(qapp: QApplication, tmp_path: Path) -> None:
    preferences = Preferences(tmp_path / "a.ini")
    base = BaseLayers(preferences)
    base.show("roads", False)
    base.fade("green", 0.3)
    again = BaseLayers(preferences)
    assert again.sight == base.sight
    assert again.sight.hidden == {"road"}


@pytest.mark.parametrize(
    "kept", ["", "[]", "nonsense", '{"hidden": 3}', '{"opacity": {"roads": "x"}}']
)
def test_what_cannot_be_read_is_not_followed(qapp: QApplication, tmp_path: Path, kept: str) -> None:
    preferences = Preferences(tmp_path / "a.ini")
    preferences.keep({"base_layers": kept})
    assert BaseLayers(preferences).sight == ALL_IN_SIGHT


def test_every_layer_has_a_name_and_a_key_in_both_languages(qapp: QApplication) -> None:
    for language in ("zh", "en"):
        rows = BaseLayers().rows(language)
        assert len({row.name for row in rows}) == len(BASE_LAYERS)
        assert [layer_of(row.key) for row in rows] == list(BASE_LAYERS)
    assert layer_of("/a/file\ntable") is None
