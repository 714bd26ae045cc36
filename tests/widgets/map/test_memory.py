"""The opening picture: what one start drew, the next shows without drawing it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from console.paint import theme
from console.paint.map.kept import from_bytes, to_bytes
from console.paint.map.picture import MapPicture
from console.state.map.ground import ground_of
from console.state.map.metrics import Metric, peak
from console.state.map.shading import default_classes, shading
from console.state.map.spot import Spot
from console.store import cache
from console.store.frame import frame
from console.widgets.map import drawing
from console.widgets.map.canvas import MapCanvas, MapContent
from tests.paint.map.test_picture import numbers
from tests.state.map import street as map_street

STREET = map_street.street(6)
Start = Callable[..., MapCanvas]


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """A canvas as a start shows it: content first, then its size, then a paint."""
    monkeypatch.setattr(cache, "folder_of", lambda key: tmp_path)
    made: list[MapCanvas] = []

    def started(theme_name: str = "night", width: int = 640, spot: Spot | None = None) -> MapCanvas:
        canvas = MapCanvas()
        qtbot.addWidget(canvas)
        canvas.show_content(content(theme_name))
        if spot is not None:
            canvas.mark(spot, in_sight=True)
        canvas.resize(width, 480)
        canvas.show()
        canvas.grab()
        made.append(canvas)
        return canvas

    yield started
    for canvas in made:
        canvas.drawing.stop()


def content(theme_name: str) -> MapContent:
    shown = frame(STREET, STREET.as_of_us)
    return MapContent(
        ground=ground_of(STREET),
        theme=theme.load(theme_name),
        shading=shading(shown, Metric.ACTIVE, default_classes(STREET, Metric.ACTIVE)),
        estate_weight=peak(STREET, Metric.ACTIVE, "estates"),
        building_weight=peak(STREET, Metric.ACTIVE, "buildings"),
    )


def picture(canvas: MapCanvas) -> MapPicture:
    found = canvas.drawing.picture
    assert found is not None
    return found


def recalled(canvas: MapCanvas, found: MapPicture) -> MapPicture | None:
    return canvas.memory.recall(found.sheet, found.viewport, found.reserved)


def pixels(image: QImage) -> bytes:
    return bytes(image.constBits())


@pytest.fixture
def no_drawing(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    def forbid() -> None:
        def steps(*_: object) -> Iterator[None]:
            pytest.fail("the picture is drawn")
            yield

        monkeypatch.setattr(drawing, "steps", steps)

    return forbid


def test_the_next_start_shows_it_undrawn(start: Start, no_drawing: Callable[[], None]) -> None:
    first = start()
    first.memory.keep()
    no_drawing()
    second = start()
    assert not second.drawing.busy
    drawn, kept = picture(first), picture(second)
    for one, other in ((drawn.base, kept.base), (drawn.cover, kept.cover)):
        assert pixels(one) == pixels(other)
    assert pixels(drawn.image) == pixels(kept.image)
    assert np.array_equal(numbers(drawn), numbers(kept))
    assert drawn.labels == kept.labels
    assert drawn.number_at(300, 200) == kept.number_at(300, 200)


def test_the_place_chosen_last_is_what_is_kept(
    start: Start, no_drawing: Callable[[], None]
) -> None:
    first = start()
    first.mark(Spot(2, -1))
    first.memory.keep()
    no_drawing()
    assert picture(start(spot=Spot(2, -1))).viewport != picture(first).viewport


def test_a_window_resized_meanwhile_keeps_what_it_began_with(
    start: Start, no_drawing: Callable[[], None]
) -> None:
    first = start()
    first.resize(500, 300)
    first.grab()
    first.memory.keep()
    no_drawing()
    assert picture(start()).viewport.width_px == 640


@pytest.mark.parametrize("other", [{"theme_name": "day"}, {"width": 600}, {"spot": Spot(1, -1)}])
def test_another_look_size_or_place_is_drawn(start: Start, other: dict[str, object]) -> None:
    first = start()
    first.memory.keep()
    assert recalled(first, picture(first)) is not None
    second = start(**other)
    assert recalled(second, picture(second)) is None


def test_damaged_bytes_are_no_picture(start: Start, tmp_path: Path) -> None:
    found = picture(start())
    data = b"".join(bytes(piece) for piece in to_bytes(found))
    take = (found.sheet, found.viewport, found.reserved)
    assert from_bytes(data, *take) is not None
    for at in (40, 70, len(data) // 2, len(data) - 40):
        hurt = bytearray(data)
        hurt[at] ^= 0x10
        assert from_bytes(bytes(hurt), *take) is None
    for length in (0, 10, 100, len(data) // 2):
        assert from_bytes(data[:length], *take) is None


def test_it_is_written_once_and_only_where_the_street_is_kept(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = start()
    first.memory.keep()
    (file,) = tmp_path.iterdir()
    stamp = file.stat().st_mtime_ns
    first.memory.keep()
    assert file.stat().st_mtime_ns == stamp
    monkeypatch.setattr(cache, "folder_of", lambda key: tmp_path / "nowhere")
    first.memory.keep()
    assert not (tmp_path / "nowhere").exists()
