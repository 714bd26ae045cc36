"""Layers keep their order, come back, and never stand where they do not belong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from console.domain.errors import UserError
from console.foreign.flat import Kind
from console.state.layers.identify import layer_findings
from console.state.layers.layer import Content, Origin, content_of
from console.state.layers.model import Layers
from console.state.layers.rows import Wanted, rows_wanted
from console.state.layers.spoken import facts, notes
from console.state.preferences import Preferences
from console.store.projection import metres, projection_around
from tests.state.layers.tables import ORIGIN, square, table

PROJECTION = projection_around(np.array([ORIGIN, (121.56, 31.25)]), "Asia/Shanghai")
LON, LAT = ORIGIN


@pytest.fixture
def preferences(qapp: QApplication, tmp_path: Path) -> Iterator[Preferences]:
    kept = Preferences(tmp_path / "console.ini")
    yield kept
    kept.flush()


def content(count: int = 3) -> Content:
    points = [(LON + 0.001 * row, LAT) for row in range(count)]
    return content_of(table({"n": list(range(count))}, points), PROJECTION)


def put(layers: Layers, path: str, what: Content | None = None) -> str:
    return layers.put(Origin(path, "t"), Path(path).stem, what or content())


class TestPlacing:
    def test_a_point_stands_where_proj_puts_it(self) -> None:
        placed = content(1)
        assert placed.shapes is not None
        east, north = metres(PROJECTION.epsg, np.array([LON]), np.array([LAT]))
        wanted = (east[0] - PROJECTION.origin_x_m, north[0] - PROJECTION.origin_y_m)
        assert placed.shapes.xy[0] == pytest.approx(wanted, abs=0.01)

    def test_rows_far_away_are_counted_and_named_and_not_drawn(self) -> None:
        far = content_of(
            table({"n": [1, 2, 3]}, [ORIGIN, (-72.58, 44.26), (2.0, 48.8)]), PROJECTION
        )
        (note,) = far.notes
        assert (note.key, note.count, note.rows) == ("layers.note.far", 2, (2, 3))
        assert far.kinds.tolist() == [Kind.POINT, Kind.NONE, Kind.NONE]
        assert far.shapes is not None
        assert np.isnan(far.shapes.boxes[1:]).all()

    def test_a_street_without_a_place_on_earth_shows_the_table_alone(self) -> None:
        bare = content_of(table({"n": [1]}, [ORIGIN]), None)
        assert bare.shapes is None


class TestOrder:
    def test_points_come_over_areas_and_the_newest_over_its_like(
        self, preferences: Preferences
    ) -> None:
        layers = Layers(preferences)
        put(layers, "/a/points.csv")
        put(layers, "/a/areas.gpkg", content_of(square(LON, LAT, 0.01), PROJECTION))
        put(layers, "/a/newer.csv")
        assert [one.title for one in layers.layers] == ["newer", "points", "areas"]
        assert [one.title for one in layers.drawn()] == ["areas", "points", "newer"]

    def test_layers_are_arranged_and_remembered_over_what_they_lie(
        self, preferences: Preferences
    ) -> None:
        layers = Layers(preferences)
        first, second, third = (put(layers, f"/a/{name}.csv") for name in "abc")
        untouched = layers.of(second)
        layers.arrange({second: "labels", third: "roads", first: "green"})
        assert [one.key for one in layers.layers] == [second, third, first]
        assert layers.of(second) is untouched
        again = Layers(preferences)
        again.recall()
        assert [one.over for one in again.layers] == ["labels", "roads", "green"]

    def test_a_new_one_comes_over_those_among_the_streets_own(
        self, preferences: Preferences
    ) -> None:
        layers = Layers(preferences)
        low, top = put(layers, "/a/low.csv"), put(layers, "/a/top.csv")
        layers.arrange({top: "labels", low: "water"})
        put(layers, "/a/areas.gpkg", content_of(square(LON, LAT, 0.01), PROJECTION))
        assert [one.title for one in layers.layers] == ["top", "areas", "low"]

    @pytest.mark.parametrize("kept", ["facilities", "estates", "nonsense", 7])
    def test_where_no_layer_may_lie_none_comes_back(
        self, preferences: Preferences, kept: object
    ) -> None:
        layers = Layers(preferences)
        put(layers, "/a/a.csv")
        (said,) = json.loads(preferences.text("layers", ""))
        preferences.keep({"layers": json.dumps([{**said, "over": kept}])})
        layers.recall()
        assert [one.over for one in layers.layers] == ["labels"]

    def test_colours_are_used_evenly(self, preferences: Preferences) -> None:
        layers = Layers(preferences)
        for number in range(6):
            put(layers, f"/a/{number}.csv")
        assert {one.colour for one in layers.layers} == set(range(6))

    def test_a_file_read_again_keeps_place_and_look(self, preferences: Preferences) -> None:
        layers = Layers(preferences)
        first, _ = put(layers, "/a/one.csv"), put(layers, "/a/two.csv")
        layers.fade(first, 0.4)
        put(layers, "/a/one.csv", content(5))
        assert layers.place_of(first) == 1
        layer = layers.of(first)
        assert layer is not None
        assert (layer.opacity, layer.rows) == (0.4, 5)


class TestMemory:
    def test_layers_come_back_yet_to_be_read(
        self, preferences: Preferences, tmp_path: Path
    ) -> None:
        layers = Layers(preferences)
        key = put(layers, "/a/井.csv")
        layers.show(key, False)
        layers.fade(key, 0.5)
        preferences.flush()
        again = Layers(Preferences(tmp_path / "console.ini"))
        assert again.recall() == (Origin("/a/井.csv", "t"),)
        (layer,) = again.layers
        assert (layer.title, layer.visible, layer.opacity) == ("井", False, 0.5)
        assert facts(layer, "en") == "Not read yet"

    def test_a_missing_file_is_said_at_its_layer(self, preferences: Preferences) -> None:
        layers = Layers(preferences)
        put(layers, "/a/gone.csv")
        layers.forget_content()
        assert layers.fail("/a/gone.csv", UserError("foreign.missing", file="gone.csv"))
        (layer,) = layers.layers
        assert "gone.csv" in notes(layer, "zh")[0]
        assert not layers.fail("/a/other.csv", UserError("foreign.missing", file="other.csv"))

    @pytest.mark.parametrize("kept", ["", "{}", "[1]", '[{"path": 1}]', "no json"])
    def test_a_damaged_memory_is_no_layers(self, preferences: Preferences, kept: str) -> None:
        preferences.keep({"layers": kept})
        assert Layers(preferences).recall() == ()


ROWS = table(
    {
        "名称": ["牡丹路", "Meihua Road", None, "牡丹广场", ""],
        "深度": [3.5, None, 1.0, 12.0, 2.0],
    }
)


class TestRows:
    @pytest.mark.parametrize(
        ("text", "rows"),
        [
            ("", [0, 1, 2, 3, 4]),
            ("牡丹", [0, 3]),
            ("road", [1]),
            ("12", [3]),
            ("深度>=3", [0, 3]),
            ("深度 <= 2", [2, 4]),
            ("深度=1", [2]),
            ("名称=牡丹路", [0]),
            ("名称!=牡丹路", [1, 2, 3, 4]),
            ("名称=", [2, 4]),
            ("不是列=1", []),
            ("nothing", []),
        ],
    )
    def test_a_search_keeps_what_it_says(self, text: str, rows: list[int]) -> None:
        assert rows_wanted(ROWS, Wanted(text), lambda: False).tolist() == rows

    def test_numbers_are_sorted_by_value_and_nothing_comes_last(self) -> None:
        assert rows_wanted(ROWS, Wanted("", 1), lambda: False).tolist() == [2, 4, 0, 3, 1]
        assert rows_wanted(ROWS, Wanted("", 1, True), lambda: False).tolist() == [3, 0, 4, 2, 1]

    def test_chinese_is_sorted_by_its_sound(self) -> None:
        names = table({"名称": ["张", "白", "李", None]})
        assert rows_wanted(names, Wanted("", 0), lambda: False).tolist() == [1, 2, 0, 3]

    def test_a_text_over_two_cells_is_in_neither(self) -> None:
        cells = table({"a": ["ab", "cd"]})
        assert rows_wanted(cells, Wanted("bc"), lambda: False).tolist() == []


def test_what_lies_at_a_point_is_told_with_its_cells(preferences: Preferences) -> None:
    layers = Layers(preferences)
    key = put(layers, "/a/井.csv", content_of(table({"名称": ["牡丹"]}, [ORIGIN]), PROJECTION))
    layer = layers.of(key)
    assert layer is not None
    assert layer.shapes is not None
    x, y = layer.shapes.xy[0].tolist()
    (found,) = layer_findings(layers, (x + 1, y), 2.0, "zh")
    assert (found.layer, found.title, found.lines) == ("井", "第 1 行", (("名称", "牡丹"),))
    assert found.key == (key, 0)
    layers.show(key, False)
    assert layer_findings(layers, (x, y), 2.0, "zh") == ()
