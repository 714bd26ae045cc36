"""A map that leaves the program: any size and format, with its legend, and every name whole."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtSvg import QSvgRenderer

from console.domain.errors import UserError
from console.paint.map.clip import ClippedPaths
from console.paint.map.page import render_map
from console.state.map.shapes import from_outlines, has_area
from console.store.columns import Street
from console.store.frame import frame
from tests.state.map import street as map_street
from tests.store import tiny

pytestmark = pytest.mark.usefixtures("qapp")


def rendered(out: Path, street: Street | None = None, **given: str | None) -> Path:
    shown = street or map_street.street(4)
    return render_map(shown, frame(shown, shown.as_of_us), out, **given)  # type: ignore[arg-type]


def words_of(pdf: Path) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    run = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True)
    return run.stdout


class TestAPicture:
    @pytest.mark.parametrize("size", ["1600x1000", "400x900", "3840x2160"])
    def test_has_the_size_that_was_asked_for(self, tmp_path: Path, size: str) -> None:
        image = QImage(str(rendered(tmp_path / "map.png", size=size)))
        assert f"{image.width()}x{image.height()}" == size

    def test_differs_with_theme_and_language(self, tmp_path: Path) -> None:
        kinds = [("night", "zh"), ("day", "zh"), ("night", "en")]
        images = [
            QImage(str(rendered(tmp_path / f"{a}{b}.png", size="500x400", theme=a, language=b)))
            for a, b in kinds
        ]
        assert all(images[0] != other for other in images[1:])

    def test_of_a_street_without_geometry_is_drawn_too(self, tmp_path: Path) -> None:
        tables = {
            name: [{key: one for key, one in row.items() if key != "geometry"} for row in rows]
            for name, rows in tiny.sample().items()
            if name not in ("basemap", "facilities")
        }
        assert rendered(tmp_path / "bare.svg", tiny.street(tables)).stat().st_size > 2000

    def test_that_cannot_be_written_says_so(self, tmp_path: Path) -> None:
        with pytest.raises(UserError):
            rendered(tmp_path / "map.bmp")


class TestVectors:
    def test_a_pdf_gives_back_every_name_whole(self, tmp_path: Path) -> None:
        text = words_of(rendered(tmp_path / "map.pdf", on_page="poster", theme="day"))
        street = map_street.street(4)
        names = {street.estates.name.text(row) for row in range(len(street.estates.id))}
        names |= {name for name in street.basemap.name if name and name.endswith("路站")}
        assert len(names) > 8
        missing = {name for name in names if name not in text}
        assert len(missing) <= len(names) * 0.1, missing
        assert any(f"{name}大道" in text for name in map_street.NAMES)

    def test_a_pdf_says_title_instant_legend_and_that_it_is_made_up(self, tmp_path: Path) -> None:
        out = rendered(tmp_path / "map.pdf", on_page="A4", language="en")
        text = re.sub(r"\s+", " ", words_of(out))
        assert "Huamu Subdistrict: one street, one map" in text
        assert "As of Wed 2020-03-18 08:00" in text
        assert "Under the clock" in text
        assert "Synthetic data" in text
        assert re.search(r"\d+ k?m\b", text)

    def test_an_svg_is_vectors_and_text(self, tmp_path: Path) -> None:
        out = rendered(tmp_path / "map.svg", theme="day")
        text = out.read_text("utf-8")
        assert "花木街道" in text
        assert "<image" not in text
        assert QSvgRenderer(str(out)).viewBox() == QRect(0, 0, 1600, 1000)


class TestCutting:
    ring = np.array([[0, 0], [100, 0], [100, 100], [0, 100], [0, 0]], np.float32)
    line = np.array([[-50, 50], [50, 50], [50, 150], [60, 150], [60, 20]], np.float32)

    def test_an_area_keeps_what_lies_in_the_box(self) -> None:
        shapes = from_outlines([self.ring])
        path = ClippedPaths(shapes, has_area(shapes), (50, -10, 200, 40)).of(0)
        assert path.boundingRect().getRect() == pytest.approx((50, 0, 50, 40))

    def test_a_line_keeps_its_pieces_in_the_box(self) -> None:
        shapes = from_outlines([self.line])
        path = ClippedPaths(shapes, np.array([False]), (0, 0, 100, 100)).of(0)
        assert path.boundingRect().getRect() == pytest.approx((0, 20, 60, 80))
        kinds = [path.elementAt(index).isMoveTo() for index in range(path.elementCount())]
        assert kinds == [True, False, False, True, False]

    def test_what_lies_inside_is_left_as_it_is(self) -> None:
        shapes = from_outlines([self.ring])
        path = ClippedPaths(shapes, has_area(shapes), (-1, -1, 101, 101)).of(0)
        assert path.elementCount() == 5
