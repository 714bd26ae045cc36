"""The map as a page says what of the screen's map is not on it."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from console.paint.page_file import drawn_pages
from console.paint.pages.drawing import drawing
from console.state.map.metrics import Metric
from console.state.map.shading import default_classes
from console.state.pages.order import MapSubject, Order, Paper
from tests.store import tiny


def words_of(left_out: int) -> str:
    street = tiny.street()
    classes = default_classes(street, Metric.ACTIVE)
    subject = MapSubject(Metric.ACTIVE, classes, left_out=left_out)
    made = drawing(street, Order("", street.key, street.as_of_us, subject, Paper(".svg")))
    (content,) = drawn_pages(".svg", made.title, made.pages)
    return content.decode()


def test_layers_of_files_are_said_to_be_left_out(qapp: QApplication) -> None:
    assert "屏幕上另有 2 个文件图层，未印出" in words_of(2)
    assert "未印出" not in words_of(0)
