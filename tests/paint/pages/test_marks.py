"""Signs of what changed stand on pages of map and section, and the legend says since when."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from console.domain.instants import micros
from console.paint.page_file import drawn_pages
from console.paint.pages.drawing import drawing
from console.state.map.metrics import Metric
from console.state.map.shading import default_classes
from console.state.marking import Marks, marks_at
from console.state.pages.order import (
    BookletSubject,
    MapSubject,
    Order,
    Paper,
    SectionSubject,
    Subject,
)
from console.store.columns import Street
from tests.store import tiny

SINCE = "自 2020-03-17 周二 08:00 以来"


def marks_of(street: Street, *units: str) -> Marks:
    ids = [street.units.id.text(row) for row in range(len(street.units.id))]
    rows = np.array([ids.index(one) for one in units], np.int32)
    made = marks_at(street, "arrived", rows)
    since_us = micros(tiny.at("2020-03-17 08:00"))
    names = {"zh": "新到的人", "en": "Who arrived"}
    return Marks(made.key, made.sign, made.units, made.buildings, made.estates, names, since_us)


def pages_of(
    subject: Subject, marks: Marks | None, ending: str = ".svg", language: str = "zh"
) -> list[bytes]:
    street = tiny.street()
    paper = Paper(ending, language=language)
    order = Order("", street.key, street.as_of_us, subject, paper, marks=marks)
    made = drawing(street, pickle.loads(pickle.dumps(order)))
    return drawn_pages(ending, made.title, made.pages)


def of_map() -> MapSubject:
    street = tiny.street()
    return MapSubject(Metric.ACTIVE, default_classes(street, Metric.ACTIVE))


@pytest.mark.parametrize("subject", [of_map(), SectionSubject(0)])
def test_the_legend_says_what_changed_since_when(qapp: QApplication, subject: Subject) -> None:
    marks = marks_of(tiny.street(), "B1-1102", "B1-0301")
    (said,) = pages_of(subject, marks)
    assert SINCE in said.decode()
    assert "新到的人" in said.decode()
    (english,) = pages_of(subject, marks, language="en")
    assert "Since Tue 2020-03-17 08:00" in english.decode()
    assert "Who arrived" in english.decode()
    (without,) = pages_of(subject, None)
    assert "以来" not in without.decode()


@pytest.mark.parametrize("subject", [of_map(), SectionSubject(0)])
def test_signs_stand_on_the_page_itself(qapp: QApplication, subject: Subject) -> None:
    one, other = (marks_of(tiny.street(), unit) for unit in ("B1-1102", "B1-0301"))
    none, two = pages_of(subject, None, ".png"), pages_of(subject, other, ".png")
    assert QImage.fromData(none[0]) != QImage.fromData(two[0])
    (first,) = pages_of(subject, one, ".png")
    at_another_place = QImage.fromData(first) != QImage.fromData(two[0])
    assert at_another_place == isinstance(subject, SectionSubject), "both are of one estate"


def test_signs_are_vectors_in_a_file_of_vectors(qapp: QApplication) -> None:
    (said,) = pages_of(SectionSubject(0), marks_of(tiny.street(), "B1-1102"))
    (without,) = pages_of(SectionSubject(0), None)
    assert said.count(b"<image") == without.count(b"<image")
    assert said.count(b"<path") > without.count(b"<path")


def test_a_page_on_which_nothing_is_marked_has_no_row_for_it(qapp: QApplication) -> None:
    (said,) = pages_of(SectionSubject(1), marks_of(tiny.street(), "B1-1102"))
    assert SINCE not in said.decode()
    nowhere = marks_of(tiny.street())
    (mapped,) = pages_of(of_map(), nowhere)
    assert SINCE not in mapped.decode()


def test_each_section_of_a_booklet_has_its_own(qapp: QApplication) -> None:
    marks = marks_of(tiny.street(), "B1-1102")
    said = [SINCE in page.decode() for page in pages_of(BookletSubject(0), marks)]
    assert said.count(True) == 1, "B1 alone, not its contents and not B2"
